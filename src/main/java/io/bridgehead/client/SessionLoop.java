package io.bridgehead.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Gives a session its events one at a time: messages, the keyboard's lines, the sender's reports. */
final class SessionLoop {

    private static final int WAITING_EVENTS = 10_000;
    private static final long TICK_MILLIS = 250;

    private final SipLine line;
    private final ConferenceMessages messages;
    private final ClientSettings settings;
    private final Display display;
    // What does not fit is a status that the next answer to getConference contains.
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(WAITING_EVENTS);

    SessionLoop(SipLine line, ConferenceMessages messages, ClientSettings settings, Display display) {
        this.line = line;
        this.messages = messages;
        this.settings = settings;
        this.display = display;
    }

    /**
     * Registers, sends the first command and stays until its conference has ended.
     *
     * @throws SipFailureException if the registration is refused
     */
    Outcome run(Command first, InputStream keyboard) {
        line.register(new Arrivals());
        try (CommandSender sender = new CommandSender(line, settings.gateway(), events::offer)) {
            ConferenceSession session = new ConferenceSession(messages, sender::send, display,
                    settings.user() + "@" + settings.domain());
            session.begin(first);
            read(keyboard);
            return untilOver(session);
        }
    }

    private Outcome untilOver(ConferenceSession session) {
        try {
            Optional<Outcome> outcome = session.outcome();
            while (outcome.isEmpty()) {
                Event event = events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                if (event != null) {
                    session.handle(event, Instant.now());
                }
                session.tick(Instant.now());
                outcome = session.outcome();
            }
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.LEFT;
        }
    }

    /** A closed keyboard ends nothing: the conference is watched on. */
    private void read(InputStream keyboard) {
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(keyboard, Charset.defaultCharset()))) {
                for (String typed = lines.readLine(); typed != null; typed = lines.readLine()) {
                    events.offer(new Event.Typed(typed));
                }
            } catch (IOException e) {
                display.note("The keyboard cannot be read any more: " + e.getMessage());
            }
        }, "client-keyboard");
        reader.setDaemon(true);
        reader.start();
    }

    private final class Arrivals implements SipLine.Receiver {

        @Override
        public void received(SipLine.Incoming message) {
            events.offer(new Event.Received(message));
        }

        @Override
        public void lost() {
            events.offer(new Event.Lost());
        }

        @Override
        public void back() {
            events.offer(new Event.Back());
        }
    }
}
