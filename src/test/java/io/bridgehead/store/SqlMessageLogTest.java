package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import io.bridgehead.messagelog.Accepted;
import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.Keeping;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.Status;
import io.bridgehead.messagelog.TooManyKeptException;

class SqlMessageLogTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456Z");
    private static final byte[] RAW = "MESSAGE sip:bob@example.com SIP/2.0\r\n\r\n\0\u00e9".getBytes();

    private SqlMessageLog log;

    @DatabaseTest
    void givesBackWhatWasAccepted(TestDatabase test) {
        log = log(test, NOON);
        LogEntry entry = request("call-1", 7).withOperation("createConference", "pending").withMessageId("urn:uuid:1")
                .withConference("c1").withContentType("application/soap+xml").withTime(NOON);

        long id = join(log.accept(entry)).id();

        assertThat(log.findByCallId("call-1")).containsExactly(
                new LoggedMessage(id, entry, Status.ACCEPTED, Optional.empty(), Optional.empty()));
        assertThat(log.findByConference("c1")).hasSize(1);
        assertThat(log.findByMessageId("urn:uuid:1")).as("it is found by its conference").isEmpty();
        join(log.accept(request("call-2", 8).withMessageId("urn:uuid:1")));
        assertThat(log.findByMessageId("urn:uuid:1")).hasSize(1);
    }

    @DatabaseTest
    void reportsARepeatWithTheFirstAnswerAndDoesNotWriteItAgain(TestDatabase test) {
        log = log(test, NOON);
        long id = join(log.accept(request("call-1", 7))).id();
        assertThat(join(log.accept(request("call-1", 7))))
                .isEqualTo(new Accepted(id, Optional.of(new Accepted.Repeat(Status.ACCEPTED, Optional.empty()))));
        join(log.delivered(id, 200));

        assertThat(join(log.accept(request("call-1", 7))))
                .isEqualTo(new Accepted(id, Optional.of(new Accepted.Repeat(Status.DELIVERED, Optional.of(200)))));
        assertThat(log.findByCallId("call-1")).hasSize(1);
    }

    @DatabaseTest
    void takesTheSameCallIdFromAnotherSenderOrWithAnotherCSeqAsNew(TestDatabase test) {
        log = log(test, NOON);
        join(log.accept(request("call-1", 7)));

        assertThat(join(log.accept(request("call-1", 8))).repeatOf()).isEmpty();
        assertThat(join(log.accept(request("call-1", 7).withParties("eve@example.com", "bob@example.com"))).repeatOf())
                .isEmpty();
    }

    @DatabaseTest
    void writesEveryMessageOfHopsWithoutCallId(TestDatabase test) {
        log = log(test, NOON);
        LogEntry event = LogEntry.of(Hop.BRIDGE_EVENT, "ringing", new byte[0]).withConference("c1");

        join(log.accept(event));
        join(log.accept(event));

        assertThat(log.findByConference("c1")).extracting(message -> message.entry().hop())
                .containsExactly(Hop.BRIDGE_EVENT, Hop.BRIDGE_EVENT);
    }

    @DatabaseTest
    void keepsMessagesForAReceiverInOrderUntilDelivered(TestDatabase test) {
        log = log(test, NOON);
        long first = join(log.accept(request("call-1", 1))).id();
        long second = join(log.accept(request("call-2", 1))).id();
        join(log.kept(second, Keeping.PLAIN));
        join(log.kept(first, Keeping.PLAIN));

        assertThat(log.keptFor("bob@example.com")).extracting(LoggedMessage::id).containsExactly(first, second);
        assertThat(log.keptFor("alice@example.com")).isEmpty();

        join(log.delivered(first, 200));
        assertThat(log.keptFor("bob@example.com")).extracting(LoggedMessage::id).containsExactly(second);
    }

    @DatabaseTest
    void keepsNoMoreThanAllowedForOneReceiver(TestDatabase test) {
        log = log(test, NOON);
        IntStream.range(0, 3).forEach(i -> join(log.kept(join(log.accept(request("call-" + i, 1))).id(), Keeping.PLAIN)));
        long fourth = join(log.accept(request("call-4", 1))).id();

        assertThatThrownBy(() -> join(log.kept(fourth, Keeping.PLAIN))).hasCauseInstanceOf(TooManyKeptException.class);
        assertThat(log.keptFor("bob@example.com")).hasSize(3);
    }

    @DatabaseTest
    void letsKeptMessagesExpire(TestDatabase test) {
        log = log(test, NOON);
        join(log.kept(join(log.accept(request("call-1", 1).withTime(NOON))).id(), Keeping.PLAIN));

        SqlMessageLog later = log(test, NOON.plus(Duration.ofHours(25)));

        assertThat(later.keptFor("bob@example.com")).isEmpty();
        assertThat(join(later.giveUpExpired())).isEqualTo(1);
        assertThat(statusOf("call-1")).isEqualTo(Status.EXPIRED);
        assertThat(join(later.giveUpExpired())).isZero();
    }

    @DatabaseTest
    void letsAMessageWaitNoLongerThanItsSenderWants(TestDatabase test) {
        log = log(test, NOON);
        keep("call-1", new Keeping(Duration.ofSeconds(60), null));
        keep("call-2", new Keeping(Duration.ofDays(30), null));

        assertThat(log(test, NOON.plusSeconds(59)).keptFor("bob@example.com")).hasSize(2);
        assertThat(log(test, NOON.plusSeconds(60)).keptFor("bob@example.com")).extracting(message -> message.entry().callId())
                .containsExactly("call-2");
        assertThat(log(test, NOON.plus(Duration.ofHours(25))).keptFor("bob@example.com")).isEmpty();
    }

    @DatabaseTest
    void keepsOfOneTopicOnlyTheNewest(TestDatabase test) {
        log = log(test, NOON);
        keep("p1 rings", new Keeping(null, "c1/p1"));
        keep("p10 rings", new Keeping(null, "c1/p10"));
        keep("other", new Keeping(null, "c10/p1"));
        keep("p1 answers", new Keeping(null, "c1/p1"));
        assertThat(waiting()).containsExactly("p10 rings", "other", "p1 answers");
        assertThat(statusOf("p1 rings")).isEqualTo(Status.SUPERSEDED);

        keep("c1 ended", new Keeping(null, "c1"));
        assertThat(waiting()).containsExactly("other", "c1 ended");
    }

    @DatabaseTest
    void supersedesAnOlderMessageAlsoIfItIsKeptAfterTheNewer(TestDatabase test) {
        log = log(test, NOON);
        long older = join(log.accept(request("older", 1).withTime(NOON))).id();
        long newer = join(log.accept(request("newer", 1).withTime(NOON))).id();
        join(log.kept(newer, new Keeping(null, "c1")));
        join(log.kept(older, new Keeping(null, "c1/p1")));

        assertThat(waiting()).containsExactly("newer");
        assertThat(statusOf("older")).isEqualTo(Status.SUPERSEDED);
    }

    @DatabaseTest
    void neverLetsOneSenderReplaceWhatAnotherSent(TestDatabase test) {
        log = log(test, NOON);
        keep("status", new Keeping(null, "c1"));
        long forged = join(log.accept(request("forged", 1).withParties("eve@example.com", "bob@example.com"))).id();
        join(log.kept(forged, new Keeping(null, "c1")));

        assertThat(waiting()).containsExactly("status", "forged");
    }

    @DatabaseTest
    void aMessageThatReplacesAnotherNeedsNoRoomOfItsOwn(TestDatabase test) {
        log = log(test, NOON);
        IntStream.range(0, 20).forEach(i -> keep("call-" + i, new Keeping(null, "c1/p1")));

        assertThat(waiting()).containsExactly("call-19");
    }

    private void keep(String callId, Keeping keeping) {
        join(log.kept(join(log.accept(request(callId, 1).withTime(NOON))).id(), keeping));
    }

    private List<String> waiting() {
        return log.keptFor("bob@example.com").stream().map(message -> message.entry().callId()).toList();
    }

    private Status statusOf(String callId) {
        return log.findByCallId(callId).get(0).status();
    }

    @DatabaseTest
    void forgetsOldMessagesButNotThoseThatWait(TestDatabase test) {
        log = log(test, NOON);
        IntStream.range(0, 1100).mapToObj(i -> log.accept(request("old-" + i, 1).withTime(NOON))).toList()
                .forEach(SqlMessageLogTest::join);
        long waiting = join(log.accept(request("waiting", 1).withTime(NOON))).id();
        join(log.kept(waiting, Keeping.PLAIN));
        join(log.accept(request("new", 1).withTime(NOON.plusSeconds(60))));

        assertThat(log.forget(NOON.plusSeconds(60), Long.MAX_VALUE)).isEqualTo(1100);
        assertThat(log.keptFor("bob@example.com")).hasSize(1);
        assertThat(log.findByCallId("new")).hasSize(1);
    }

    @DatabaseTest
    void learnsLaterToWhichConferenceAMessageBelongs(TestDatabase test) {
        log = log(test, NOON);
        long id = join(log.accept(request("call-1", 1))).id();

        join(log.belongsTo(id, "c9"));

        assertThat(log.findByConference("c9")).extracting(LoggedMessage::id).containsExactly(id);
    }

    @DatabaseTest
    void findsWhatWasRefusedSinceATime(TestDatabase test) {
        log = log(test, NOON);
        join(log.failed(join(log.accept(request("old", 1).withTime(NOON.minusSeconds(60)))).id(), 403));
        long failed = join(log.accept(request("failed", 1).withTime(NOON))).id();
        join(log.failed(failed, 404));
        join(log.delivered(join(log.accept(request("delivered", 1).withTime(NOON))).id(), 200));
        long fault = join(log.accept(request("fault", 1).withOperation("Fault", null).withTime(NOON))).id();
        join(log.delivered(fault, 200));
        join(log.accept(LogEntry.of(Hop.BRIDGE_EVENT, "noFault", RAW).withTime(NOON)));
        long answer = join(log.accept(LogEntry.of(Hop.WEBSERVICE_ANSWER, "endConferenceFault", RAW).withTime(NOON))).id();

        assertThat(log.findRefused(NOON)).extracting(LoggedMessage::id).containsExactly(answer, fault, failed);
    }

    @DatabaseTest
    void standsHostileText(TestDatabase test) {
        log = log(test, NOON);
        String huge = "\u20ac".repeat(60_000);
        LogEntry entry = request(huge + "1", 1).withParties("\0\ud800'; DROP TABLE message; --", huge)
                .withOperation(huge, huge).withContentType("\0");

        Accepted first = join(log.accept(entry));

        assertThat(join(log.accept(entry)).repeatOf()).isPresent();
        assertThat(join(log.accept(request(huge + "2", 1))).repeatOf()).isEmpty();
        assertThat(log.findByCallId(huge + "1")).extracting(LoggedMessage::id).containsExactly(first.id());
    }

    private static SqlMessageLog log(TestDatabase test, Instant now) {
        return new SqlMessageLog(test.open(), Clock.fixed(now, ZoneOffset.UTC), 3, Duration.ofHours(24));
    }

    private static LogEntry request(String callId, long cseq) {
        return LogEntry.sip("alice@example.com", "bob@example.com", callId, cseq, RAW);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
