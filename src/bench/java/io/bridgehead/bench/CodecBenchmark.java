package io.bridgehead.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipParser;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipValidator;
import io.bridgehead.sip.message.Via;

/** The codec alone on a MESSAGE of 850 bytes with credentials: what each hop does to the bytes between two sockets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private static final String HEAD = """
            MESSAGE sip:conference@example.com SIP/2.0
            Via: SIP/2.0/TCP 192.0.2.17:51234;rport;branch=z9hG4bKnashds8.4be1
            Max-Forwards: 70
            To: <sip:conference@example.com>
            From: "Alice" <sip:alice@example.com>;tag=456248
            Call-ID: 843817637684230@998sdasdh09
            CSeq: 1826 MESSAGE
            User-Agent: Desktop/1.0
            Proxy-Authorization: Digest username="alice", realm="example.com", nonce="MTYwNjAwMDAwMGFiY2Rl", \
            uri="sip:conference@example.com", response="6629fae49393a05397450978507c4ef1", algorithm=MD5, qop=auth, nc=00000001
            Content-Type: application/soap+xml
            Content-Length: %d

            """;
    private static final int BYTES = 850;
    private static final String OUR_VIA = "SIP/2.0/TCP im.example.com;branch=z9hG4bK7vq0l3n5c2r8k1d4h6ab.3f00a1c2";

    private final byte[] request = message();
    private final byte[] response = response(request);
    private final byte[] out = new byte[2048];

    @Setup(Level.Iteration)
    public void begin() {
        CpuProfiler.begin();
    }

    @TearDown(Level.Iteration)
    public void end() {
        CpuProfiler.end();
    }

    private static byte[] message() {
        int bodyBytes = BYTES - HEAD.replace("\n", "\r\n").formatted(100).length();
        String body = "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><listConferences/></e:Body></e:Envelope>";
        return (HEAD.replace("\n", "\r\n").formatted(bodyBytes) + body + " ".repeat(bodyBytes - body.length()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] response(byte[] request) {
        SipRequest received = (SipRequest) SipParser.parse(request);
        received.addFirst(SipHeader.VIA, OUR_VIA);
        return received.createResponse(200).toBytes();
    }

    /** The case of the aim: everything is checked, one line added, the message written where it is sent from. */
    @Benchmark
    public int parseCheckAddViaWrite() {
        SipRequest received = (SipRequest) checked(SipParser.parse(request));
        received.addFirst(SipHeader.VIA, OUR_VIA);
        return received.writeTo(out, 0);
    }

    @Benchmark
    public Object parseOnly() {
        return SipParser.parse(request);
    }

    @Benchmark
    public Object parseCheck() {
        return checked(SipParser.parse(request));
    }

    /** All that the IM server changes between receiving a MESSAGE and sending it on, with the bytes it sends. */
    @Benchmark
    public byte[] relayRequest() {
        SipRequest received = (SipRequest) checked(SipParser.parse(request));
        Via via = received.topVia();
        received.replaceFirst(SipHeader.VIA, via.withParam("received", "192.0.2.17").withParam("rport", "51234").toString());
        SipRequest copy = received.copy();
        copy.setHeader(SipHeader.MAX_FORWARDS, Integer.toString(received.maxForwards() - 1));
        copy.removeHeader(SipHeader.ROUTE);
        copy.setRequestUri("sip:conference@192.0.2.40:5060;transport=tcp");
        copy.removeHeader(SipHeader.PROXY_AUTHORIZATION);
        copy.removeHeader("Bridgehead-Identity");
        copy.addHeader("Bridgehead-Identity", "v1;alice;1700000000;5d41402abc4b2a76b9719d911017c592");
        copy.removeHeader(SipHeader.P_ASSERTED_IDENTITY);
        copy.addHeader(SipHeader.P_ASSERTED_IDENTITY, "<sip:alice@example.com>");
        copy.addFirst(SipHeader.VIA, OUR_VIA);
        return copy.toBytes();
    }

    /** The response on its way back: our Via taken off. */
    @Benchmark
    public byte[] relayResponse() {
        SipMessage forwarded = checked(SipParser.parse(response)).copy();
        forwarded.removeFirst(SipHeader.VIA);
        return forwarded.toBytes();
    }

    /** A response of our own. */
    @Benchmark
    public byte[] respond() {
        return ((SipRequest) checked(SipParser.parse(request))).createResponse(200).toBytes();
    }

    private static SipMessage checked(SipMessage message) {
        if (SipValidator.check(message) != null) {
            throw new IllegalStateException("the message of the benchmark is not valid");
        }
        return message;
    }
}
