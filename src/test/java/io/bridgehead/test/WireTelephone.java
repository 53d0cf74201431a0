package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A telephone on a raw UDP socket that keeps every datagram and does exactly one thing with an INVITE, well-behaved or not. */
public final class WireTelephone implements AutoCloseable {

    /** What it does with calls. */
    public enum Behaviour {
        /** Answers nothing at all, as a cable that is cut. */
        SILENT,
        /** Rings and never answers; obeys CANCEL. */
        RINGS,
        /** Rings, then answers with a session that takes audio and never sends any; obeys BYE. */
        ANSWERS,
        /** Sends bytes that are no SIP message. */
        BABBLES,
        /** Rings, and answers at the very moment at which it is cancelled; obeys BYE. */
        ANSWERS_WHEN_CANCELLED,
        /** Gives the answers of its script to an INVITE; obeys CANCEL and BYE. */
        SCRIPTED
    }

    private static final int PACKET_MILLIS = 20;
    private static final int SAMPLES = 160;
    private static final int RTP_HEADER = 12;

    private final DatagramSocket socket;
    /** Takes audio and never reads it. */
    private final DatagramSocket audio;
    private final Behaviour behaviour;
    private volatile Script script;
    private final List<SipText> requests = new ArrayList<>();
    private int sequence;
    private final Map<String, Instant> first = new HashMap<>();

    /** What a telephone answers to an INVITE. */
    public interface Script {
        /** Whole messages, in their order. {@code contact} is the line for the Contact header. */
        List<String> answers(SipText invite, String contact);
    }

    /** A telephone at a free port. */
    public WireTelephone(Behaviour behaviour) {
        this(behaviour, 0);
    }

    /** A telephone at a free port that answers as it is told. */
    public WireTelephone(Script script) {
        this(Behaviour.SCRIPTED, 0);
        this.script = script;
    }

    /** A telephone that refuses calls with a status and more header lines. */
    public static WireTelephone refusing(String statusAndReason, String headers) {
        return new WireTelephone((invite, contact) -> List.of(invite.response(statusAndReason, "wire", headers, "")));
    }

    /** A telephone that answers calls at once with a session and more header lines. */
    public static WireTelephone answering(String headers, String sdp) {
        return new WireTelephone((invite, contact) -> List.of(invite.response("200 OK", "wire",
                contact + headers + (sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n"), sdp)));
    }

    /** A telephone at a port of the loopback address. */
    public WireTelephone(Behaviour behaviour, int port) {
        this.behaviour = behaviour;
        try {
            this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            this.audio = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "wire telephone");
        reader.setDaemon(true);
        reader.start();
    }

    /** Where it listens, for who uses it as a server. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** The SIP address at which it is called. */
    public String uri() {
        return "sip:wire@127.0.0.1:" + socket.getLocalPort();
    }

    /** All requests that came, retransmissions included. */
    public List<SipText> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** The Call-IDs of all INVITEs: one for each call, however often it was repeated. */
    public Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        requests().stream().filter(request -> request.method().equals("INVITE"))
                .forEach(invite -> calls.add(invite.header("Call-ID")));
        return calls;
    }

    /**
     * Speaks loudly for a while, which is a tone of 500 Hz sent to where the last INVITE wants it.
     *
     * @return when the first packet went out
     */
    public Instant speak(Duration duration) {
        SipText invite = requests().stream().filter(request -> request.method().equals("INVITE")).reduce((one, next) -> next)
                .orElseThrow();
        Matcher where = Pattern.compile("(?s)c=IN IP4 (\\S+).*m=audio (\\d+) ").matcher(invite.body());
        if (!where.find()) {
            throw new IllegalStateException("No audio in " + invite.body());
        }
        InetSocketAddress peer = new InetSocketAddress(where.group(1), Integer.parseInt(where.group(2)));
        Instant begin = Instant.now();
        for (int packet = 0; packet < duration.toMillis() / PACKET_MILLIS; packet++) {
            ByteBuffer rtp = ByteBuffer.allocate(RTP_HEADER + SAMPLES).put((byte) 0x80).put((byte) 0)
                    .putShort((short) sequence++)
                    .putInt(sequence * SAMPLES).putInt(hashCode());
            for (int sample = 0; sample < SAMPLES; sample++) {
                // µ law: 0x80 is the loudest positive value, 0x00 the loudest negative one.
                rtp.put((byte) (sample / 8 % 2 == 0 ? 0x80 : 0));
            }
            try {
                audio.send(new DatagramPacket(rtp.array(), rtp.capacity(), peer));
                Thread.sleep(Math.max(0,
                        Duration.between(Instant.now(), begin.plusMillis((packet + 1L) * PACKET_MILLIS)).toMillis()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return begin;
    }

    /** Whether a request of a method came. */
    public boolean saw(String method) {
        return requests().stream().anyMatch(request -> request.method().equals(method));
    }

    /** When the first request of a method came; empty if none has. */
    public Optional<Instant> first(String method) {
        synchronized (requests) {
            return Optional.ofNullable(first.get(method));
        }
    }

    @Override
    public void close() {
        socket.close();
        audio.close();
    }

    private void read() {
        DatagramPacket packet = new DatagramPacket(new byte[65536], 65536);
        try {
            while (true) {
                socket.receive(packet);
                SipText message = SipText
                        .parse(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
                if (message.startLine().endsWith(" SIP/2.0")) {
                    synchronized (requests) {
                        requests.add(message);
                        first.putIfAbsent(message.method(), Instant.now());
                    }
                    answer(message, packet.getSocketAddress());
                }
            }
        } catch (IOException closed) {
            // The telephone was taken away.
        }
    }

    private void answer(SipText request, SocketAddress peer) throws IOException {
        if (behaviour == Behaviour.SILENT || request.method().equals("ACK")) {
            return;
        }
        if (behaviour == Behaviour.BABBLES) {
            send("\u0000\u0001 no SIP\r\n: \r\n\r\n", peer);
            return;
        }
        String contact = "Contact: <" + uri() + ">\r\n";
        switch (request.method()) {
            case "INVITE" -> {
                if (script != null) {
                    for (String answer : script.answers(request, contact)) {
                        send(answer, peer);
                    }
                    return;
                }
                send(request.response("180 Ringing", "wire", contact, ""), peer);
                if (behaviour == Behaviour.ANSWERS) {
                    send(request.response("200 OK", "wire", contact + "Content-Type: application/sdp\r\n", session()), peer);
                }
            }
            case "CANCEL" -> {
                send(request.response("200 OK", "wire", "", ""), peer);
                SipText invite = lastInvite(request.header("Call-ID"));
                if (behaviour == Behaviour.ANSWERS_WHEN_CANCELLED) {
                    send(invite.response("200 OK", "wire", contact + "Content-Type: application/sdp\r\n", session()), peer);
                    return;
                }
                send(invite.response("487 Request Terminated", "wire", "", ""), peer);
            }
            default -> send(request.response("200 OK", "wire", "", ""), peer);
        }
    }

    private SipText lastInvite(String callId) {
        return requests().stream().filter(request -> request.method().equals("INVITE"))
                .filter(request -> request.header("Call-ID").equals(callId)).reduce((first, last) -> last).orElseThrow();
    }

    /** A session that takes audio in G.711 µ law. */
    public String session() {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + audio.getLocalPort()
                + " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";
    }

    private void send(String text, SocketAddress peer) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(octets, octets.length, peer));
    }
}
