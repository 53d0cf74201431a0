package io.bridgehead.bridge.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.conference.ConferenceException;
import io.bridgehead.conference.DialPlan;
import io.bridgehead.media.MediaConfig;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Threat;

/**
 * However a number is spelled: what the trunk is asked to call is a world-wide number within the dial plan, whole digits and
 * nothing else, and no SIP address leads to the trunk.
 */
@Threat(16)
class TollFraudTest {

    private static final String TRUNK = "carrier.example";
    private static final int ROUNDS = 200_000;

    private static final List<String> STARTS = List.of("", "+", "00", "011", "tel:", "tel:+", "TEL:00", "sip:", "sip:+",
            "sips:00", "sip:%2B", "tel:%2B", "\uFF0B", " +", "++", "+0", "(+", "callto:", "*31#", "#31#+");
    private static final List<String> NUMBERS = List.of("4930123456", "49900123456", "4990 0123456", "12125550100", "112",
            "911",
            "0900123456", "900123456", "881612345678", "49", "499001", "7900123456");
    private static final List<String> ENDS = List.of("", ";ext=900", ";isub=49900123456", ";phone-context=+49",
            ";phone-context=carrier.example", ";phone-context=+49900", ";postd=pp900", ";tgrp=x;trunk-context=carrier.example",
            "@" + TRUNK, "@CARRIER.example", "@10.0.0.2", "@" + TRUNK + ":5060;user=phone", "@elsewhere.example",
            "@example.org",
            ";ext=1@" + TRUNK, "?Route=%3Csip:" + TRUNK + "%3E", "#900", ",,900", "w900", "\r\nX: 1",
            "@" + TRUNK + ";maddr=10.0.0.2",
            "@elsewhere.example;maddr=" + TRUNK, "%3B900");
    private static final List<String> BETWEEN = List.of("", "", "", " ", "-", ".", "(", ")", "(0)", "/", "\u00A0", "\u200B",
            "*", "#",
            "\u0660", "\uFF10", "%30", "%", ";", "p", "\t", "e");

    private final DialPlan plan = new DialPlan("00", List.of("+49"), List.of("+49900"), List.of("110", "112", "911"), true,
            List.of());
    private final DialPaths paths = new DialPaths(EmbeddedBridgeConfig
            .of(Listener.udp("127.0.0.1", 0), SipUri.parse("sip:bridge@example.org"), new byte[32], MediaConfig.on("127.0.0.1"))
            .withProxy(new Destination(SipTransport.TCP, "10.0.0.1", 5060), Set.of("example.org"), "secret")
            .withTrunk(new Trunk(new Destination(SipTransport.UDP, "10.0.0.2", 5060), TRUNK, null, "us", "pw", 1000)));

    @Test
    void noSpellingReachesTheTrunkButNumbersWithinThePlan() {
        Random random = new Random(16);
        int called = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Optional<DialPath> path = call(spelling(random));
            called += path.isPresent() ? 1 : 0;
        }
        assertThat(called).as("spellings that may be called").isGreaterThan(ROUNDS / 100);
    }

    @ParameterizedTest
    @ValueSource(strings = { "+49 30 123456", "0049 (0)30 123456", "tel:+49-30-123456", "004930123456", "+49/30.123.456" })
    void usualSpellingsOfOneNumberAreThatNumber(String spelling) {
        assertThat(call(spelling).orElseThrow().uri()).hasToString("sip:+4930123456@" + TRUNK + ";user=phone");
    }

    @ParameterizedTest
    @ValueSource(strings = { "sip:0900123456@carrier.example", "sip:4930123456@10.0.0.2", "sip:bob@Carrier.Example",
            "+49\u0663\u0660123456", "\uFF0B4930123456", "+4930123456;ext=5", "tel:+4930123456;isub=49900", "*21*49900123456#",
            "+49*900*123456", "0049 (0)900 123456", "+490900123456", "00490900123456", "(00)49 900 123456" })
    void oddSpellingsAreNoNumber(String spelling) {
        assertThat(call(spelling)).isEmpty();
    }

    /** As the core and then the bridge see it; empty if either refuses. */
    private Optional<DialPath> call(String spelling) {
        DialPath path;
        try {
            path = paths.find(plan.resolve(spelling).dialled());
        } catch (ConferenceException | UndiallableAddressException e) {
            return Optional.empty();
        }
        boolean byTrunk = path.destination() != null && path.destination().host().equals("10.0.0.2");
        if (byTrunk) {
            assertThat(path.uri().user()).as(spelling).matches("\\+49[0-9]{5,13}").doesNotStartWith("+49900")
                    .doesNotStartWith("+490900");
            assertThat(path.uri()).as(spelling).hasToString("sip:" + path.uri().user() + "@" + TRUNK + ";user=phone");
        } else {
            assertThat(path.uri().host()).as(spelling).isNotEqualToIgnoringCase(TRUNK).isNotEqualTo("10.0.0.2");
        }
        return Optional.of(path);
    }

    private static String spelling(Random random) {
        StringBuilder text = new StringBuilder(one(STARTS, random));
        int oddities = random.nextInt(4);
        for (char digit : one(NUMBERS, random).toCharArray()) {
            text.append(oddities > 0 && random.nextInt(4) == 0 ? one(BETWEEN, random) : "").append(digit);
        }
        return text.append(one(ENDS, random)).toString();
    }

    private static String one(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
