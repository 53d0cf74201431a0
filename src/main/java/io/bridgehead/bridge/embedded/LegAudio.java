package io.bridgehead.bridge.embedded;

import io.bridgehead.conference.Cause;
import io.bridgehead.conference.Steering;
import io.bridgehead.media.AudioLeg;
import io.bridgehead.media.sdp.MalformedSdpException;
import io.bridgehead.media.sdp.NegotiatedAudio;
import io.bridgehead.media.sdp.UnacceptableSdpException;
import io.bridgehead.sip.dialog.KeptDialog;

/** The audio of one leg: what is offered, what was agreed upon, and what was ordered. Guarded by its leg's lock. */
final class LegAudio {

    private final AudioLeg audio;
    private final LegSession session;
    private NegotiatedAudio agreed;
    private boolean muted;
    private boolean aside;

    /** @param agreed null if nothing is agreed upon yet */
    LegAudio(AudioLeg audio, LegSession session, NegotiatedAudio agreed) {
        this.audio = audio;
        this.session = session;
        this.agreed = agreed;
    }

    static LegAudio of(AudioLeg audio) {
        return new LegAudio(audio, new LegSession(audio), null);
    }

    /** Goes on as agreed upon and ordered before. */
    void restore(KeptLeg.Answered kept) {
        session.resumeAt(kept.sdpVersion());
        muted = kept.muted();
        aside = kept.aside();
        audio.mute(muted);
        audio.hold(aside);
        agree(kept.audio());
    }

    KeptLeg.Answered kept(KeptDialog dialog) {
        return new KeptLeg.Answered(dialog, port(), session.version(), agreed, muted, aside);
    }

    int port() {
        return audio.local().port();
    }

    /** A session description of ours that offers all we can. */
    String offer() {
        return session.offer();
    }

    /** Takes the telephone's answer; null, or why it cannot be used. */
    Cause connect(String sdp) {
        try {
            agree(session.accept(sdp));
            return null;
        } catch (MalformedSdpException | UnacceptableSdpException e) {
            return Cause.sip(488, "The telephone's audio cannot be used: " + e.getMessage());
        }
    }

    /** Answers the telephone's offer. */
    String answer(String sdp) throws MalformedSdpException, UnacceptableSdpException {
        LegSession.Answer answer = session.answer(sdp);
        agree(answer.audio());
        return answer.sdp();
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
}
