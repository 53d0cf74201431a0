package io.bridgehead.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One conference as a user lives through it, from the command that creates it, or asks for it, to its end. Everything shown
 * came in a message. Driven by one thread: {@link #handle} for each event, {@link #tick} about twice a second.
 */
final class ConferenceSession {

    /** How long after the end the last statuses may still come in; the initiator's own may be the later one (Figure 8). */
    static final Duration LINGER = Duration.ofSeconds(2);

    /** How long a missing version may be late before the whole conference is asked for. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int EARLY = 100;

    private final ConferenceMessages messages;
    private final Consumer<Command> sender;
    private final Display display;
    private final Keyboard keyboard;
    private final Orders orders;
    private final String me;
    private final Pending pending = new Pending();
    private final TalkPace talk = new TalkPace();
    private final List<StatusUpdate> early = new ArrayList<>();
    private final List<Keyboard.Typed> typedEarly = new ArrayList<>();
    private Command creation;
    private Roster roster;
    private Outcome outcome;
    private Instant endedAt;
    private Instant gapSince;

    /**
     * @param sender takes commands to send, and reports on them by events
     * @param me the user's address of record, {@code user@domain}
     */
    ConferenceSession(ConferenceMessages messages, Consumer<Command> sender, Display display, String me) {
        this.messages = messages;
        this.sender = sender;
        this.display = display;
        this.me = me;
        this.keyboard = new Keyboard(me.substring(me.indexOf('@') + 1));
        this.orders = new Orders(messages, me);
    }

    /** Sends the command that creates the conference, or asks for one that goes on. */
    void begin(Command create) {
        creation = create;
        send(create);
    }

    /** How it ended, once it has. */
    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    void handle(Event event, Instant now) {
        if (event instanceof Event.Received received) {
            received(messages.read(received.message()), now);
        } else if (event instanceof Event.Typed typed) {
            typed(typed.line());
        } else if (event instanceof Event.Accepted accepted) {
            pending.accepted(accepted.command(), now);
        } else if (event instanceof Event.NotSent notSent) {
            notSent(notSent.command(), notSent.failure());
        } else if (event instanceof Event.Lost) {
            display.note("The connection to the server is lost; trying to get it back. The conference goes on.");
            if (roster != null) {
                roster.forgetTalkers();
            }
        } else if (event instanceof Event.Back) {
            display.note("Connected again.");
            catchUp();
        }
    }

    /** Looks after what is late. */
    void tick(Instant now) {
        pending.lost(now).forEach(this::lost);
        pending.overdue(now).forEach(sender);
        if (roster == null) {
            return;
        }
        showTalk(now);
        if (roster.ended().isPresent() && outcome == null) {
            boolean complete = roster.rows().stream().allMatch(StatusUpdate.Participant::over);
            if (complete || Duration.between(endedAt, now).compareTo(LINGER) >= 0) {
                finish();
            }
        } else if (!roster.hasGap()) {
            gapSince = null;
        } else if (gapSince == null) {
            gapSince = now;
        } else if (Duration.between(gapSince, now).compareTo(PATIENCE) >= 0) {
            gapSince = now;
            catchUp();
        }
    }

    /** Asks for everything that may have been missed. */
    private void catchUp() {
        if (roster != null) {
            send(messages.get(roster.conference()));
        }
    }

    private void received(Reading reading, Instant now) {
        if (reading instanceof Reading.Status status) {
            status(status.update(), now);
        } else if (reading instanceof Reading.Talking talking) {
            if (roster != null) {
                talk.heard(roster.apply(talking.report()));
                showTalk(now);
            }
        } else if (reading instanceof Reading.Answer answer) {
            pending.answered(answer.relatesTo()).ifPresent(command -> answered(command, answer, now));
        } else if (reading instanceof Reading.Fault fault) {
            pending.answered(fault.relatesTo()).ifPresent(command -> refused(command, fault));
        } else if (reading instanceof Reading.Text chat) {
            display.chat(chat.from(), chat.words());
        } else if (reading instanceof Reading.Unreadable unreadable) {
            display.note("Ignored a message from " + RosterText.clean(unreadable.from()) + ": " + unreadable.reason());
        }
    }

    private void status(StatusUpdate update, Instant now) {
        if (roster == null) {
            // A status can overtake the answer that tells which conference is ours.
            if (early.size() < EARLY) {
                early.add(update);
            }
            return;
        }
        Roster.Fold fold = roster.apply(update);
        if (fold == Roster.Fold.APPLIED) {
            display.changed(update, roster);
            talk.shown(now);
            noteRemoval(update);
        }
        noteEnd(now);
    }

    /** Whoever is taken out is told nothing more, unless the conference is theirs to steer. */
    private void noteRemoval(StatusUpdate update) {
        boolean takenOut = update instanceof StatusUpdate.Participant row && row.user().equalsIgnoreCase(me)
                && row.method().equals("booted") && !row.outcome().equals("conference-ended");
        if (takenOut && roster.inCharge().stream().noneMatch(me::equalsIgnoreCase)) {
            end(Outcome.LEFT, "You were removed from conference " + roster.conference() + ", which goes on.");
        }
    }

    private void showTalk(Instant now) {
        if (talk.isDue(now)) {
            display.talking(roster);
            talk.shown(now);
        }
    }

    private void answered(Command command, Reading.Answer answer, Instant now) {
        StatusUpdate.Snapshot conference = answer.conference();
        if (command == creation) {
            roster = new Roster(conference.conference());
            roster.apply(conference);
            display.underWay(command, answer, roster);
            early.forEach(update -> status(update, now));
            early.clear();
            typedEarly.forEach(this::steer);
            typedEarly.clear();
        } else {
            display.answered(command, answer);
            if (roster.apply(conference) == Roster.Fold.APPLIED) {
                display.changed(conference, roster);
            }
        }
        askForTheRest(command, conference);
        noteEnd(now);
    }

    /** A roster that is too large for one message comes in parts; nobody is missing once the last one is there. */
    private void askForTheRest(Command command, StatusUpdate.Snapshot answered) {
        if (answered.whole()) {
            return;
        }
        if (!command.operation().equals("getConference")) {
            if (command == creation) {
                catchUp();
            }
            return;
        }
        RosterPage rest = command.part().next(answered);
        if (rest.offset() >= answered.participantCount()) {
            roster.completeUpTo(rest.number());
        } else if (!answered.participants().isEmpty()) {
            send(messages.get(roster.conference(), rest));
        }
    }

    private void noteEnd(Instant now) {
        if (endedAt == null && roster.ended().isPresent()) {
            endedAt = now;
        }
    }

    private void refused(Command command, Reading.Fault fault) {
        display.refused(command.words(), command.operation(), fault);
        if (command == creation) {
            end(Outcome.FAULT, "No conference: " + RosterText.clean(fault.sentence()));
        }
    }

    private void notSent(Command command, SipFailureException failure) {
        pending.answered(command.messageId());
        String what = failure.status() == SipFailureException.NO_CONNECTION ? "the server" : command.words();
        display.note(SipRefusalWords.of(failure, what));
        if (command == creation) {
            end(SipRefusalWords.outcome(failure.status()), "No conference: " + command.words() + " did not succeed.");
        }
    }

    private void lost(Command command) {
        display.note("The server took " + command.words() + " but the conference service did not answer."
                + " It may still happen; \"roster\" shows what is known.");
        if (command == creation) {
            end(Outcome.NO_CONNECTION, "No answer about the conference.");
        }
    }

    private void typed(String line) {
        Keyboard.Typed typed;
        try {
            typed = keyboard.read(line);
        } catch (IllegalArgumentException e) {
            display.note(e.getMessage());
            return;
        }
        if (typed instanceof Keyboard.Help) {
            display.note(Keyboard.HELP);
        } else if (typed instanceof Keyboard.Unknown unknown) {
            display.note("Not understood: " + RosterText.clean(unknown.line()) + ". Type help to see what can be typed.");
        } else if (typed instanceof Keyboard.Quit) {
            end(Outcome.LEFT, roster == null ? "You left." : "You left; conference " + roster.conference() + " goes on.");
        } else if (!(typed instanceof Keyboard.Nothing)) {
            steer(typed);
        }
    }

    private void steer(Keyboard.Typed typed) {
        if (roster == null) {
            if (typedEarly.size() < EARLY) {
                typedEarly.add(typed);
            }
            display.note("Waits until the conference is under way.");
        } else if (typed instanceof Keyboard.ShowRoster) {
            display.table(roster);
        } else {
            orders.of(typed, roster).ifPresentOrElse(this::send, () -> display.note(notMeant(typed)));
        }
    }

    private String notMeant(Keyboard.Typed typed) {
        if (!(typed instanceof Keyboard.About about)) {
            return "You are not in the call yourself; \"quit\" leaves this program, \"end\" ends the conference.";
        }
        String called = RosterText.clean(about.idOrName());
        List<String> ids = roster.called(about.idOrName()).stream().map(StatusUpdate.Participant::id).toList();
        return ids.isEmpty() ? "Nobody is called " + called + "; \"roster\" shows everybody."
                : "More than one is called " + called + ": say " + String.join(" or ", ids) + ".";
    }

    private void send(Command command) {
        pending.sent(command);
        sender.accept(command);
    }

    private void finish() {
        StatusUpdate.Conference end = roster.ended().orElseThrow();
        display.table(roster);
        String why = RosterText.clean(end.why());
        end(Outcome.ofEnd(end.cause()),
                "Conference " + roster.conference() + " has ended" + (why.isBlank() ? "" : ": " + why));
    }

    private void end(Outcome how, String lastLine) {
        if (outcome == null) {
            outcome = how;
            display.end(how, roster == null ? "" : roster.conference(),
                    roster == null ? "" : roster.ended().map(StatusUpdate.Conference::cause).orElse(""), lastLine);
        }
    }
}
