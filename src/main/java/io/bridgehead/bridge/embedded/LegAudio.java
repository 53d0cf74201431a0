package io.bridgehead.bridge.embedded;

import java.nio.charset.StandardCharsets;

import io.bridgehead.conference.Cause;
import io.bridgehead.conference.Steering;
import io.bridgehead.media.AudioLeg;
import io.bridgehead.media.sdp.Direction;
import io.bridgehead.media.sdp.MalformedSdpException;
import io.bridgehead.media.sdp.NegotiatedAudio;
import io.bridgehead.media.sdp.OfferAnswer;
import io.bridgehead.media.sdp.SessionDescription;
import io.bridgehead.media.sdp.UnacceptableSdpException;
import io.bridgehead.sip.dialog.KeptDialog;

/** The audio of one leg: what is offered, what was agreed upon, and what was ordered. Guarded by its leg's lock. */
final class LegAudio {

    private final AudioLeg audio;
    private long version;
    private NegotiatedAudio agreed;
    private boolean muted;
    private boolean aside;

    LegAudio(AudioLeg audio) {
        this.audio = audio;
    }

    /** Goes on as agreed upon and ordered before. */
    void restore(KeptLeg.Answered kept) {
        version = kept.sdpVersion();
        muted = kept.muted();
        aside = kept.aside();
        audio.mute(muted);
        audio.hold(aside);
        agree(kept.audio());
    }

    KeptLeg.Answered kept(KeptDialog dialog) {
        return new KeptLeg.Answered(dialog, port(), version, agreed, muted, aside);
    }

    int port() {
        return audio.local().port();
    }

    /** A session description of ours that offers all we can. */
    String offer() {
        return text(OfferAnswer.offer(audio.local(), ++version, Direction.SENDRECV));
    }

    /** Takes the telephone's answer; null, or why it cannot be used. */
    Cause connect(String sdp) {
        try {
            agree(OfferAnswer.accept(parse(sdp)));
            return null;
        } catch (MalformedSdpException | UnacceptableSdpException e) {
            return Cause.sip(488, "The telephone's audio cannot be used: " + e.getMessage());
        }
    }

    /** Answers the telephone's offer. */
    String answer(String sdp) throws MalformedSdpException, UnacceptableSdpException {
        OfferAnswer.Answer answer = OfferAnswer.answer(parse(sdp), audio.local(), ++version, Direction.SENDRECV);
        agree(answer.audio());
        return text(answer.body());
    }

    private void agree(NegotiatedAudio agreement) {
        agreed = agreement;
        audio.connect(agreement);
    }

    /** Whether the telephone has put us on hold. */
    boolean isHeld() {
        return agreed != null && agreed.isHeld();
    }

    /** Whether anything was heard of the telephone's audio. */
    boolean isHeard() {
        return audio.statistics().received() > 0;
    }

    void steer(Steering steering) {
        switch (steering) {
            case MUTE, UNMUTE -> muted = steering == Steering.MUTE;
            case HOLD, RESUME -> aside = steering == Steering.HOLD;
        }
        audio.mute(muted);
        audio.hold(aside);
    }

    void close() {
        audio.close();
    }

    private static SessionDescription parse(String sdp) throws MalformedSdpException {
        return SessionDescription.parse(sdp.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] sdp) {
        return new String(sdp, StandardCharsets.UTF_8);
    }
}
