package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.bridgehead.conference.BridgeOrder;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.CommandAnswer;
import io.bridgehead.conference.Conference;
import io.bridgehead.conference.ConferenceEvent;
import io.bridgehead.conference.ConferencePolicy;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.conference.StatusChange;
import io.quarkus.runtime.annotations.RegisterForReflection;

class StoredJsonTest {

    @Test
    void registersEveryStoredTypeForTheNativeImage() {
        Set<Class<?>> stored = new LinkedHashSet<>();
        ConferenceEvent.TYPES.values().forEach(type -> collect(type, stored));
        List.of(BridgeOrder.class, StatusChange.class, CommandAnswer.class).forEach(type -> collect(type, stored));

        assertThat(StoredJson.class.getAnnotation(RegisterForReflection.class).targets())
                .containsExactlyInAnyOrderElementsOf(stored);
    }

    private static void collect(Class<?> type, Set<Class<?>> stored) {
        if (!type.getName().startsWith("io.bridgehead.") || !stored.add(type) || !type.isRecord()) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            collect(component.getType(), stored);
        }
    }

    @Test
    void readsWhatANewerReleaseWrote() {
        assertThat(StoredJson.read("{\"source\":\"SIP\",\"code\":486,\"text\":\"\",\"later\":[1]}", Cause.class))
                .isEqualTo(Cause.sip(486, ""));
    }

    @Test
    void readsWhatReleasesBeforePoliciesAndMembersWrote() {
        ConferenceEvent.ConferenceCreated created = StoredJson.read("""
                {"conferenceId":"c1","at":"2026-05-01T12:00:00Z","subject":"","owner":"ann@example.org","bridge":"embedded",
                "startPolicy":"EAGER","portAllowance":10,"endAt":"2026-05-02T00:00:00Z"}""",
                ConferenceEvent.ConferenceCreated.class);
        ConferenceEvent.ParticipantAdded added = StoredJson.read("""
                {"conferenceId":"c1","at":"2026-05-01T12:00:00Z","participantId":"p1","name":"Ann","initiator":true,
                "address":{"typed":"1","normalised":"1","dialled":"1"}}""", ConferenceEvent.ParticipantAdded.class);

        Conference conference = Conference.replay(List.of(created, added), ConferencePolicy.defaults());
        assertThat(conference.due()).contains(Instant.parse("2026-05-02T00:00:00Z"));
        assertThat(conference.viewFor("ann@example.org").participants()).extracting(ParticipantView::user)
                .containsExactly((String) null);
    }

    @Test
    void showsNoContentWhenItCannotBeRead() {
        assertThatThrownBy(() -> StoredJson.read("{\"source\":\"+4921112345\"}", Cause.class))
                .isInstanceOf(StoreException.class).hasNoCause().hasMessageNotContaining("4921112345");
    }
}
