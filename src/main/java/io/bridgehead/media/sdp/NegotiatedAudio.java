package io.bridgehead.media.sdp;

import java.net.InetSocketAddress;

import io.bridgehead.media.codec.G711;

/**
 * What offer and answer agreed on, from our point of view.
 *
 * @param rtp where the other side says it receives RTP, {@code null} if it told no usable address (old-style hold)
 * @param rtcp where it receives RTCP, {@code null} with {@code rtp}
 * @param law the law we send
 * @param payloadType the payload type we send it with
 * @param otherPayloadType a number by which the other side may send the law that is not {@code law}, -1 if none was agreed
 * @param eventPayloadType payload type of telephone events in the other side's words, -1 if not agreed
 * @param remote what the other side does from now on
 */
public record NegotiatedAudio(InetSocketAddress rtp, InetSocketAddress rtcp, G711 law, int payloadType, int otherPayloadType,
        int eventPayloadType, Direction remote) {

    /** Whether the other side has put us on hold: it does not listen. */
    public boolean isHeld() {
        return !remote.receives();
    }

    /**
     * Whether a received payload type means telephone events. The other side should use the number that was offered to it
     * (RFC 3264 §6.1), which is ours or, where our last answer was offered again, its own; some use their own always.
     */
    public boolean isEvent(int receivedPayloadType) {
        return eventPayloadType >= 0 && (receivedPayloadType == eventPayloadType
                || receivedPayloadType == OfferAnswer.EVENT_PAYLOAD_TYPE && lawOf(receivedPayloadType) == null);
    }

    /** The law of a received payload type, {@code null} if it is none that was agreed. */
    public G711 lawOf(int receivedPayloadType) {
        if (receivedPayloadType == payloadType) {
            return law;
        }
        if (receivedPayloadType == otherPayloadType) {
            return law == G711.PCMU ? G711.PCMA : G711.PCMU;
        }
        return null;
    }
}
