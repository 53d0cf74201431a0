package io.bridgehead.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A user registered over UDP, whose registration outlives connections. It answers MESSAGEs with 200 and keeps the first of each
 * transaction.
 */
public final class UdpUser implements AutoCloseable {

    private static final int WAIT_SECONDS = 30;

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final String domain;
    private final LinkedBlockingQueue<SipText> responses = new LinkedBlockingQueue<>();
    private final List<SipText> received = new ArrayList<>();
    private final Set<String> branches = new HashSet<>();

    public UdpUser(InetSocketAddress server, String domain) {
        this.server = server;
        this.domain = domain;
        try {
            this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "udp user");
        reader.setDaemon(true);
        reader.start();
    }

    /** Registers for an hour, and expects that to succeed. */
    public void register(String user, String password) {
        String callId = UUID.randomUUID().toString();
        SipText challenge = exchange(request(user, callId, 1, ""));
        SipText answer = exchange(request(user, callId, 2, "Authorization: " + DigestAnswer.to(
                challenge.header("WWW-Authenticate"), user, password, "REGISTER", "sip:" + domain, 1) + "\r\n"));
        if (answer.status() != 200) {
            throw new AssertionError("REGISTER of " + user + " was answered " + answer.startLine());
        }
    }

    /** The MESSAGEs that came in, in order. */
    public List<SipText> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    private String request(String user, String callId, int cseq, String credentials) {
        String address = "<sip:" + user + "@" + domain + ">";
        String here = "127.0.0.1:" + socket.getLocalPort();
        return "REGISTER sip:" + domain + " SIP/2.0\r\nVia: SIP/2.0/UDP " + here + ";branch=z9hG4bK" + UUID.randomUUID()
                + ";rport\r\nMax-Forwards: 70\r\nFrom: " + address + ";tag=1\r\nTo: " + address + "\r\nCall-ID: " + callId
                + "\r\nCSeq: " + cseq + " REGISTER\r\nContact: <sip:" + user + "@" + here + ">\r\nExpires: 3600\r\n"
                + credentials
                + "Content-Length: 0\r\n\r\n";
    }

    private SipText exchange(String request) {
        try {
            send(request, server);
            SipText answer = responses.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("No answer to REGISTER over UDP");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        byte[] buffer = new byte[65_535];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                SipText message = SipText.parse(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8));
                if (!message.isRequest()) {
                    responses.add(message);
                } else {
                    synchronized (received) {
                        if (branches.add(message.header("Via"))) {
                            received.add(message);
                        }
                    }
                    send(message.response("200 OK", "udp", "", ""), (InetSocketAddress) packet.getSocketAddress());
                }
            } catch (IOException e) {
                // Closed, or told that the server's port is closed while it restarts.
                continue;
            }
        }
    }

    private void send(String text, InetSocketAddress peer) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(octets, octets.length, peer));
    }

    @Override
    public void close() {
        socket.close();
    }
}
