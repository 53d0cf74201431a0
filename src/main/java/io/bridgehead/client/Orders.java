package io.bridgehead.client;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** From what was typed to the command it means. */
final class Orders {

    private final ConferenceMessages messages;
    private final String me;

    /** @param me the user's address of record, {@code user@domain} */
    Orders(ConferenceMessages messages, String me) {
        this.messages = messages;
        this.me = me;
    }

    /** The command; empty if nobody, or more than one, is meant. */
    Optional<Command> of(Keyboard.Typed typed, Roster roster) {
        String conference = roster.conference();
        if (typed instanceof Keyboard.Add add) {
            return Optional.of(messages.add(conference, add.participant()));
        } else if (typed instanceof Keyboard.Lock lock) {
            return Optional.of(messages.lock(conference, lock.locked()));
        } else if (typed instanceof Keyboard.Moderator moderator) {
            return Optional.of(messages.moderator(conference, moderator.user()));
        } else if (typed instanceof Keyboard.Policy policy) {
            return Optional.of(messages.policy(conference, policy.parts()));
        } else if (typed instanceof Keyboard.Hand hand && hand.idOrName().isEmpty()) {
            return Optional.of(messages.hand(conference, Optional.empty(), hand.raised()));
        } else if (typed instanceof Keyboard.End) {
            return Optional.of(messages.end(conference));
        } else if (typed instanceof Keyboard.Leave) {
            return roster.rows().stream().filter(row -> row.user().equalsIgnoreCase(me) && !row.over())
                    .max(Comparator.comparing(StatusUpdate.Participant::inTheCall))
                    .map(row -> messages.remove(conference, row));
        }
        return about((Keyboard.About) typed, roster);
    }

    private Optional<Command> about(Keyboard.About typed, Roster roster) {
        Function<StatusUpdate.Participant, Command> command;
        if (typed instanceof Keyboard.Remove) {
            command = row -> messages.remove(roster.conference(), row);
        } else if (typed instanceof Keyboard.Again) {
            command = row -> messages.dialAgain(roster.conference(), row);
        } else if (typed instanceof Keyboard.Hand hand) {
            command = row -> messages.hand(roster.conference(), Optional.of(row), hand.raised());
        } else {
            command = row -> messages.steer(((Keyboard.Steer) typed).steering(), roster.conference(), row);
        }
        return roster.find(typed.idOrName()).map(command);
    }
}
