package io.bridgehead.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One conference as its owner lives through it, from the command that creates it to its end. Everything shown came in a
 * message. Driven by one thread: {@link #handle} for each event, {@link #tick} about twice a second.
 */
final class ConferenceSession {

    /** How long after the end the last statuses may still come in; the initiator's own may be the later one (Figure 8). */
    static final Duration LINGER = Duration.ofSeconds(2);

    /** How long a missing version may be late before the whole conference is asked for. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int EARLY = 100;

    private final ConferenceMessages messages;
    private final Consumer<Command> sender;
    private final Screen screen;
    private final RosterText text;
    private final Keyboard keyboard;
    private final Pending pending = new Pending();
    private final TalkPace talk = new TalkPace();
    private final List<StatusUpdate> early = new ArrayList<>();
    private final List<Keyboard.Typed> typedEarly = new ArrayList<>();
    private Command creation;
    private Roster roster;
    private Outcome outcome;
    private Instant endedAt;
    private Instant gapSince;

    /** @param sender takes commands to send, and reports on them by events */
    ConferenceSession(ConferenceMessages messages, Consumer<Command> sender, Screen screen, RosterText text,
            String domain) {
        this.messages = messages;
        this.sender = sender;
        this.screen = screen;
        this.text = text;
        this.keyboard = new Keyboard(domain);
    }

    /** Sends the command that creates the conference. */
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
            screen.show("The connection to the server is lost; trying to get it back. The conference goes on.");
            if (roster != null) {
                roster.forgetTalkers();
            }
        } else if (event instanceof Event.Back) {
            screen.show("Connected again.");
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
            screen.show("Message from " + RosterText.clean(chat.from()) + ": " + RosterText.clean(chat.words()));
        } else if (reading instanceof Reading.Unreadable unreadable) {
            screen.show("Ignored a message from " + RosterText.clean(unreadable.from()) + ": " + unreadable.reason());
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
            screen.show(text.line(update));
            showRoster(now);
        }
        noteEnd(now);
    }

    private void showRoster(Instant now) {
        screen.show(text.compact(roster));
        talk.shown(now);
    }

    private void showTalk(Instant now) {
        if (talk.isDue(now)) {
            showRoster(now);
        }
    }

    private void answered(Command command, Reading.Answer answer, Instant now) {
        StatusUpdate.Snapshot conference = answer.conference();
        if (command == creation) {
            roster = new Roster(conference.conference());
            roster.apply(conference);
            screen.show("Conference " + conference.conference() + " is under way");
            answer.dialIn().ifPresent(dialIn -> screen.show(RosterText.dialIn(dialIn)));
            screen.show(text.compact(roster));
            early.forEach(update -> status(update, now));
            early.clear();
            typedEarly.forEach(this::steer);
            typedEarly.clear();
        } else if (roster.apply(conference) == Roster.Fold.APPLIED) {
            screen.show(text.compact(roster));
        }
        if (command != creation && !command.operation().equals("getConference") && !answer.words().isBlank()) {
            screen.show(RosterText.clean(answer.words()));
        }
        noteEnd(now);
    }

    private void noteEnd(Instant now) {
        if (endedAt == null && roster.ended().isPresent()) {
            endedAt = now;
        }
    }

    private void refused(Command command, Reading.Fault fault) {
        screen.show("Refused " + command.words() + ": " + RosterText.clean(fault.sentence()) + " "
                + RosterText.clean(fault.whatToDo()));
        if (command == creation) {
            end(Outcome.FAULT, "No conference: " + RosterText.clean(fault.sentence()));
        }
    }

    private void notSent(Command command, SipFailureException failure) {
        pending.answered(command.messageId());
        String what = failure.status() == SipFailureException.NO_CONNECTION ? "the server" : command.words();
        screen.show(SipRefusalWords.of(failure, what));
        if (command == creation) {
            end(SipRefusalWords.outcome(failure.status()), "No conference: " + command.words() + " did not succeed.");
        }
    }

    private void lost(Command command) {
        screen.show("The server took " + command.words() + " but the conference service did not answer."
                + " It may still happen; \"roster\" shows what is known.");
        if (command == creation) {
            end(Outcome.NO_CONNECTION, "No answer about the conference.");
        }
    }

    private void typed(String line) {
        Keyboard.Typed typed;
        try {
            typed = keyboard.read(line);
        } catch (BadAddressException e) {
            screen.show(e.getMessage());
            return;
        }
        if (typed instanceof Keyboard.Help) {
            screen.show(Keyboard.HELP);
        } else if (typed instanceof Keyboard.Unknown unknown) {
            screen.show("Not understood: " + RosterText.clean(unknown.line()) + "\n" + Keyboard.HELP);
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
            screen.show("Waits until the conference is under way.");
        } else if (typed instanceof Keyboard.ShowRoster) {
            screen.show(text.table(roster));
        } else if (typed instanceof Keyboard.Add add) {
            send(messages.add(roster.conference(), add.participant()));
        } else if (typed instanceof Keyboard.Remove remove) {
            about(remove.idOrName(), row -> messages.remove(roster.conference(), row));
        } else if (typed instanceof Keyboard.Again again) {
            about(again.idOrName(), row -> messages.dialAgain(roster.conference(), row));
        } else if (typed instanceof Keyboard.Steer steer) {
            about(steer.idOrName(), row -> messages.steer(steer.steering(), roster.conference(), row));
        } else if (typed instanceof Keyboard.Lock lock) {
            send(messages.lock(roster.conference(), lock.locked()));
        } else if (typed instanceof Keyboard.End) {
            send(messages.end(roster.conference()));
        }
    }

    private void about(String idOrName, Function<StatusUpdate.Participant, Command> command) {
        roster.find(idOrName).map(command).ifPresentOrElse(this::send,
                () -> screen.show("Nobody, or more than one, is called " + RosterText.clean(idOrName)
                        + "; \"roster\" shows everybody's id."));
    }

    private void send(Command command) {
        pending.sent(command);
        sender.accept(command);
    }

    private void finish() {
        StatusUpdate.Conference end = roster.ended().orElseThrow();
        screen.show(text.table(roster));
        String words = end.words().isBlank() ? "" : ": " + RosterText.clean(end.words());
        end(Outcome.ofEnd(end.cause()), "Conference " + roster.conference() + " has ended" + words);
    }

    private void end(Outcome how, String lastLine) {
        if (outcome == null) {
            outcome = how;
            screen.show(lastLine);
        }
    }
}
