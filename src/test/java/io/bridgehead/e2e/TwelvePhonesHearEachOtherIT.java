package io.bridgehead.e2e;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.Telephones;
import io.bridgehead.test.Telephones.Telephone;

/** A conference as large as people hold them: twelve real telephones, each with a tone of its own. */
class TwelvePhonesHearEachOtherIT {

    private static final int COUNT = 12;

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts();

    @RegisterExtension
    static final Telephones TELEPHONES = Telephones.directly(COUNT);

    @Test
    @Feature({ "A034", "A050", "A177" })
    void eachHearsTheElevenOthersAndWhoIsMutedIsHeardByNobody() {
        try (Client client = Client.start(PRODUCT.sip(), "carol", Scene.PASSWORD, named(0), others())) {
            for (int number = 0; number < COUNT; number++) {
                client.awaitState(name(number), "in the call");
            }
            for (Telephone telephone : TELEPHONES.all()) {
                telephone.awaitHears(allBut(telephone));
            }

            Telephone muted = TELEPHONES.get(4);
            client.type("mute " + name(4));
            client.awaitState(name(4), "muted");
            Telephone held = TELEPHONES.get(7);
            client.type("hold " + name(7));
            client.awaitState(name(7), "on hold");
            for (Telephone telephone : TELEPHONES.all()) {
                if (telephone == held) {
                    telephone.awaitHears();
                } else {
                    telephone.awaitHears(allBut(telephone, muted, held));
                }
            }

            client.type("end");
            client.awaitLine("has ended");
            TELEPHONES.all().forEach(telephone -> telephone.awaitState("idle"));
        }
    }

    private static String name(int number) {
        return "Person" + (char) ('A' + number);
    }

    private static String named(int number) {
        return name(number) + " <" + TELEPHONES.get(number).uri() + ">";
    }

    private static String[] others() {
        List<String> others = new ArrayList<>();
        for (int number = 1; number < COUNT; number++) {
            others.add(named(number));
        }
        return others.toArray(String[]::new);
    }

    private static Telephone[] allBut(Telephone... absent) {
        List<Telephone> rest = new ArrayList<>(TELEPHONES.all());
        rest.removeAll(List.of(absent));
        return rest.toArray(Telephone[]::new);
    }
}
