package io.bridgehead.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import io.bridgehead.test.FuzzCorpus;
import io.bridgehead.test.Threat;

/** Fuzz target: any bytes into parser, validator, typed accessors, edits and back. */
public class SipMessageFuzzTest {
    /** Adding a Content-Length and a Via must not break a limit that the input just held. */
    private static final SipParser WIDE = new SipParser(new MessageLimits(200_000, 20_000, 80));

    @TestFactory
    @Threat(6)
    Stream<DynamicTest> knownInputs() {
        return FuzzCorpus.of("sip-message", SipMessageFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        SipMessage message;
        try {
            message = SipParser.parse(input);
        } catch (SipParseException e) {
            assertThat(e.status()).isBetween(400, 699);
            return;
        }
        SipParseException problem = SipValidator.check(message);
        byte[] written = message.toBytes();
        assertThat(message.size()).isEqualTo(written.length);
        SipMessage again = WIDE.parseDatagram(written);
        assertThat(again.toBytes()).as("written, read and written again").isEqualTo(written);
        message.headerNames();
        message.copy();
        if (problem == null) {
            assertThat(SipValidator.check(again)).isNull();
            assertThat(again.body()).isEqualTo(message.body());
            readEverything(message);
            edit(message, written);
        } else {
            assertThat(problem.status()).isBetween(400, 699);
        }
        if (message instanceof SipRequest request) {
            SipMessage answer = WIDE.parseDatagram(request.createResponse(400).toBytes());
            if (problem == null) {
                assertThat(SipValidator.check(answer)).isNull();
            }
        }
    }

    /** What the validator has let pass can be read. */
    private static void readEverything(SipMessage message) {
        for (Via via : message.vias()) {
            assertThat(Via.parse(via.toString())).isEqualTo(via);
        }
        assertThat(message.topVia()).isEqualTo(message.vias().get(0));
        assertThat(CSeq.parse(message.cseq().toString())).isEqualTo(message.cseq());
        checkAddress(message.from());
        checkAddress(message.to());
        assertThat(message.callId()).isNotEmpty();
        message.contentLength();
        if (message instanceof SipRequest request) {
            assertThat(SipUri.parse(request.requestUri().toString())).isEqualTo(request.requestUri());
            assertThat(request.cseq().method()).isEqualTo(request.method());
            request.maxForwards();
            request.contacts().forEach(SipMessageFuzzTest::checkAddress);
            request.routes().forEach(SipMessageFuzzTest::checkAddress);
            request.recordRoutes().forEach(SipMessageFuzzTest::checkAddress);
        }
    }

    private static void checkAddress(NameAddr address) {
        NameAddr again = NameAddr.parse(address.toString());
        assertThat(again.uri()).isEqualTo(address.uri());
        assertThat(again.params()).isEqualTo(address.params());
    }

    /** What a proxy does to a request, and to its response. */
    private static void edit(SipMessage message, byte[] written) {
        SipMessage copy = message.copy();
        copy.addFirst(SipHeader.VIA, "SIP/2.0/TCP us.example.com;branch=z9hG4bKus");
        copy.setHeader(SipHeader.MAX_FORWARDS, "7");
        copy.replaceFirst(SipHeader.ROUTE, "<sip:us.example.com;lr>");
        copy.removeHeader(SipHeader.P_ASSERTED_IDENTITY).addHeader(SipHeader.P_ASSERTED_IDENTITY, "<sip:a@example.com>");
        SipMessage sent = WIDE.parseDatagram(copy.toBytes());
        assertThat(SipValidator.check(sent)).isNull();
        assertThat(sent.topVia().host()).isEqualTo("us.example.com");
        assertThat(sent.maxForwards()).isEqualTo(7);
        assertThat(sent.headers(SipHeader.P_ASSERTED_IDENTITY)).containsExactly("<sip:a@example.com>");
        assertThat(sent.vias()).hasSize(message.vias().size() + 1);
        sent.removeFirst(SipHeader.VIA);
        assertThat(sent.vias()).isEqualTo(message.vias());
        assertThat(message.toBytes()).as("the original").isEqualTo(written);
    }
}
