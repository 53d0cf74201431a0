package io.bridgehead.client;

import static io.bridgehead.client.Updates.NOON;
import static io.bridgehead.client.Updates.part;
import static io.bridgehead.client.Updates.row;
import static io.bridgehead.client.Updates.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.test.Feature;

/** A conference of more people than fit into one message, or on one line. */
class LargeRosterTest {

    private final List<Command> sent = new ArrayList<>();
    private final List<String> screen = new ArrayList<>();
    private final ScriptedMessages messages = new ScriptedMessages();
    private final ConferenceSession session = new ConferenceSession(messages, sent::add,
            new TextDisplay(screen::add, new RosterText(ZoneOffset.UTC)), "carol@example.org");
    private final Command create = messages.create("", new Address("Carol", "sip:carol@example.org"), List.of(),
            StartWishes.NONE);

    @BeforeEach
    void begin() {
        session.begin(create);
    }

    private void answer(Command command, StatusUpdate.Snapshot roster) {
        session.handle(new Event.Received(messages.incoming(
                new Reading.Answer(command.messageId(), false, "", roster, Optional.empty()))), NOON);
    }

    private void status(StatusUpdate update) {
        session.handle(new Event.Received(messages.incoming(new Reading.Status(update))), NOON);
    }

    private void type(String line) {
        session.handle(new Event.Typed(line), NOON);
    }

    private Command last() {
        return sent.get(sent.size() - 1);
    }

    @Test
    @Feature("A041")
    void asksForTheRestOfARosterThatDoesNotFitIntoOneMessage() {
        answer(create, part(3, 3, row(3, "p3", "pending")));
        assertThat(last().words()).isEqualTo("get");
        answer(last(), part(4, 3, row(4, "p1", "connected"), row(4, "p2", "alerting")));
        assertThat(last().words()).isEqualTo("get from 2");
        answer(last(), part(6, 3, row(6, "p3", "alerting")));
        int commands = sent.size();
        type("roster");

        assertThat(screen.get(screen.size() - 1)).contains("of 3 in the call", "p1 ", "p2 ", "p3 ");
        // What was reported between the first part and the last may be missing in the first: 5 and 6 are still waited for.
        status(row(7, "p3", "connected"));
        session.tick(NOON);
        session.tick(NOON.plus(ConferenceSession.PATIENCE));
        assertThat(sent).hasSize(commands + 1);
        assertThat(last().words()).isEqualTo("get");
        session.tick(NOON.plus(ConferenceSession.PATIENCE).plusMillis(1));
        assertThat(sent).hasSize(commands + 1);
    }

    @Test
    @Feature("A041")
    void aPartOfARosterIsNotTakenForAllOfIt() {
        answer(create, snapshot(1, row(1, "p1", "dialing-out")));
        type("add bob");
        answer(last(), part(9, 300, row(9, "p300", "pending")));
        assertThat(last().words()).startsWith("add ");
        status(row(10, "p300", "dialing-out"));
        session.tick(NOON);
        session.tick(NOON.plus(ConferenceSession.PATIENCE));

        assertThat(last().words()).isEqualTo("get");
    }

    @Test
    void countsManyPeopleInsteadOfNamingThem() {
        StatusUpdate.Participant[] rows = IntStream.rangeClosed(1, 41)
                .mapToObj(number -> row(1, "p" + number, number == 1 ? "connected" : "alerting"))
                .toArray(StatusUpdate.Participant[]::new);
        answer(create, snapshot(1, rows));
        assertThat(screen).endsWith("          [ 1 in the call | 40 ringing ]");
    }
}
