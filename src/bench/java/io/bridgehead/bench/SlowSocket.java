package io.bridgehead.bench;

import java.net.SocketAddress;
import java.util.function.Function;

/** A connection that sends a MESSAGE one byte at a time, and begins anew when the server has had enough of it. */
final class SlowSocket implements Line.Listener {

    private static final String MESSAGE = "MESSAGE sip:b0@" + Server.DOMAIN
            + " SIP/2.0\r\nVia: SIP/2.0/TCP slow.invalid;branch="
            + "z9hG4bKslow\r\nFrom: <sip:slow@invalid>;tag=1\r\nTo: <sip:b0@" + Server.DOMAIN + ">\r\nCSeq: 1 MESSAGE\r\n";

    private final Function<SlowSocket, Line> opener;
    private Line line;
    private int sent;
    private int closings;

    SlowSocket(Function<SlowSocket, Line> opener) {
        this.opener = opener;
    }

    /** Sends one more byte. */
    void drip() {
        if (line == null) {
            line = opener.apply(this);
            sent = 0;
        }
        line.send(MESSAGE.substring(sent, sent + 1), null);
        sent = (sent + 1) % MESSAGE.length();
    }

    /** How often the server ended it. */
    int closings() {
        return closings;
    }

    @Override
    public void received(String message, Line from, SocketAddress address) {
        // Whatever the server says, it goes on like that.
    }

    @Override
    public void closed(Line ended, String why) {
        closings++;
        line = null;
    }
}
