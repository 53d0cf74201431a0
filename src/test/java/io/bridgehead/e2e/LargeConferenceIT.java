package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Client;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.SipText;
import io.bridgehead.test.SipWire;
import io.bridgehead.test.Soap;
import io.bridgehead.test.WireTelephone;
import io.bridgehead.test.WireTelephone.Behaviour;

/** A conference of three hundred: each answer arrives, and says what is so. */
class LargeConferenceIT {

    /** Nobody listens there, so that a call is over at once. */
    private static final String NOBODY = "@127.0.0.1:9;transport=tcp";
    private static final int PARTICIPANTS = 300;
    private static final Pattern ID = Pattern.compile("<(?:\\w+:)?id>(p\\d+)<");

    @RegisterExtension
    static final Product PRODUCT = Product.withDemoAccounts().set("bridgehead.bridge.accounts.large.bridge", "embedded")
            .set("bridgehead.bridge.accounts.large.users", "carol")
            .set("bridgehead.bridge.accounts.large.port-allowance", "400");

    @Test
    @Feature({ "A007", "A015", "A041", "A087" })
    void threeHundredPeopleAreToldInPartsByHttpMessageAndSnapshot() {
        try (WireTelephone carols = new WireTelephone(Behaviour.ANSWERS)) {
            String created = asCarol(Soap.envelope(Soap.messageId(), "createConference",
                    "<c:initiator><c:address>" + carols.uri() + "</c:address></c:initiator>"
                            + IntStream.rangeClosed(2, 101).mapToObj(number -> "<c:participant><c:address>sip:guest" + number
                                    + NOBODY + "</c:address></c:participant>").collect(Collectors.joining())
                            + "<c:account>large</c:account>"));
            String conference = Soap.text(created, "conferenceId");
            assertThat(ids(created)).startsWith("p1", "p2", "p3");
            IntStream.range(102, PARTICIPANTS).parallel()
                    .forEach(number -> assertThat(add(conference, number)).contains("addParticipantResponse"));

            try (SipWire carol = new SipWire(PRODUCT.sip(), Product.DOMAIN)) {
                carol.register("carol", Scene.PASSWORD);
                carol.awaitMessage("getConferenceResponse", conference, "id>p1<");
                carol.awaitMessage("getConferenceResponse", conference, "id>p299<");
                SipText accepted = carol.exchange(carol.message("carol", "conference", Soap.CONTENT_TYPE,
                        Soap.addParticipant(Soap.messageId(), conference, "sip:last" + NOBODY)), "carol", Scene.PASSWORD);
                assertThat(accepted.status()).isEqualTo(200);
                String answer = carol.awaitMessage("addParticipantResponse", conference).body();
                assertThat(ids(answer)).containsExactly("p300");
                assertThat(Soap.text(answer, "participantCount")).isEqualTo("300");
            }

            assertThat(everybody(conference)).isEqualTo(IntStream.rangeClosed(1, PARTICIPANTS).mapToObj(n -> "p" + n).toList());
            try (Client client = Client.run(PRODUCT.sip(), "carol", Scene.PASSWORD, "follow", conference)) {
                client.awaitLine("[ 1 in the call | 299 not reached ]");
                client.type("roster");
                client.awaitLine("p300", "sip:last@", "not reached");
                client.type("end");
                assertThat(client.exitCode()).isZero();
            }
        }
    }

    private static String add(String conference, int number) {
        return asCarol(Soap.addParticipant(Soap.messageId(), conference, "sip:guest" + number + NOBODY));
    }

    /** Asks for part after part, as the WSDL says. */
    private static List<String> everybody(String conference) {
        List<String> everybody = new ArrayList<>();
        int count;
        do {
            String answer = asCarol(Soap.envelope(Soap.messageId(), "getConference", "<c:conferenceId>" + conference
                    + "</c:conferenceId><c:offset>" + everybody.size() + "</c:offset>"));
            List<String> part = ids(answer);
            assertThat(part).isNotEmpty();
            everybody.addAll(part);
            count = Integer.parseInt(Soap.text(answer, "participantCount"));
        } while (everybody.size() < count);
        return everybody;
    }

    private static List<String> ids(String answer) {
        return ID.matcher(answer).results().map((MatchResult found) -> found.group(1)).toList();
    }

    private static String asCarol(String envelope) {
        return Soap.post(PRODUCT.http("/services/conference"), envelope,
                "Basic " + Base64.getEncoder().encodeToString("carol:demo".getBytes(StandardCharsets.UTF_8))).body();
    }
}
