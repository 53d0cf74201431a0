package io.bridgehead.webservice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.bridgehead.conference.ActiveConference;
import io.bridgehead.conference.Arrival;
import io.bridgehead.conference.Audience;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.CommandAnswer;
import io.bridgehead.conference.ConferenceCommand;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.conference.ConferenceView;
import io.bridgehead.conference.LegEvent;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.NotAllowedException;

/** A core that notes what it is asked, and answers with a sample. */
final class StubConferences implements ConferenceService {

    record Asked(ConferenceCommand command, String messageId, String user) {
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    volatile RuntimeException failure;
    volatile boolean seesNoMore;
    volatile ConferenceView view = Samples.running();
    volatile Audience audience = new Audience(List.of(), Set.of());

    @Override
    public CommandAnswer execute(ConferenceCommand command, String messageId, String user, Instant now) {
        if (failure != null) {
            throw failure;
        }
        boolean replay = asked.stream().anyMatch(a -> a.messageId().equals(messageId));
        asked.add(new Asked(command, messageId, user));
        return new CommandAnswer("c1", 3, List.of("p2"), replay);
    }

    @Override
    public Optional<String> bridgeOf(String conferenceId) {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> endedAt(String conferenceId) {
        return Optional.empty();
    }

    @Override
    public ConferenceView view(String conferenceId, String user) {
        if (failure != null) {
            throw failure;
        }
        if (seesNoMore) {
            throw NotAllowedException.toSee();
        }
        return view;
    }

    @Override
    public ConferenceView outline(String conferenceId) {
        return Samples.with(List.of());
    }

    @Override
    public Audience audience(String conferenceId) {
        return audience;
    }

    @Override
    public void observe(LegEvent event, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void arrived(Arrival arrival, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void bridgeUnavailable(String conferenceId, Cause cause, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void bridgeRestarted(String bridge, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isToBeDialled(LegId leg) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ActiveConference> active() {
        return List.of();
    }

    @Override
    public void reconcile(String conferenceId, List<LegEvent> alive, Instant asked, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void tick(Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ConferenceView> conferencesOf(String user, boolean activeOnly, int limit) {
        return Stream.of(Samples.running(), Samples.ended()).filter(c -> !activeOnly || c.endedAt() == null).limit(limit)
                .toList();
    }
}
