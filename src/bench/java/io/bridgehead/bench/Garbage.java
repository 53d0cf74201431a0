package io.bridgehead.bench;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Datagrams that are no SIP, or nearly: noise, requests cut off anywhere, requests with a byte changed. */
final class Garbage implements Line.Listener {

    private static final String NEARLY = "MESSAGE sip:b0@" + Server.DOMAIN + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch="
            + "z9hG4bKgarbage\r\nMax-Forwards: 70\r\nFrom: <sip:a0@" + Server.DOMAIN + ">;tag=1\r\nTo: <sip:b0@" + Server.DOMAIN
            + ">\r\nCall-ID: garbage\r\nCSeq: 1 MESSAGE\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nnone";
    private static final int LARGEST = 1400;

    private final Line line;
    private int sent;
    private int answered;

    Garbage(EventLoop loop, InetSocketAddress server) {
        line = loop.open(Transport.UDP, new InetSocketAddress("127.99.0.2", 0), server, this);
    }

    void send() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        line.send(switch (sent++ % 3) {
            case 0 -> noise(random);
            case 1 -> NEARLY.substring(0, random.nextInt(NEARLY.length()));
            default -> {
                int at = random.nextInt(NEARLY.length());
                yield NEARLY.substring(0, at) + (char) random.nextInt(256) + NEARLY.substring(at + 1);
            }
        }, null);
    }

    private static String noise(ThreadLocalRandom random) {
        StringBuilder noise = new StringBuilder();
        for (int length = random.nextInt(1, LARGEST); length > 0; length--) {
            noise.append((char) random.nextInt(256));
        }
        return noise.toString();
    }

    @Override
    public void received(String message, Line from, SocketAddress address) {
        answered++;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d packets of garbage, %,d answered", sent, answered);
    }
}
