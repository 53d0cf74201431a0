package io.bridgehead.media.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

import io.bridgehead.media.codec.G711;
import io.netty.util.NetUtil;

/**
 * Offer and answer (RFC 3264) for one audio stream of G.711 and telephone events. Host names are not resolved and secured
 * media is not spoken: both are unacceptable, as are ports below 1024 and multicast, so that nobody makes us send audio where
 * no telephone can be.
 */
public final class OfferAnswer {

    /** Payload type by which we offer telephone events. */
    public static final int EVENT_PAYLOAD_TYPE = 101;

    private static final String EVENT = "TELEPHONE-EVENT";
    private static final int LOWEST_PORT = 1024;

    private OfferAnswer() {
    }

    /**
     * An answer to send and what it agrees on.
     *
     * @param body the session description
     * @param audio the agreement
     */
    public record Answer(byte[] body, NegotiatedAudio audio) {
    }

    /** An offer of both laws and telephone events; {@code version} rises with each offer or answer of the call. */
    public static byte[] offer(LocalAudio local, long version, Direction direction) {
        G711 second = local.preferred() == G711.PCMU ? G711.PCMA : G711.PCMU;
        StringBuilder sdp = head(local, version);
        sdp.append("m=audio ").append(local.port()).append(" RTP/AVP ").append(local.preferred().payloadType()).append(' ')
                .append(second.payloadType()).append(' ').append(EVENT_PAYLOAD_TYPE).append("\r\n");
        law(sdp, local.preferred().payloadType(), local.preferred());
        law(sdp, second.payloadType(), second);
        events(sdp, EVENT_PAYLOAD_TYPE);
        return tail(sdp, direction);
    }

    /**
     * What the answer to our {@link #offer} agrees on.
     *
     * @throws UnacceptableSdpException if it agrees to nothing we offered
     */
    public static NegotiatedAudio accept(SessionDescription answer) throws UnacceptableSdpException {
        if (answer.media().isEmpty() || !isPossible(answer.media().get(0))) {
            throw new UnacceptableSdpException("the answer rejects the audio stream");
        }
        SdpMedia media = answer.media().get(0);
        NegotiatedAudio agreed = agree(media, media.direction());
        // we offered both laws by their static numbers and listen to both, whatever the answer prefers
        int other = agreed.law() == G711.PCMU ? G711.PCMA.payloadType() : G711.PCMU.payloadType();
        return new NegotiatedAudio(agreed.rtp(), agreed.rtcp(), agreed.law(), agreed.payloadType(), other,
                agreed.eventPayloadType(), agreed.remote());
    }

    /**
     * Answers an offer: its first usable audio stream is taken, every other stream rejected.
     *
     * @param wanted what we would do if the offer allowed everything
     * @throws UnacceptableSdpException if nothing in the offer is usable
     */
    public static Answer answer(SessionDescription offer, LocalAudio local, long version, Direction wanted)
            throws UnacceptableSdpException {
        SdpMedia chosen = null;
        for (SdpMedia media : offer.media()) {
            if (chosen == null && isPossible(media) && lawFormat(media) >= 0) {
                chosen = media;
            }
        }
        if (chosen == null) {
            throw new UnacceptableSdpException("no audio stream with G.711 over plain RTP");
        }
        Direction ours = chosen.direction().answered(wanted);
        NegotiatedAudio agreed = agree(chosen, ours.reversed());
        StringBuilder sdp = head(local, version);
        for (SdpMedia media : offer.media()) {
            if (media != chosen) {
                sdp.append("m=").append(media.kind()).append(" 0 ").append(media.protocol()).append(' ')
                        .append(String.join(" ", media.formats())).append("\r\n");
                continue;
            }
            sdp.append("m=audio ").append(local.port()).append(" RTP/AVP ").append(agreed.payloadType());
            if (agreed.eventPayloadType() >= 0) {
                sdp.append(' ').append(agreed.eventPayloadType());
            }
            sdp.append("\r\n");
            law(sdp, agreed.payloadType(), agreed.law());
            if (agreed.eventPayloadType() >= 0) {
                events(sdp, agreed.eventPayloadType());
            }
            sdp.append("a=ptime:20\r\na=").append(ours.attribute()).append("\r\n");
        }
        return new Answer(sdp.toString().getBytes(StandardCharsets.UTF_8), agreed);
    }

    private static boolean isPossible(SdpMedia media) {
        return media.kind().equals("audio") && media.port() != 0 && media.protocol().equals("RTP/AVP");
    }

    private static NegotiatedAudio agree(SdpMedia media, Direction remote) throws UnacceptableSdpException {
        int format = lawFormat(media);
        if (format < 0) {
            throw new UnacceptableSdpException("no G.711");
        }
        G711 law = lawOf(media, format);
        int other = -1;
        for (String each : media.formats()) {
            int type = payloadType(each);
            G711 second = lawOf(media, type);
            other = other < 0 && second != null && second != law ? type : other;
        }
        InetAddress address = address(media.address());
        boolean nowhere = address.isAnyLocalAddress();
        // c=0.0.0.0 is how telephones said "hold" before there were directions (RFC 3264 §8.4)
        Direction effective = nowhere ? (remote.sends() ? Direction.SENDONLY : Direction.INACTIVE) : remote;
        if (media.port() < LOWEST_PORT || media.rtcpPort() != 0 && media.rtcpPort() < LOWEST_PORT) {
            throw new UnacceptableSdpException("media port below " + LOWEST_PORT);
        }
        int rtcpPort = media.rtcpPort() != 0 ? media.rtcpPort() : Math.min(65535, media.port() + 1);
        return new NegotiatedAudio(nowhere ? null : new InetSocketAddress(address, media.port()),
                nowhere ? null : new InetSocketAddress(address, rtcpPort), law, format, other, eventFormat(media), effective);
    }

    private static int lawFormat(SdpMedia media) {
        for (String format : media.formats()) {
            if (lawOf(media, payloadType(format)) != null) {
                return payloadType(format);
            }
        }
        return -1;
    }

    private static G711 lawOf(SdpMedia media, int payloadType) {
        String name = media.encodings().get(payloadType);
        if (name != null) {
            return G711.named(name);
        }
        return payloadType == 0 ? G711.PCMU : payloadType == 8 ? G711.PCMA : null;
    }

    private static int eventFormat(SdpMedia media) {
        for (String format : media.formats()) {
            if (EVENT.equals(media.encodings().get(payloadType(format)))) {
                return payloadType(format);
            }
        }
        return -1;
    }

    private static int payloadType(String format) {
        boolean number = !format.isEmpty() && format.length() <= 3 && format.chars().allMatch(c -> c >= '0' && c <= '9');
        int type = number ? Integer.parseInt(format) : -1;
        return type <= 127 ? type : -1;
    }

    private static InetAddress address(String literal) throws UnacceptableSdpException {
        byte[] bytes = literal == null ? null : NetUtil.createByteArrayFromIpAddressString(literal);
        if (bytes == null) {
            throw new UnacceptableSdpException("no IP address for the media");
        }
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            boolean broadcast = bytes.length == 4 && (bytes[0] & bytes[1] & bytes[2] & bytes[3]) == -1;
            if (address.isMulticastAddress() || broadcast) {
                throw new UnacceptableSdpException("the media address is of no single host");
            }
            return address;
        } catch (UnknownHostException e) {
            throw new UnacceptableSdpException("no IP address for the media");
        }
    }

    private static StringBuilder head(LocalAudio local, long version) {
        String address = (local.address().indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ") + local.address();
        return new StringBuilder(320).append("v=0\r\no=- ").append(local.sessionId()).append(' ').append(version).append(' ')
                .append(address)
                .append("\r\ns=-\r\nc=").append(address).append("\r\nt=0 0\r\n");
    }

    private static void law(StringBuilder sdp, int payloadType, G711 law) {
        sdp.append("a=rtpmap:").append(payloadType).append(' ').append(law.name()).append("/8000\r\n");
    }

    private static void events(StringBuilder sdp, int payloadType) {
        sdp.append("a=rtpmap:").append(payloadType).append(" telephone-event/8000\r\na=fmtp:").append(payloadType)
                .append(" 0-15\r\n");
    }

    private static byte[] tail(StringBuilder sdp, Direction direction) {
        return sdp.append("a=ptime:20\r\na=").append(direction.attribute()).append("\r\n").toString()
                .getBytes(StandardCharsets.UTF_8);
    }

}
