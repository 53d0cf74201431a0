package io.bridgehead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Any number of telephones at one UDP socket that answer a call, at once or when told, and hear without listening. */
final class Telephones implements Line.Listener {

    private final Line line;
    private final DatagramChannel ear;
    private final Consumer<String> onInvite;
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;
    private int invites;
    private int byes;

    /** @param onInvite takes the called user's name */
    Telephones(EventLoop loop, Consumer<String> onInvite) {
        this.onInvite = onInvite;
        this.line = loop.open(Transport.UDP, new InetSocketAddress("127.0.0.1", 0), null, this);
        try {
            // Audio is thrown away by the kernel once this is full; without it ICMP errors would come back.
            this.ear = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address at which a user is called. */
    String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + line.local().getPort();
    }

    /** From now on calls wait until they are to be answered. */
    void hold() {
        holding = true;
    }

    /** Answers all calls that wait, and from now on each at once. */
    void answerAll() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    void clear() {
        held.clear();
        invites = 0;
        byes = 0;
    }

    @Override
    public void received(String message, Line from, SocketAddress address) {
        if (Wire.isResponse(message)) {
            return;
        }
        switch (Wire.method(message)) {
            case "INVITE" -> {
                invites++;
                String uri = Wire.requestUri(message);
                String user = uri.substring("sip:".length(), uri.indexOf('@'));
                onInvite.accept(user);
                if (holding) {
                    from.send(Wire.response(message, "100 Trying", "", ""), address);
                    held.add(() -> answer(user, message, from, address));
                } else {
                    answer(user, message, from, address);
                }
            }
            case "ACK" -> {
                // The call stands.
            }
            default -> {
                byes++;
                from.send(Wire.response(message, "200 OK", "", ""), address);
            }
        }
    }

    private void answer(String user, String invite, Line from, SocketAddress address) {
        String contact = "Contact: <" + uri(user) + ">\r\n";
        from.send(Wire.response(invite, "180 Ringing", contact, ""), address);
        from.send(Wire.response(invite, "200 OK", contact + "Content-Type: application/sdp\r\n", session()), address);
    }

    private String session() {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                + ear.socket().getLocalPort() + " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";
    }

    @Override
    public String toString() {
        return invites + " INVITE, " + byes + " BYE";
    }
}
