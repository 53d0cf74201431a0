package io.bridgehead.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.identity.SignedIdentity;
import io.bridgehead.sip.RelayTarget;
import io.bridgehead.sip.ServiceUnavailableException;
import io.bridgehead.sip.message.SipRequest;

class SiblingsTest {

    private static final String ALICE = "alice@example.com";
    private static final String BOB = "bob@example.com";
    private static final RelayTarget HERE = RelayTarget.byFlow("sip:bob@192.0.2.7", "tcp/1");

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final Siblings one = siblings("the key of all processes, 32 characters");
    private final Siblings two = siblings("the key of all processes, 32 characters");

    @Test
    void whatOneHandsOverTheOtherBelievesToBeFromItsSender() {
        SipRequest request = message("sip:" + BOB, "hello");

        List<RelayTarget> targets = one.targets(there("tcp://192.0.2.2:5070", "tls://[2001:db8::2]"), request, ALICE, BOB);

        assertThat(targets).first().isEqualTo(HERE);
        assertThat(targets).extracting(RelayTarget::contact).containsExactly("sip:bob@192.0.2.7", "sip:" + BOB, "sip:" + BOB);
        assertThat(targets.get(1).path().get(0)).startsWith("<sip:sibling.").endsWith("@192.0.2.2:5070;transport=tcp;lr>");
        assertThat(targets.get(2).path().get(0)).endsWith("@[2001:db8::2];transport=tls;lr>");
        assertThat(targets.subList(1, 3))
                .allSatisfy(target -> assertThat(two.sender(arriving(request, target))).contains(ALICE));
    }

    @Test
    void whoIsOnlyHereIsReachedHere() {
        assertThat(one.targets(there(), message("sip:" + BOB, "hello"), ALICE, BOB)).containsExactly(HERE);
    }

    static Stream<Map.Entry<String, SipRequest>> others() {
        return Stream.of(Map.entry("another body", message("sip:" + BOB, "good-bye")),
                Map.entry("another receiver", message("sip:carol@example.com", "hello")),
                Map.entry("another call", message("sip:" + BOB, "hello").setHeader("Call-ID", "other")),
                Map.entry("another number", message("sip:" + BOB, "hello").setHeader("CSeq", "2 MESSAGE")))
                .map(entry -> Map.entry(entry.getKey(), (SipRequest) entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("others")
    void theWordForOneRequestIsGoodForNoOther(Map.Entry<String, SipRequest> other) {
        RelayTarget handed = one.targets(there("tcp://192.0.2.2"), message("sip:" + BOB, "hello"), ALICE, BOB).get(1);

        assertThatThrownBy(() -> two.sender(arriving(other.getValue(), handed)))
                .isInstanceOf(ServiceUnavailableException.class);
    }

    @Test
    void oldWordAndThatOfAnotherKeyAreNotBelieved() {
        SipRequest request = message("sip:" + BOB, "hello");
        RelayTarget stranger = siblings("another key of at least 32 characters")
                .targets(there("tcp://192.0.2.2"), request, ALICE,
                        BOB)
                .get(1);
        RelayTarget old = one.targets(there("tcp://192.0.2.2"), request, ALICE, BOB).get(1);
        now = now.plus(Duration.ofMinutes(2));

        assertThatThrownBy(() -> two.sender(arriving(request, stranger))).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> two.sender(arriving(request, old))).isInstanceOf(ServiceUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<sip:192.0.2.2;lr>", "<sip:bob@192.0.2.2;lr>" })
    void aRequestOfAnybodyElseHasToProveItselfAsAlways(String route) {
        SipRequest request = message("sip:" + BOB, "hello");
        if (!route.isEmpty()) {
            request.addHeader("Route", route);
        }

        assertThat(two.sender(request)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "<sip:sibling.@192.0.2.2;lr>", "<sip:sibling.%00@192.0.2.2;lr>",
            "<sip:sibling.AAAA@192.0.2.2;lr>" })
    void nonsenseIsRefused(String route) {
        SipRequest request = message("sip:" + BOB, "hello");
        request.addHeader("Route", route);

        assertThatThrownBy(() -> two.sender(request)).isInstanceOf(ServiceUnavailableException.class);
        assertThat(Siblings.NONE.sender(request)).isEmpty();
    }

    private Siblings siblings(String key) {
        return new Siblings(new NoLocations(), new SignedIdentity(key.getBytes(StandardCharsets.UTF_8)), () -> now);
    }

    private static final class NoLocations implements LocationStore {

        @Override
        public void replace(String aor, List<Binding> bindings) {
            throw new AssertionError("Nobody registers here");
        }

        @Override
        public List<String> elsewhere(String aor, Instant now) {
            return List.of();
        }

        @Override
        public List<Binding> recover(Instant now) {
            return List.of();
        }
    }

    private static Whereabouts there(String... servers) {
        return new Whereabouts(List.of(HERE), List.of(servers));
    }

    private static SipRequest message(String uri, String body) {
        SipRequest request = SipRequest.create("MESSAGE", uri);
        request.setHeader("Call-ID", "call").setHeader("CSeq", "1 MESSAGE");
        request.setBody("text/plain", body.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    /** As the relay sends it: to the target's contact by its path. */
    private static SipRequest arriving(SipRequest request, RelayTarget target) {
        SipRequest copy = request.copy();
        target.path().forEach(route -> copy.addHeader("Route", route));
        return copy;
    }
}
