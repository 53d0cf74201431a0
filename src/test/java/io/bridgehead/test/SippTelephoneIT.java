package io.bridgehead.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.bridgehead.test.SippTelephone.Behaviour;
import io.bridgehead.test.Telephones.Telephone;

/** The refusing telephones measure the product; here a real telephone measures them. */
class SippTelephoneIT {

    @RegisterExtension
    static final Telephones TELEPHONES = Telephones.directly(1);

    private final Telephone caller = TELEPHONES.get(0);

    @ParameterizedTest
    @CsvSource({ "BUSY, 486", "DECLINES, 603", "UNKNOWN, 404", "UNAVAILABLE, 480", "FAILS, 500", "OVERLOADED, 503" })
    void refusesWithItsStatus(Behaviour behaviour, String status) {
        try (SippTelephone telephone = new SippTelephone(behaviour)) {
            caller.dial(telephone.uri());
            Awaitility.await()
                    .untilAsserted(() -> assertThat(caller.lastEnd()).startsWith(status));
        }
    }

    @Test
    void aTelephoneOnTheWireKeepsWhatItWasAsked() {
        try (WireTelephone telephone = new WireTelephone(WireTelephone.Behaviour.RINGS)) {
            caller.dial(telephone.uri());
            Awaitility.await().until(() -> telephone.saw("INVITE"));
            caller.hangUp();
            Awaitility.await().until(() -> telephone.saw("CANCEL") && telephone.saw("ACK"));

            assertThat(telephone.calls()).hasSize(1);
        }
    }
}
