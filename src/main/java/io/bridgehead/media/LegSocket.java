package io.bridgehead.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

import org.jboss.logging.Logger;

/**
 * The RTP socket of a leg. While the telephone is heard the socket is connected to where it sends from: then the kernel throws
 * away what strangers send, and looks up neither route nor address for each packet, which is a good part of a packet's price.
 * Runs on the mixing thread only.
 */
final class LegSocket {

    private static final Logger LOG = Logger.getLogger(LegSocket.class);

    private final DatagramChannel channel;
    private InetSocketAddress peer;

    LegSocket(DatagramChannel channel) {
        this.channel = channel;
    }

    /** Reads one packet; {@code null} if there is none. */
    InetSocketAddress receive(ByteBuffer in) throws IOException {
        if (peer == null) {
            return (InetSocketAddress) channel.receive(in);
        }
        return channel.read(in) > 0 ? peer : null;
    }

    /** Sends one packet. */
    void send(ByteBuffer out, InetSocketAddress target) throws IOException {
        if (peer == null) {
            channel.send(out, target);
        } else {
            channel.write(out);
        }
    }

    /** Hears and reaches nobody but that address from now on. What still waits in the socket is lost. */
    void connect(InetSocketAddress telephone) throws IOException {
        if (peer == null) {
            channel.connect(telephone);
            peer = telephone;
        }
    }

    /** Hears everybody again. */
    void disconnect() {
        if (peer == null) {
            return;
        }
        peer = null;
        try {
            channel.disconnect();
        } catch (IOException e) {
            LOG.debug("Disconnecting an RTP socket", e); // closed meanwhile
        }
    }
}
