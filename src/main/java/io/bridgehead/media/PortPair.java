package io.bridgehead.media;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

import org.jboss.logging.Logger;

/** The two sockets of a leg: RTP on an even port, RTCP on the next (RFC 3550 §11). */
record PortPair(DatagramChannel rtp, DatagramChannel rtcp, int port) {

    private static final Logger LOG = Logger.getLogger(PortPair.class);
    /** DSCP "expedited forwarding" (RFC 3246), the class for voice. */
    private static final int EXPEDITED = 46 << 2;

    static PortPair bind(String address, int port) throws IOException {
        DatagramChannel rtp = open(address, port);
        int actual = ((InetSocketAddress) rtp.getLocalAddress()).getPort();
        if (actual % 2 != 0 || actual == 65535) {
            rtp.close();
            throw new BindException("odd port");
        }
        try {
            return new PortPair(rtp, open(address, actual + 1), actual);
        } catch (IOException e) {
            rtp.close();
            throw e;
        }
    }

    private static DatagramChannel open(String address, int port) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED);
            return channel.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void close() {
        try {
            rtp.close();
            rtcp.close();
        } catch (IOException e) {
            LOG.debug("Closing RTP sockets", e);
        }
    }
}
