package io.bridgehead.conference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Keeps conferences in memory, all or nothing and with optimistic locking, for tests. */
public class InMemoryConferenceRepository implements ConferenceRepository {

    private final Map<String, List<ConferenceAppend>> appends = new LinkedHashMap<>();
    private final Map<String, AnsweredCommand> answers = new HashMap<>();
    private final List<OutboxEntry> outbox = new ArrayList<>();

    @Override
    public synchronized Optional<StoredConference> load(String conferenceId) {
        return Optional.ofNullable(appends.get(conferenceId)).map(list -> new StoredConference(conferenceId,
                list.stream().flatMap(append -> append.events().stream()).toList()));
    }

    @Override
    public synchronized void append(ConferenceAppend append) {
        long version = load(append.conferenceId()).map(stored -> stored.events().size()).orElse(0);
        AnsweredCommand answered = append.answered();
        if (version != append.expectedVersion()
                || answered != null && answers.containsKey(key(answered.messageId(), answered.user()))) {
            throw new ConcurrentChangeException(append.conferenceId());
        }
        appends.computeIfAbsent(append.conferenceId(), id -> new ArrayList<>()).add(append);
        outbox.addAll(append.outbox());
        if (answered != null) {
            answers.put(key(answered.messageId(), answered.user()), answered);
        }
    }

    @Override
    public synchronized Optional<AnsweredCommand> answered(String messageId, String user) {
        return Optional.ofNullable(answers.get(key(messageId, user)));
    }

    @Override
    public synchronized List<String> active() {
        return appends.keySet().stream().filter(id -> last(id).active()).toList();
    }

    @Override
    public synchronized List<String> due(Instant now) {
        return appends.keySet().stream().filter(id -> last(id).due() != null && !last(id).due().isAfter(now)).toList();
    }

    @Override
    public synchronized List<String> visibleTo(String user, boolean activeOnly, int limit) {
        List<String> ids = new ArrayList<>(appends.keySet().stream().filter(id -> viewers(id).contains(user))
                .filter(id -> !activeOnly || last(id).active()).toList());
        Collections.reverse(ids);
        return ids.subList(0, Math.min(limit, ids.size()));
    }

    /** All outbox rows so far. */
    public synchronized List<OutboxEntry> outbox() {
        return List.copyOf(outbox);
    }

    private Set<String> viewers(String id) {
        return appends.get(id).stream().map(ConferenceAppend::viewers).filter(Objects::nonNull)
                .reduce((earlier, later) -> later).orElseThrow();
    }

    private ConferenceAppend last(String id) {
        List<ConferenceAppend> list = appends.get(id);
        return list.get(list.size() - 1);
    }

    private static String key(String messageId, String user) {
        return user + " " + messageId;
    }
}
