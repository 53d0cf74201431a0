package io.bridgehead.bridge.embedded;

import java.nio.charset.StandardCharsets;

import io.bridgehead.media.AudioLeg;
import io.bridgehead.media.sdp.Direction;
import io.bridgehead.media.sdp.MalformedSdpException;
import io.bridgehead.media.sdp.NegotiatedAudio;
import io.bridgehead.media.sdp.OfferAnswer;
import io.bridgehead.media.sdp.SessionDescription;
import io.bridgehead.media.sdp.UnacceptableSdpException;

/** Our session descriptions of one call, each with a higher version than the one before. Guarded by the call it belongs to. */
final class LegSession {

    private final AudioLeg audio;
    private long version;

    /** An answer of ours and what it agrees on. */
    record Answer(String sdp, NegotiatedAudio audio) {
    }

    LegSession(AudioLeg audio) {
        this.audio = audio;
    }

    long version() {
        return version;
    }

    /** Goes on counting where an earlier run of the process had come to. */
    void resumeAt(long reached) {
        version = reached;
    }

    String offer() {
        return text(OfferAnswer.offer(audio.local(), ++version, Direction.SENDRECV));
    }

    /** Answers the other party's offer. */
    Answer answer(String offer) throws MalformedSdpException, UnacceptableSdpException {
        OfferAnswer.Answer answer = OfferAnswer.answer(parse(offer), audio.local(), ++version, Direction.SENDRECV);
        return new Answer(text(answer.body()), answer.audio());
    }

    /** What the other party's answer agrees on. */
    NegotiatedAudio accept(String answer) throws MalformedSdpException, UnacceptableSdpException {
        return OfferAnswer.accept(parse(answer));
    }

    private static SessionDescription parse(String sdp) throws MalformedSdpException {
        return SessionDescription.parse(sdp.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] sdp) {
        return new String(sdp, StandardCharsets.UTF_8);
    }
}
