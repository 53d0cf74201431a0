package io.bridgehead.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.bridgehead.media.codec.G711;
import io.bridgehead.media.rtp.JitterBuffer;
import io.bridgehead.media.sdp.LocalAudio;
import io.bridgehead.media.sdp.NegotiatedAudio;

/**
 * One telephone's audio in a room. Its ports are bound from the beginning; audio flows when {@link #connect} has told what
 * was agreed on. A telephone that has put us on hold is neither mixed nor sent to; its RTCP goes on. All methods may be
 * called from any thread.
 */
public final class AudioLeg implements AutoCloseable {

    static final int BEATS_PER_SECOND = 50;
    private static final Logger LOG = Logger.getLogger(AudioLeg.class);
    /** Frames below this energy (8 of 32768, the idle code of A-law) are silence and not worth adding. */
    private static final long SILENCE = 100;

    private volatile AudioRoom room;
    private AudioRoom nextRoom;
    private volatile Playback playback;
    private final PortPair ports;
    private final LocalAudio local;
    private final LegListener listener;
    private final long deadBeats;
    private final LegReceiver receiver;
    private final LegSender sender;
    private final LegControl control;
    private final TalkDetector talk = new TalkDetector();
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile NegotiatedAudio agreed;
    private volatile boolean muted;
    private volatile boolean held;
    private NegotiatedAudio audio;
    private short[] voice;
    private long silenceReported;

    AudioLeg(AudioRoom room, PortPair ports, MediaConfig config, int seed, LegListener listener) {
        this.room = room;
        this.ports = ports;
        this.listener = new GuardedListener(listener);
        this.deadBeats = config.deadAfter().toMillis() / 20;
        LegSocket socket = new LegSocket(ports.rtp());
        this.receiver = new LegReceiver(socket, this.listener, (int) (config.jitterDelay().toMillis() / 20) * Mixer.FRAME);
        this.sender = new LegSender(socket);
        this.control = new LegControl(ports.rtcp(), sender, receiver);
        this.local = new LocalAudio(config.advertisedAddress(), ports.port(), seed & 0xFFFFFFFFL,
                config.preferredLaw());
    }

    /** Our end, for offers and answers. */
    public LocalAudio local() {
        return local;
    }

    /** Lets audio flow as agreed; called again after each new agreement (hold, resume, moved telephone). */
    public void connect(NegotiatedAudio agreement) {
        agreed = agreement;
    }

    /** Takes the telephone's voice out of the mix, or back into it; it still hears the others. */
    public void mute(boolean on) {
        muted = on;
    }

    /**
     * Takes the telephone aside, or back: it is not heard and hears silence, which goes on being sent so that neither it nor
     * a NAT takes the call for dead.
     */
    public void hold(boolean on) {
        held = on;
    }

    /**
     * Plays something to this telephone instead of what the others say, also while it is aside.
     *
     * @param samples 8000 a second; {@code null} to stop
     */
    public void play(short[] samples) {
        playback = samples == null ? null : new Playback(samples);
    }

    /**
     * Takes the telephone, with its stream and ports, to another room, where it is no longer aside. Done with the next beat.
     */
    public void moveTo(AudioRoom other) {
        synchronized (closed) {
            nextRoom = other;
        }
    }

    /** On the mixing thread of the old room, which has no more to do with the leg from then on. */
    private void move() {
        synchronized (closed) {
            AudioRoom target = nextRoom;
            if (target == null || closed.get()) {
                return;
            }
            nextRoom = null;
            room.remove(this);
            room = target;
            held = false;
            audio = null; // beats are counted anew there
            voice = null;
            target.add(this);
        }
    }

    /** Counters so far; taken without stopping the mixer, so they may be some beats apart. */
    public LegStatistics statistics() {
        JitterBuffer buffer = receiver.jitterBuffer();
        return new LegStatistics(receiver.received(), receiver.refused(), receiver.statistics().lost(), buffer.late(),
                buffer.concealed(),
                buffer.skipped(), receiver.statistics().jitter() * 1000 / G711.SAMPLE_RATE, sender.packets(),
                control.remoteLossPercent());
    }

    /** Leaves the room, says good-bye by RTCP and frees the ports. Calling it again does nothing. */
    @Override
    public void close() {
        boolean first;
        synchronized (closed) {
            first = closed.compareAndSet(false, true);
        }
        if (first) {
            room.remove(this);
            NegotiatedAudio last = agreed;
            if (last != null) {
                control.goodBye(last);
            }
            room.release(ports);
        }
    }

    /** Takes the leg out because mixing it has failed; the others of its room go on. */
    void fail(RuntimeException fault) {
        LOG.error("The audio of a call cannot be mixed", fault);
        close();
        listener.failed();
    }

    /** First half of a beat: takes in what has come. Adds the voice to the mix if there is one. */
    void listen(Scratch scratch, long beat) {
        if (agreed != audio) {
            audio = agreed;
            receiver.agree(audio, beat);
        }
        receiver.receive(scratch.in, beat);
        short[] frame = receiver.frame();
        boolean mixes = frame != null && !muted && !held && audio.remote().sends() && !audio.isHeld();
        voice = mixes && receiver.energy() > SILENCE ? frame : null;
        if (voice != null) {
            scratch.mixer.add(voice);
        }
        if (talk.accept(mixes ? receiver.loudness() : 0)) {
            listener.talking(talk.isTalking());
        }
        if (audio != null) {
            watchSilence(beat);
        }
    }

    private void watchSilence(long beat) {
        if (!audio.remote().sends() || audio.isHeld()) {
            receiver.heard(beat); // nothing is expected, so nothing is missing
        }
        long silences = deadBeats > 0 ? (beat - receiver.heardAt()) / deadBeats : 0;
        if (silences > silenceReported || control.isGone(beat)) {
            listener.silent(Duration.ofMillis((beat - receiver.heardAt()) * 20));
        }
        silenceReported = silences;
    }

    /** Second half of a beat: sends what the others have said. */
    void speak(Scratch scratch, long beat, int lostBeats) {
        if (audio == null) {
            return;
        }
        sender.advance(lostBeats);
        InetSocketAddress target = receiver.source() != null ? receiver.source() : audio.rtp();
        if (target == null || audio.isHeld()) {
            sender.pause();
        } else {
            sender.send(scratch.out, payload(scratch), audio.payloadType(), target);
        }
        control.beat(audio, scratch, beat);
        move();
    }

    private byte[] payload(Scratch scratch) {
        Playback playing = playback;
        byte[] played = playing == null ? null : scratch.played(playing, audio.law());
        if (played != null) {
            return played;
        }
        int others = scratch.mixer.voices() - (voice != null ? 1 : 0);
        if (others == 0 || held) {
            return Silence.of(audio.law());
        }
        return voice != null ? scratch.mixWithout(voice, audio.law()) : scratch.mixForListeners(audio.law());
    }
}
