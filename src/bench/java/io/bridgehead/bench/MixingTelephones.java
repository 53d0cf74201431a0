package io.bridgehead.bench;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signalling of many telephones at one UDP socket: each answers its call at once and sends its audio where it is told. */
final class MixingTelephones implements Line.Listener {

    private static final Pattern TELEPHONE = Pattern.compile("sips?:p(\\d+)@.*");
    private static final Pattern AUDIO = Pattern.compile("m=audio (\\d+) ");
    private static final Pattern ADDRESS = Pattern.compile("c=IN IP4 ([0-9.]+)");
    private static final Pattern URI = Pattern.compile("<([^>]+)>");

    private final AudioLoad audio;
    private final int count;
    private final int perConference;
    private final Line line;
    /** Calls by Call-ID. */
    private final Map<String, Call> calls = new HashMap<>();
    private int inCall;

    /** A call from its INVITE on. */
    private static final class Call {
        private final String invite;
        private final SocketAddress from;
        private boolean acknowledged;

        Call(String invite, SocketAddress from) {
            this.invite = invite;
            this.from = from;
        }
    }

    /** To be made on the loop. */
    MixingTelephones(EventLoop loop, AudioLoad audio, int count, int perConference) {
        this.audio = audio;
        this.count = count;
        this.perConference = perConference;
        this.line = loop.open(Transport.UDP, new InetSocketAddress("127.0.0.1", 0), null, this);
    }

    int count() {
        return count;
    }

    int perConference() {
        return perConference;
    }

    int conferences() {
        return (count + perConference - 1) / perConference;
    }

    /** Where a telephone is called. */
    String uri(int telephone) {
        return "sip:p" + telephone + "@127.0.0.1:" + line.local().getPort();
    }

    AudioLoad audio() {
        return audio;
    }

    /** How many are in a call. */
    int inCall() {
        return inCall;
    }

    /** To be called on the loop: ends all calls. */
    void hangUp() {
        calls.values().forEach(call -> line.send(bye(call.invite), call.from));
    }

    private static String bye(String invite) {
        Matcher contact = URI.matcher(Wire.header(invite, "Contact"));
        String target = contact.find() ? contact.group(1) : Wire.header(invite, "Contact");
        return "BYE " + target + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bK" + Ids.next()
                + "\r\nMax-Forwards: 70\r\nFrom: " + Wire.header(invite, "To") + ";tag=bench\r\nTo: "
                + Wire.header(invite, "From") + "\r\nCall-ID: " + Wire.header(invite, "Call-ID")
                + "\r\nCSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n";
    }

    @Override
    public void received(String message, Line from, SocketAddress address) {
        if (Wire.isResponse(message)) {
            over(message);
            return;
        }
        switch (Wire.method(message)) {
            case "INVITE" -> {
                calls.putIfAbsent(Wire.header(message, "Call-ID"), new Call(message, address));
                from.send(answer(message), address);
            }
            case "ACK" -> acknowledged(calls.get(Wire.header(message, "Call-ID")));
            default -> {
                from.send(Wire.response(message, "200 OK", "", ""), address);
                over(message);
            }
        }
    }

    private void over(String message) {
        if (Wire.header(message, "CSeq").endsWith("BYE") && calls.remove(Wire.header(message, "Call-ID")) != null) {
            inCall--;
        }
    }

    private void acknowledged(Call call) {
        if (call == null || call.acknowledged) {
            return;
        }
        call.acknowledged = true;
        inCall++;
        Matcher port = AUDIO.matcher(call.invite);
        Matcher address = ADDRESS.matcher(call.invite);
        if (!port.find() || !address.find()) {
            throw new IllegalStateException("An INVITE without audio: " + call.invite);
        }
        audio.to(telephone(call.invite), address.group(1), Integer.parseInt(port.group(1)));
    }

    private String answer(String invite) {
        int telephone = telephone(invite);
        String session = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio "
                + AudioLoad.port(telephone) + " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=ptime:20\r\n";
        return Wire.response(invite, "200 OK",
                "Contact: <" + uri(telephone) + ">\r\nContent-Type: application/sdp\r\n", session);
    }

    private static int telephone(String invite) {
        Matcher uri = TELEPHONE.matcher(Wire.requestUri(invite));
        if (!uri.matches()) {
            throw new IllegalStateException("Nobody's telephone: " + invite);
        }
        return Integer.parseInt(uri.group(1));
    }
}
