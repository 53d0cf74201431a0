package io.bridgehead.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.bridgehead.test.Telephones.Telephone;

/** The telephones measure the product; here they are measured themselves, calling each other. */
class TelephonesIT {

    @RegisterExtension
    static final Telephones TELEPHONES = Telephones.directly(2);

    private final Telephone first = TELEPHONES.get(0);
    private final Telephone second = TELEPHONES.get(1);

    @BeforeEach
    void onTheHook() {
        TELEPHONES.reset();
    }

    @Test
    void hearEachOtherAndNotThemselves() {
        first.dial(second.uri());

        second.awaitHears(first);
        first.awaitHears(second);
    }

    @Test
    void countAndRefuseCallsWhenBusy() {
        int before = second.calls();
        second.isBusy();

        first.dial(second.uri());

        second.awaitState("idle");
        first.awaitState("idle");
        Awaitility.await().until(second::calls, calls -> calls == before + 1);
    }

    @Test
    void ringUntilAnsweredAndHangUp() {
        second.rings();
        first.dial(second.uri());
        second.awaitState("ringing");

        second.answer();
        second.awaitState("connected");
        first.hangUp();

        second.awaitState("idle");
    }

    @Test
    void registerAsTheirUserAndAreCalledThere() {
        try (WireTelephone server = new WireTelephone(WireTelephone.Behaviour.ANSWERS);
                Telephones desks = Telephones.registered(server.address(), "example.test", "secret", "alice", "bob")) {
            assertThat(desks.get(1).uri()).isEqualTo("sip:bob@example.test");
            assertThat(server.requests()).filteredOn(request -> request.method().equals("REGISTER"))
                    .extracting(request -> request.header("To")).anyMatch(to -> to.contains("sip:alice@example.test"));
        }
    }
}
