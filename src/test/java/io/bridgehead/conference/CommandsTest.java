package io.bridgehead.conference;

import static io.bridgehead.conference.ConferenceFixture.BRIDGE;
import static io.bridgehead.conference.ConferenceFixture.OWNER;
import static io.bridgehead.conference.ConferenceFixture.POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.bridgehead.conference.ConferenceCommand.AddParticipant;
import io.bridgehead.conference.ConferenceCommand.CreateConference;
import io.bridgehead.conference.ConferenceCommand.DialAgain;
import io.bridgehead.conference.ConferenceCommand.EndConference;
import io.bridgehead.conference.ConferenceCommand.RemoveParticipant;
import io.bridgehead.test.Feature;

class CommandsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private final ConferenceFixture conference = ConferenceFixture.running("Bob");

    @Test
    @Feature("A001")
    void refusesAConferenceOfOne() {
        assertThatThrownBy(() -> create(ConferenceFixture.createCommand(null), BRIDGE))
                .isInstanceOf(TooFewParticipantsException.class)
                .hasMessageContaining("at least one more");
    }

    @Test
    @Feature("A158")
    void refusesMoreThanThePortAllowance() {
        BridgeChoice two = new BridgeChoice("small", "embedded", 2);

        assertThatThrownBy(() -> create(ConferenceFixture.createCommand(null, "Bob", "Carol"), two))
                .isInstanceOf(PortAllowanceExceededException.class);
    }

    @Test
    @Feature("A158")
    void aPortIsFreeAgainOnceSomebodyHasLeft() {
        BridgeChoice two = new BridgeChoice("small", "embedded", 2);
        List<ConferenceEvent> events = create(ConferenceFixture.createCommand(StartPolicy.EAGER, "Bob"), two);
        String id = events.get(0).conferenceId();
        Conference small = Conference.replay(events, POLICY);
        AddParticipant add = new AddParticipant(id, ConferenceFixture.invitee("Carol"));

        assertThatThrownBy(() -> small.handle(add, OWNER, NOW)).isInstanceOf(PortAllowanceExceededException.class);
        small.observe(LegEvent.of(new LegId(id, "p2", 1), LegEvent.Kind.REFUSED, Cause.sip(486, ""), NOW, 0), NOW);
        assertThat(small.handle(add, OWNER, NOW)).isNotEmpty();
    }

    @Test
    void refusesAMalformedAddress() {
        CreateConference command = new CreateConference("", new Invitee("Alice", "alice"),
                List.of(ConferenceFixture.invitee("Bob")),
                null, null);

        assertThatThrownBy(() -> create(command, BRIDGE)).isInstanceOf(InvalidAddressException.class);
    }

    @Test
    void whoOfTenPeopleIsMeantIsToldTheSenderButNoLog() {
        List<Invitee> people = new ArrayList<>(Collections.nCopies(9, ConferenceFixture.invitee("Bob")));
        Map<Invitee, String> wrong = Map.of(new Invitee("Carol", "+49 3x"), "Participant 10 of 10 (Carol): ",
                new Invitee(" ", "+49 30\r\nx"), "Participant 10 of 10 (+49 30 x): ", new Invitee("Emergency", "112"),
                "Participant 10 of 10 (Emergency): ", new Invitee(null, "sip:nobody@example.org"),
                "Participant 10 of 10 (sip:nobody@example.org): ", new Invitee("x".repeat(300), "4711"),
                "Participant 10 of 10 (" + "x".repeat(200) + "): ");

        wrong.forEach((invitee, whom) -> {
            people.add(invitee);
            CreateConference command = new CreateConference("", ConferenceFixture.invitee("Alice"), people, null, null);

            assertThatThrownBy(() -> create(command, BRIDGE)).isInstanceOfSatisfying(ConferenceException.class, refused -> {
                assertThat(refused.sentence()).isEqualTo(whom + refused.getMessage());
                assertThat(refused.toString()).doesNotContain("Participant", "+49", "nobody");
            });
            people.remove(invitee);
        });
        CreateConference command = new CreateConference("", new Invitee("Alice", "alice"), people, null, null);
        assertThatThrownBy(() -> create(command, BRIDGE)).isInstanceOfSatisfying(InvalidAddressException.class,
                refused -> assertThat(refused.sentence()).startsWith("The initiator (Alice): An address is neither"));
    }

    @Test
    void refusesTextsThatAreTooLongAndTakesControlCharactersOut() {
        assertThatThrownBy(() -> conference.command(new AddParticipant(conference.id, new Invitee("x".repeat(201), "4711"))))
                .isInstanceOf(InvalidCommandException.class).hasMessage("The name is longer than 200 characters.");
        conference.command(new AddParticipant(conference.id, new Invitee("Eve\r\nX: y", "4711")));
        assertThat(conference.row("p3").name()).isEqualTo("Eve X: y");
    }

    @Test
    void anybodyButTheOwnerIsRefused() {
        for (ConferenceCommand command : List.of(new EndConference(conference.id), new RemoveParticipant(conference.id, "p2"),
                new AddParticipant(conference.id, ConferenceFixture.invitee("Eve")))) {
            assertThatThrownBy(() -> conference.conference().handle(command, "sip:eve@example.org", NOW))
                    .isInstanceOf(NotAllowedException.class);
        }
    }

    @Test
    void refusesUnknownParticipantsAndThoseInTheCall() {
        assertThatThrownBy(() -> conference.remove("p7")).isInstanceOf(UnknownParticipantException.class);
        assertThatThrownBy(() -> conference.command(new DialAgain(conference.id, "p2")))
                .isInstanceOf(ParticipantActiveException.class);
    }

    @Test
    void nothingCanBeDoneToAConferenceThatHasEnded() {
        conference.see(LegEvent.unavailable(conference.id, null, NOW));

        assertThatThrownBy(() -> conference.add("Carol")).isInstanceOf(ConferenceEndedException.class);
        assertThatThrownBy(conference::end).isInstanceOf(ConferenceEndedException.class);
    }

    @Test
    void whileItEndsNobodyIsAddedAndEndingAgainChangesNothing() {
        conference.end();

        assertThatThrownBy(() -> conference.add("Carol")).isInstanceOf(ConferenceEndedException.class);
        assertThat(conference.end()).isEmpty();
    }

    @Test
    void removingTwiceChangesNothingMore() {
        conference.remove("p2");

        assertThat(conference.remove("p2")).isEmpty();
    }

    private static List<ConferenceEvent> create(CreateConference command, BridgeChoice choice) {
        return Conference.create(ConferenceIds.next(), command, choice, OWNER, NOW, POLICY);
    }
}
