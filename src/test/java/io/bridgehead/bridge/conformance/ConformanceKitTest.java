package io.bridgehead.bridge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.conformance.CheckResult.Verdict;
import io.bridgehead.bridge.simulator.Misbehaviour;
import io.bridgehead.bridge.simulator.SimulatedBridge;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;
import io.bridgehead.test.Feature;

/** The kit passes what keeps the contract and finds what does not; it waits most of the time. */
@Execution(ExecutionMode.CONCURRENT)
class ConformanceKitTest {

    private static final Map<TestTelephone, List<String>> TELEPHONES = Map.of(TestTelephone.ANSWERS,
            List.of("tel:+4930200", "tel:+4931200"), TestTelephone.BUSY, List.of("tel:+4930486"), TestTelephone.DECLINES,
            List.of("tel:+4930603"), TestTelephone.SILENT, List.of("tel:+4930180"), TestTelephone.HANGS_UP,
            List.of("tel:+4930201"), TestTelephone.NOT_FOUND, List.of("tel:+4930404"), TestTelephone.UNREACHABLE,
            List.of("tel:+4930503"));

    private static final Duration PACE = Duration.ofMillis(60);
    private static final Duration LATENESS = Duration.ofMillis(80);

    private final EventRecorder recorder = new EventRecorder();
    private SimulatedBridge bridge = new SimulatedBridge(Misbehaviour.NONE, PACE, LATENESS, recorder);

    @AfterEach
    void close() {
        bridge.close();
    }

    @ParameterizedTest
    @EnumSource(names = { "LOSES", "NEVER" }, mode = Mode.EXCLUDE)
    @Feature("A046")
    void passesABridgeThatKeepsTheContractAlsoWhenItsEventsComeLateTwiceOrInAnyOrder(Misbehaviour allowed) {
        bridge.close();
        bridge = new SimulatedBridge(allowed, PACE, LATENESS, recorder);
        assertThat(run(at(bridge), TELEPHONES)).allMatch(result -> result.verdict() == Verdict.PASSED);
    }

    @Test
    void findsABridgeThatTellsNothing() {
        bridge.close();
        bridge = new SimulatedBridge(Misbehaviour.NEVER, PACE, LATENESS, recorder);
        List<CheckResult> results = run(at(bridge),
                Map.of(TestTelephone.BUSY, TELEPHONES.get(TestTelephone.BUSY)));
        assertThat(of(results, "busy").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(of(results, "busy").seen()).isEqualTo("nothing");
    }

    @Test
    void doesNotTryWhatNoTelephoneWasLentForAndSaysWhichIsMissing() {
        List<CheckResult> results = run(at(bridge), Map.of());
        assertThat(of(results, "busy").verdict()).isEqualTo(Verdict.NOT_TRIED);
        assertThat(of(results, "busy").why()).isEqualTo("needs --busy ADDRESS");
        assertThat(of(results, "list-unknown").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(of(results, "end-unknown").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(results).extracting(CheckResult::id).containsExactlyElementsOf(ConformanceKit.checks());
    }

    @Test
    void doesNotAskABridgeForAListThatHasNone() {
        List<CheckResult> results = run(command -> {
            bridge.execute(command);
            return null;
        }, Map.of());
        assertThat(of(results, "list-unknown").verdict()).isEqualTo(Verdict.NOT_TRIED);
        assertThat(of(results, "list-unknown").why()).isEqualTo("the bridge does not list its calls");
    }

    @Test
    void findsARepeatedDialThatIsASecondCall() {
        AtomicInteger attempts = new AtomicInteger(1000);
        Map<LegId, LegId> second = new ConcurrentHashMap<>();
        SimulatedBridge calling = changing(event -> second.containsKey(event.leg())
                ? BridgeEvent.of(event.kind(), second.get(event.leg()), event.time(), event.sequence(), event.cause())
                : event);
        Set<LegId> known = new HashSet<>();
        List<CheckResult> results = run(command -> {
            if (command instanceof BridgeCommand.Dial dial && !known.add(dial.leg())) {
                LegId other = new LegId(dial.leg().conferenceId(), "p1", attempts.incrementAndGet());
                second.put(other, dial.leg());
                calling.execute(new BridgeCommand.Dial(other, dial.address(), "", ""));
            } else {
                calling.execute(command);
            }
            return command instanceof BridgeCommand.ListLegs list ? calling.list(list.conferenceId()) : null;
        }, only(TestTelephone.ANSWERS));
        assertThat(failed(results)).contains("dial-after-end", "list-in-call");
    }

    @Test
    void findsAHangUpThatIsForgottenWhileItRings() {
        List<CheckResult> results = run(command -> {
            return command instanceof BridgeCommand.HangUp ? null : at(bridge).execute(command);
        }, only(TestTelephone.SILENT));
        assertThat(failed(results)).contains("no-answer", "hang-up-ringing", "hang-up-at-once");
        assertThat(of(results, "hang-up-ringing").course()).anyMatch(line -> line.contains("-> ") && line.contains("hangUp"))
                .anyMatch(line -> line.contains("<- ") && line.contains("ringing"));
    }

    @Test
    void findsACauseThatMeansSomethingElse() {
        List<CheckResult> results = run(changed(event -> event.kind() == BridgeEventKind.REFUSED
                ? BridgeEvent.of(event.kind(), event.leg(), event.time(), event.sequence(), Cause.sip(500, ""))
                : event), only(TestTelephone.BUSY));
        assertThat(failed(results)).containsExactly("busy");
        assertThat(of(results, "busy").expected()).contains("busy");
        assertThat(of(results, "busy").seen()).contains("refused SIP 500");
    }

    @Test
    void findsTimesOfAWrongClockAndNumbersUsedTwice() {
        List<CheckResult> results = run(changed(event -> BridgeEvent.of(event.kind(), event.leg(),
                event.time().minus(Duration.ofHours(2)), 7, event.cause())), only(TestTelephone.BUSY));
        assertThat(failed(results)).containsExactlyInAnyOrder("events-time", "events-sequence");
    }

    @Test
    void findsEventsOfCallsNobodyAskedFor() {
        List<CheckResult> results = run(changed(event -> BridgeEvent.of(event.kind(),
                new LegId(event.conferenceId(), "p99", 1), event.time(), event.sequence(), event.cause()))::execute,
                only(TestTelephone.BUSY));
        assertThat(failed(results)).contains("busy", "events-known");
    }

    @Test
    void findsARefusalOfACallThatWasAnswered() {
        List<CheckResult> results = run(changed(event -> event.kind() == BridgeEventKind.LEFT
                ? BridgeEvent.of(BridgeEventKind.REFUSED, event.leg(), event.time(), event.sequence(), event.cause())
                : event), only(TestTelephone.ANSWERS));
        assertThat(failed(results)).contains("hang-up-answered", "end-in-call", "events-one-end");
    }

    @Test
    void findsAnEventThatIsNotOfferedAgain() {
        SimulatedBridge careless = new SimulatedBridge(Misbehaviour.NONE, PACE, LATENESS, event -> {
            try {
                recorder.accept(event);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("again");
            }
        });
        assertThat(failed(run(at(careless), only(TestTelephone.ANSWERS)))).containsExactly("offered-again");
        careless.close();
    }

    @Test
    void tellsABridgeThatIsDown() {
        List<CheckResult> results = run(command -> {
            throw new BridgeUnavailableException();
        }, only(TestTelephone.BUSY));
        assertThat(of(results, "busy").seen()).isEqualTo("the bridge is unavailable");
    }

    @Test
    void itsReportIsForPeopleAndForPrograms() throws IOException {
        List<CheckResult> results = run(changed(event -> event.kind() == BridgeEventKind.REFUSED
                ? BridgeEvent.of(event.kind(), event.leg(), event.time(), event.sequence())
                : event), only(TestTelephone.BUSY));
        ConformanceReport report = new ConformanceReport("acme", "bridgehead 1", Instant.EPOCH, results);
        StringWriter text = new StringWriter();
        results.forEach(result -> ConformanceReport.print(result, new PrintWriter(text)));
        report.printSum(new PrintWriter(text));
        assertThat(text.toString()).contains("FAILED     busy", "expected: refused with a cause that means busy",
                "seen:     progress, ringing, refused", "contract: docs/add-a-bridge.md, Events: cause", " 1 failed, ")
                .doesNotContain("+4930486");
        StringWriter json = new StringWriter();
        report.printJson(new PrintWriter(json));
        JsonNode root = new ObjectMapper().readTree(json.toString());
        assertThat(root.get("failed").asInt()).isEqualTo(1);
        assertThat(root.get("checks").findValuesAsText("check")).containsExactlyElementsOf(ConformanceKit.checks());
        assertThat(json.toString()).doesNotContain("+4930486");
    }

    @Test
    void everyCheckIsDescribedForPartners() throws IOException {
        String page = Files.readString(Path.of("docs/bridge-conformance.md"));
        assertThat(ConformanceKit.checks()).allSatisfy(check -> assertThat(page).contains("| `" + check + "` |"));
    }

    private static BridgeUnderTest at(SimulatedBridge simulated) {
        return command -> {
            if (command instanceof BridgeCommand.ListLegs list) {
                return simulated.list(list.conferenceId());
            }
            simulated.execute(command);
            return null;
        };
    }

    private BridgeUnderTest changed(Function<BridgeEvent, BridgeEvent> change) {
        return at(changing(change));
    }

    private SimulatedBridge changing(Function<BridgeEvent, BridgeEvent> change) {
        bridge.close();
        bridge = new SimulatedBridge(Misbehaviour.NONE, PACE, LATENESS, event -> recorder.accept(change.apply(event)));
        return bridge;
    }

    private List<CheckResult> run(BridgeUnderTest checked, Map<TestTelephone, List<String>> telephones) {
        Patience patience = new Patience(Duration.ofSeconds(4), Duration.ofSeconds(1), Duration.ofMillis(120));
        return new ConformanceKit(checked, recorder, telephones, patience).run(result -> {
        });
    }

    private static Map<TestTelephone, List<String>> only(TestTelephone telephone) {
        return Map.of(telephone, TELEPHONES.get(telephone));
    }

    private static CheckResult of(List<CheckResult> results, String id) {
        return results.stream().filter(result -> result.id().equals(id)).findFirst().orElseThrow();
    }

    private static List<String> failed(List<CheckResult> results) {
        return results.stream().filter(result -> result.verdict() == Verdict.FAILED).map(CheckResult::id).toList();
    }
}
