package io.bridgehead.conference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.bridgehead.conference.ConferenceCommand.AddParticipant;
import io.bridgehead.conference.ConferenceCommand.CreateConference;
import io.bridgehead.conference.ConferenceCommand.EndConference;
import io.bridgehead.conference.ConferenceCommand.LockConference;
import io.bridgehead.conference.ConferenceCommand.RemoveParticipant;
import io.bridgehead.conference.ConferenceCommand.SteerParticipant;

/** Drives one conference and keeps all its events. Time stands still unless moved. */
final class ConferenceFixture {

    static final String OWNER = "alice@example.org";
    static final ConferencePolicy POLICY = new ConferencePolicy(Duration.ofSeconds(60), Duration.ofSeconds(15),
            RuleLimits.ofTheFigures(Duration.ofHours(12)), DialPlan.open(), new SomeUsers());
    static final BridgeChoice BRIDGE = new BridgeChoice(null, "embedded", 50);

    final String id = ConferenceIds.next();
    final List<ConferenceEvent> events = new ArrayList<>();
    Instant now = Instant.parse("2026-01-01T10:00:00Z");

    /** Alice (p1), then one participant for each further name. */
    static ConferenceFixture started(StartPolicy start, String... others) {
        ConferenceFixture fixture = new ConferenceFixture();
        fixture.events.addAll(Conference.create(fixture.id, createCommand(start, others), BRIDGE, OWNER, fixture.now, POLICY));
        return fixture;
    }

    static ConferenceFixture running(String... others) {
        ConferenceFixture fixture = started(StartPolicy.INITIATOR_FIRST, others);
        fixture.answered("p1");
        for (int i = 2; i <= others.length + 1; i++) {
            fixture.answered("p" + i);
        }
        return fixture;
    }

    static CreateConference createCommand(StartPolicy start, String... others) {
        List<Invitee> invitees = Arrays.stream(others).map(ConferenceFixture::invitee).toList();
        return new CreateConference("Budget", invitee("Alice"), invitees, null, start);
    }

    static Invitee invitee(String name) {
        return new Invitee(name, "+49 30 1234" + (100 + Math.abs(name.hashCode() % 900)));
    }

    /** Alice and Bob in a conference that people can call. */
    static ConferenceFixture withDialIn(int portAllowance) {
        ConferenceFixture fixture = new ConferenceFixture();
        BridgeChoice bridge = new BridgeChoice(null, "embedded", portAllowance,
                new DialInOffer("+4930123456", "sip:bridge@example.org", 8, true));
        fixture.events.addAll(Conference.create(fixture.id, createCommand(StartPolicy.INITIATOR_FIRST, "Bob"), bridge, OWNER,
                fixture.now, POLICY));
        fixture.answered("p1");
        fixture.answered("p2");
        return fixture;
    }

    List<ConferenceEvent> arrives(String call, String from) {
        return arrives(call, from, "");
    }

    List<ConferenceEvent> arrives(String call, String from, String user) {
        return keep(conference().arrive(new Arrival(id, call, from, user, now), now));
    }

    Conference conference() {
        return Conference.replay(events, POLICY);
    }

    List<ConferenceEvent> command(ConferenceCommand command) {
        return command(command, OWNER);
    }

    List<ConferenceEvent> command(ConferenceCommand command, String user) {
        return keep(conference().handle(command, user, now));
    }

    /** Adds a user by the SIP address. */
    List<ConferenceEvent> addUser(String name) {
        return command(new AddParticipant(id, new Invitee(name, "sip:" + name.toLowerCase(Locale.ROOT) + "@example.org")));
    }

    /** Who was told of some events, and of what: {@code bob@example.org: p2 connected}. */
    List<String> tellings(List<ConferenceEvent> fresh) {
        List<ConferenceEvent> before = events.subList(0, events.size() - fresh.size());
        return OutboxWriter.write(Conference.replay(before, POLICY), fresh).stream().map(OutboxEntry::payload)
                .filter(StatusChange.class::isInstance).map(StatusChange.class::cast)
                .map(status -> status.recipients().get(0) + ": " + status.type()
                        + (status.participant() == null ? "" : " " + status.participant().participantId()))
                .toList();
    }

    List<ConferenceEvent> add(String name) {
        return command(new AddParticipant(id, invitee(name)));
    }

    List<ConferenceEvent> remove(String participant) {
        return command(new RemoveParticipant(id, participant));
    }

    List<ConferenceEvent> end() {
        return command(new EndConference(id));
    }

    List<ConferenceEvent> steer(String participant, Steering steering) {
        return command(new SteerParticipant(id, participant, steering));
    }

    List<ConferenceEvent> lock(boolean locked) {
        return command(new LockConference(id, locked));
    }

    List<ConferenceEvent> see(String participant, LegEvent.Kind kind, Cause cause) {
        int attempt = row(participant).attempt();
        return see(LegEvent.of(new LegId(id, participant, attempt), kind, cause, now, 0));
    }

    List<ConferenceEvent> see(LegEvent event) {
        return keep(conference().observe(event, now));
    }

    List<ConferenceEvent> rings(String participant) {
        return see(participant, LegEvent.Kind.RINGING, null);
    }

    List<ConferenceEvent> answered(String participant) {
        return see(participant, LegEvent.Kind.ANSWERED, null);
    }

    List<ConferenceEvent> left(String participant) {
        return see(participant, LegEvent.Kind.LEFT, Cause.q850(16, "Normal call clearing"));
    }

    List<ConferenceEvent> refused(String participant, int status) {
        return see(participant, LegEvent.Kind.REFUSED, Cause.sip(status, ""));
    }

    List<ConferenceEvent> after(long seconds) {
        now = now.plusSeconds(seconds);
        return keep(conference().tick(now));
    }

    ParticipantView row(String participant) {
        return conference().view().participants().stream().filter(p -> p.participantId().equals(participant)).findFirst()
                .orElseThrow();
    }

    ParticipantState state(String participant) {
        return row(participant).state();
    }

    /** What the bridge and people were told by some events, in order, one short line each. */
    static List<String> told(List<ConferenceEvent> events) {
        return events.stream().flatMap(ConferenceFixture::line).toList();
    }

    private static Stream<String> line(ConferenceEvent event) {
        if (event instanceof ConferenceEvent.DialRequested e) {
            return Stream.of("dial " + e.participantId());
        } else if (event instanceof ConferenceEvent.HangUpRequested e) {
            return Stream.of("hang up " + e.participantId());
        } else if (event instanceof ConferenceEvent.SteeringRequested e) {
            return Stream.of(e.steering().word() + " " + e.participantId());
        } else if (event instanceof ConferenceEvent.CallerAdmitted e) {
            return Stream.of("join " + e.participantId() + " " + e.call());
        } else if (event instanceof ConferenceEvent.CallerTurnedAway e) {
            return Stream.of("turn away " + e.call() + " " + e.reason().word());
        } else if (event instanceof ConferenceEvent.HandChanged e) {
            return Stream.of(e.participantId() + (e.raised() ? " raises the hand" : " lowers the hand"));
        } else if (event instanceof ConferenceEvent.LockChanged e) {
            return Stream.of(e.locked() ? "locked" : "unlocked");
        } else if (event instanceof ConferenceEvent.ParticipantStateChanged e) {
            return Stream.of(e.participantId() + " " + (e.outcome() == null ? e.state().word() : e.outcome().word()));
        } else if (event instanceof ConferenceEvent.EndRequested e) {
            return Stream.of("ending: " + e.reason().word());
        } else if (event instanceof ConferenceEvent.ConferenceEnded e) {
            return Stream.of("ended: " + e.reason().word());
        }
        return Stream.empty();
    }

    private List<ConferenceEvent> keep(List<ConferenceEvent> fresh) {
        events.addAll(fresh);
        return fresh;
    }
}
