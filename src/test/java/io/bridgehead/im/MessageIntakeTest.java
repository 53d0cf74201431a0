package io.bridgehead.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.bridgehead.im.MessageIntake.Admission;
import io.bridgehead.messagelog.Keeping;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.messagelog.Status;
import io.bridgehead.sip.ServiceUnavailableException;
import io.bridgehead.sip.SipResponseException;
import io.bridgehead.sip.TemporarilyUnavailableException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.store.DatabaseTest;
import io.bridgehead.store.SqlMessageLog;
import io.bridgehead.store.StoreUnavailableException;
import io.bridgehead.store.TestDatabase;
import io.bridgehead.test.Threat;

class MessageIntakeTest {

    private static final String BOB = "bob@example.com";

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private MessageLog log;
    private WaitingIntake intake;
    private OfflineMessages offline;

    @DatabaseTest
    void admitsAMessageOnceAndAnswersItsRepeatAsTheFirst(TestDatabase test) {
        open(test);
        Admission first = intake.admit(message(1));
        assertThat(first.answer()).isEmpty();
        intake.delivered(first.id(), 200);

        assertThat(intake.admit(message(1))).isEqualTo(new Admission(first.id(), Optional.of(200)));
    }

    @DatabaseTest
    void answersTheRepeatOfAFailedMessageWithTheSameFailure(TestDatabase test) {
        open(test);
        intake.failed(intake.admit(message(1)).id(), 404);

        assertThat(intake.admit(message(1)).answer()).contains(404);
    }

    @DatabaseTest
    void asksForPatienceWhileTheFirstIsUnderWay(TestDatabase test) {
        open(test);
        intake.admit(message(1));

        assertThatThrownBy(() -> intake.admit(message(1))).isInstanceOf(ServiceUnavailableException.class);
    }

    @DatabaseTest
    void admitsExactlyOneOfManyParallelRepeats(TestDatabase test) {
        open(test);
        List<CompletableFuture<Boolean>> attempts = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return intake.admit(message(1)).answer().isEmpty();
                    } catch (ServiceUnavailableException e) {
                        return false;
                    }
                })).toList();

        assertThat(attempts.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(log.findByCallId("call-1")).hasSize(1);
    }

    @DatabaseTest
    @Threat(23)
    void sendsNothingTwiceThatAnEarlierProcessLeftHalfDone(TestDatabase test) {
        open(test);
        intake.admit(message(1));

        open(test);

        assertThatThrownBy(() -> intake.admit(message(1))).isInstanceOfSatisfying(SipResponseException.class,
                refusal -> assertThat(refusal.status()).isEqualTo(500));
        assertThat(intake.admit(message(2)).answer()).isEmpty();
    }

    @DatabaseTest
    void keepsMessagesForAUserWhoIsAwayAndHandsThemOutInOrder(TestDatabase test) {
        open(test);
        for (int i = 1; i <= 3; i++) {
            intake.keep(intake.admit(message(i)).id(), Keeping.PLAIN);
        }
        assertThat(intake.admit(message(2)).answer()).contains(202);

        List<LoggedMessage> waiting = offline.take(BOB);
        assertThat(waiting).extracting(m -> m.entry().callId()).containsExactly("call-1", "call-2", "call-3");
        assertThat(offline.take(BOB)).isEmpty();

        offline.delivered(waiting.get(0).id(), 200);
        offline.refused(waiting.get(1).id(), 415);
        offline.putBack(waiting.get(2).id());
        assertThat(offline.take(BOB)).extracting(m -> m.entry().callId()).containsExactly("call-3");
        assertThat(log.findByCallId("call-1")).extracting(LoggedMessage::status).containsExactly(Status.DELIVERED);
        assertThat(log.findByCallId("call-2")).extracting(LoggedMessage::status).containsExactly(Status.FAILED);
    }

    @DatabaseTest
    void handsOutAtTheNextRegistrationWhatTheDatabaseFailedAtInThisOne(TestDatabase test) {
        open(test);
        intake.keep(intake.admit(message(1)).id(), Keeping.PLAIN);
        AtomicInteger reads = new AtomicInteger();
        MessageLog failing = (MessageLog) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { MessageLog.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("keptFor") && reads.incrementAndGet() == 2) {
                        throw new StoreUnavailableException("away", null);
                    }
                    return method.invoke(log, arguments);
                });
        offline = new OfflineMessages(failing);

        assertThatThrownBy(() -> offline.take(BOB)).isInstanceOf(StoreUnavailableException.class);
        assertThat(offline.take(BOB)).extracting(m -> m.entry().callId()).containsExactly("call-1");
    }

    @DatabaseTest
    void handsEachMessageToOneOfManyDevicesThatRegisterAtOnce(TestDatabase test) {
        open(test);
        IntStream.rangeClosed(1, 5).forEach(i -> intake.keep(intake.admit(message(i)).id(), Keeping.PLAIN));

        List<CompletableFuture<List<String>>> devices = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    List<String> got = new ArrayList<>();
                    for (LoggedMessage message : offline.take(BOB)) {
                        got.add(message.entry().callId());
                        offline.delivered(message.id(), 200);
                    }
                    return got;
                })).toList();

        assertThat(devices.stream().flatMap(device -> device.join().stream()))
                .containsExactlyInAnyOrder("call-1", "call-2", "call-3", "call-4", "call-5");
    }

    @DatabaseTest
    @Threat(23)
    void marksAKeptMessageThatMayHaveArrivedBeforeAsARepeatOfAnotherName(TestDatabase test) {
        open(test);
        intake.keep(intake.admit(message(1)).id(), Keeping.PLAIN);
        LoggedMessage kept = offline.take(BOB).get(0);
        assertThat(OfflineMessages.request(kept, offline.handOut(kept.id())).hasHeader("Bridgehead-Repeat-Of")).isFalse();

        open(test); // the process ended before the device's answer was written down
        SipRequest again = OfflineMessages.request(offline.take(BOB).get(0), offline.handOut(kept.id()));

        assertThat(again.callId()).isEqualTo("call-1~1");
        assertThat(again.header("Bridgehead-Repeat-Of")).isEqualTo("call-1 1");
    }

    @DatabaseTest
    void answers_480_when_too_many_messages_wait(TestDatabase test) {
        open(test);
        IntStream.rangeClosed(1, 5).forEach(i -> intake.keep(intake.admit(message(i)).id(), Keeping.PLAIN));
        long sixth = intake.admit(message(6)).id();

        assertThatThrownBy(() -> intake.keep(sixth, Keeping.PLAIN)).isInstanceOf(TemporarilyUnavailableException.class);
        assertThat(intake.admit(message(6)).answer()).contains(480);
    }

    @Test
    void logsTheWholeRequestWithoutCredentials() {
        SipRequest request = request("call-1");
        request.setHeader("Authorization", "Digest response=\"canary\"")
                .addHeader("Proxy-Authorization", "Digest response=\"canary\"")
                .addHeader("proxy-authorization", "Digest response=\"canary\"");

        LogEntry entry = MessageIntake.entry(request, "alice@example.com", BOB);

        assertThat(new String(entry.raw(), StandardCharsets.UTF_8)).doesNotContain("canary").contains("Hello")
                .startsWith("MESSAGE sip:bob@example.com SIP/2.0\r\n");
        assertThat(entry.callId()).isEqualTo("call-1");
        assertThat(entry.cseq()).isEqualTo(1);
        assertThat(entry.contentType()).isEqualTo("text/plain");
        assertThat(request.header("Proxy-Authorization")).contains("canary");
    }

    @DatabaseTest
    void relaysAKeptRequestAsAcceptedButWithItsWayBeginningHere(TestDatabase test) {
        open(test);
        SipRequest request = request("call-1");
        request.addHeader("Via", "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1").addHeader("Route", "<sip:us;lr>")
                .setHeader("P-Asserted-Identity", "<sip:boss@example.com>").setHeader("Bridgehead-Identity", "forged");
        intake.keep(intake.admit(MessageIntake.entry(request, "alice@example.com", BOB).withTime(NOW)).id(), Keeping.PLAIN);

        SipRequest relayed = OfflineMessages.request(offline.take(BOB).get(0), 0);

        assertThat(relayed.headerNames()).doesNotContain("Via", "Route", "P-Asserted-Identity", "Bridgehead-Identity");
        assertThat(relayed.header("Date")).isEqualTo("Fri, 01 May 2026 12:00:00 GMT");
        assertThat(relayed.callId()).isEqualTo("call-1");
        assertThat(relayed.bodyText()).isEqualTo("Hello");
    }

    @DatabaseTest
    void answers_480_when_the_receiver_is_away_and_the_sender_wants_no_waiting(TestDatabase test) {
        open(test);
        long id = intake.admit(message(1)).id();

        assertThatThrownBy(() -> intake.keep(id, new Keeping(Duration.ZERO, null)))
                .isInstanceOf(TemporarilyUnavailableException.class);
        assertThat(offline.take(BOB)).isEmpty();
        assertThat(intake.admit(message(1)).answer()).contains(480);
    }

    @DatabaseTest
    void answersTheRepeatOfASupersededOrExpiredMessageAsBefore(TestDatabase test) {
        open(test);
        intake.keep(intake.admit(message(1)).id(), new Keeping(null, "c1"));
        intake.keep(intake.admit(message(2)).id(), new Keeping(null, "c1"));

        assertThat(log.findByCallId("call-1")).extracting(LoggedMessage::status).containsExactly(Status.SUPERSEDED);
        assertThat(intake.admit(message(1)).answer()).contains(202);
    }

    private static SipRequest request(String callId) {
        SipRequest request = SipRequest.create("MESSAGE", "sip:bob@example.com");
        request.setHeader("From", "<sip:alice@example.com>;tag=1").setHeader("To", "<sip:bob@example.com>")
                .setHeader("Call-ID", callId).setHeader("CSeq", "1 MESSAGE").setBody("text/plain", "Hello");
        return request;
    }

    private void open(TestDatabase test) {
        log = new SqlMessageLog(test.open(), Clock.fixed(NOW, ZoneOffset.UTC), 5, Duration.ofDays(1));
        intake = new WaitingIntake(new MessageIntake(log));
        offline = new OfflineMessages(log);
    }

    private static LogEntry message(int number) {
        return MessageIntake.entry(request("call-" + number), "alice@example.com", BOB).withTime(NOW);
    }

    /** The intake, for a test that waits. */
    private record WaitingIntake(MessageIntake intake) {

        Admission admit(LogEntry entry) {
            return MessageIntake.join(intake.admit(entry, Runnable::run));
        }

        void keep(long id, Keeping keeping) {
            MessageIntake.join(intake.keep(id, keeping, Runnable::run));
        }

        void failed(long id, int code) {
            MessageIntake.join(intake.failed(id, code, Runnable::run));
        }

        void delivered(long id, int code) {
            intake.delivered(id, code);
        }
    }
}
