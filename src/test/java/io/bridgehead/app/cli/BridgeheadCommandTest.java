package io.bridgehead.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.app.cli.BridgeheadCommand.Needs;
import io.bridgehead.bridge.conformance.EventRecorder;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.im.Account;
import io.bridgehead.im.AccountStore;
import io.bridgehead.im.Accounts;
import io.bridgehead.messagelog.Hop;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.messagelog.Selection;
import io.bridgehead.messagelog.Status;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.test.Feature;

class BridgeheadCommandTest {

    private final InputStream standardInput = System.in;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Accounts accounts = new Accounts(new MemoryStore(), "example.org", InstantSource.system());
    private final List<LoggedMessage> rows = new ArrayList<>();
    private final MemoryReadings readings = new MemoryReadings();
    private Selection selection;
    private boolean working = true;
    private int served;

    private int run(String... arguments) {
        return BridgeheadCommand.commandLine(() -> {
            served++;
            return 0;
        }, () -> accounts, this::log, () -> readings, this::check).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private int check(String bridge, CheckedBridge.Checks checks) {
        if (!bridge.equals("acme")) {
            throw new IllegalArgumentException("There is no bridge " + bridge + ". The configuration has acme.");
        }
        return checks.run(command -> {
            if (!working) {
                throw new BridgeUnavailableException();
            }
            return null;
        }, new EventRecorder());
    }

    private MessageLog log() {
        return (MessageLog) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { MessageLog.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("export")) {
                        selection = (Selection) arguments[0];
                        @SuppressWarnings("unchecked")
                        Consumer<LoggedMessage> receiver = (Consumer<LoggedMessage>) arguments[1];
                        rows.forEach(receiver);
                        return (long) rows.size();
                    }
                    return arguments[0].equals("c1") || method.getName().equals("findRefused") ? rows : List.of();
                });
    }

    private void typing(String text) {
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void giveStandardInputBack() {
        System.setIn(standardInput);
    }

    @Test
    @Feature("A046")
    void aSimulatorSaysWhatIsWrongWithItsOptions(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("sim.secret"), "short");
        String[] good = { "bridge", "simulate", "--port", "0", "--secret-file", secret.toString(), "--report-to",
                "http://127.0.0.1/bridges/sim/events" };
        assertThat(BridgeheadCommand.needs(good)).isEqualTo(Needs.NOTHING);

        assertThat(run(good)).isEqualTo(1);
        assertThat(err.toString()).contains("A secret needs at least 32 characters");
        assertThat(run(with(good, "--behaviour", "rude"))).isEqualTo(2);
        assertThat(err.toString()).contains("out-of-order");
        assertThat(run(with(good, "--pace", "-1"))).isEqualTo(2);
        assertThat(err.toString()).contains("--pace takes 0 to 600000");
        Files.writeString(secret, "a secret of at least thirty-two characters");
        assertThat(run(with(good, "--trust", folder.resolve("none.pem").toString()))).isEqualTo(2);
        assertThat(err.toString()).contains("--trust: there is no such file");
        assertThat(run(with(good, "--trust", secret.toString()))).isEqualTo(2);
        assertThat(err.toString()).contains("sim.secret has no certificate that can be read. It must be PEM");
        assertThat(run("bridge", "simulate", "--port", "0", "--secret-file", "none", "--report-to", "acme")).isEqualTo(2);
        assertThat(err.toString()).contains("--report-to takes an address with http or https");
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void servesByDefaultAndWhenToldTo() {
        assertThat(run()).isZero();
        assertThat(run("serve")).isZero();
        assertThat(served).isEqualTo(2);
    }

    @Test
    void knowsWhatEachCommandNeeds() {
        assertThat(BridgeheadCommand.needs()).isEqualTo(Needs.SERVER);
        assertThat(BridgeheadCommand.needs("serve")).isEqualTo(Needs.SERVER);
        assertThat(BridgeheadCommand.needs("account", "list")).isEqualTo(Needs.DATABASE);
        assertThat(BridgeheadCommand.needs("log", "c1", "--json")).isEqualTo(Needs.DATABASE);
        assertThat(BridgeheadCommand.needs("client", "--user", "carol", "start", "bob")).isEqualTo(Needs.NOTHING);
        assertThat(BridgeheadCommand.needs("--help")).isEqualTo(Needs.NOTHING);
        assertThat(BridgeheadCommand.needs("account", "add", "--help")).isEqualTo(Needs.NOTHING);
        assertThat(BridgeheadCommand.needs("log", "--help")).isEqualTo(Needs.NOTHING);
        assertThat(BridgeheadCommand.needs("dance")).isEqualTo(Needs.NOTHING);
        assertThat(served).isZero();
    }

    @Test
    void addsAnAccountWithAPasswordFromStandardInput() {
        typing("secret\n");
        assertThat(run("account", "add", "bob", "--name", "Bob B.", "--password-stdin")).isZero();
        assertThat(accounts.verifyPassword("bob", "secret")).isTrue();
        assertThat(out.toString() + err).contains("Added bob").doesNotContain("secret");
    }

    @Test
    void warnsOfAPasswordOnTheCommandLine() {
        assertThat(run("account", "add", "bob", "--password", "demo")).isZero();
        assertThat(err.toString()).contains("Warning").doesNotContain("demo");
    }

    @Test
    void changesAndRemovesAndLists() {
        run("account", "add", "bob", "--password", "old");
        run("account", "add", "conference", "--password", "x", "--service");
        typing("new\n");
        assertThat(run("account", "password", "bob", "--password-stdin")).isZero();
        assertThat(accounts.verifyPassword("bob", "new")).isTrue();
        run("account", "list");
        assertThat(out.toString()).containsPattern("bob +user +bob").containsPattern("conference +service");
        assertThat(run("account", "remove", "bob")).isZero();
        assertThat(run("account", "remove", "bob")).isEqualTo(AccountCommand.NOT_DONE);
        assertThat(err.toString()).contains("There is no user bob. Nothing was changed.");
    }

    @Test
    void refusesAnEmptyPasswordAndAWrongName() {
        typing("");
        assertThat(run("account", "add", "bob", "--password-stdin")).isEqualTo(2);
        assertThat(run("account", "add", "b b", "--password", "x")).isEqualTo(AccountCommand.NOT_DONE);
        assertThat(accounts.list()).isEmpty();
    }

    @Test
    void saysWhatCommandsThereAre() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("serve", "client", "account", "log");
    }

    @Test
    void showsAConferencesLogAsTextAndAsJson() {
        LogEntry entry = LogEntry.sip("carol@example.org", "conference@example.org", "id", 1, new byte[0])
                .withOperation("createConference", null).withTime(Instant.parse("2026-01-31T12:00:00Z"));
        rows.add(new LoggedMessage(1, entry, Status.DELIVERED, Optional.of(entry.time()), Optional.of(200)));
        assertThat(run("log", "c1")).isZero();
        assertThat(out.toString()).contains(" 402 ", " 404 ");
        assertThat(run("log", "c1", "--json")).isZero();
        assertThat(out.toString()).contains("{\"op\":\"402\"");
    }

    @Test
    void showsWhatWasRefusedAndWhy() {
        byte[] raw = SoapWriter.fault(SoapVersion.SOAP_1_2, Optional.of("m2"),
                new SoapFault(SoapFault.Side.SENDER, "invalid-number", "+4930123456 is no number.", "Correct it."));
        LogEntry away = LogEntry.sip("carol@example.org", "nobody\u001b[2J@example.org", "id", 1, new byte[0]);
        LogEntry fault = LogEntry.of(Hop.WEBSERVICE_ANSWER, "createConferenceFault", raw).withMessageId("m2")
                .withParties("conference-service", "dave@example.org");
        rows.add(new LoggedMessage(2, fault, Status.DELIVERED, Optional.empty(), Optional.of(400)));
        rows.add(new LoggedMessage(1, away, Status.FAILED, Optional.of(away.time()), Optional.of(404)));

        assertThat(run("log", "--refused", "--since", "30m")).isZero();
        assertThat(out.toString().lines()).satisfiesExactly(
                line -> assertThat(line).containsSubsequence(" 404 ", "carol@example.org", "message", "to nobody")
                        .doesNotContain("\u001b"),
                line -> assertThat(line).containsSubsequence(" invalid-number ", "dave@example.org", "createConferenceFault",
                        "56 is no number").doesNotContain("30123456"));
        run("log", "--refused", "--json");
        assertThat(out.toString()).contains("\"code\":\"404\",\"user\":\"carol@example.org\"", "\"status\":\"failed\"");
        assertThat(run("log", "--refused", "--since", "soon")).isEqualTo(2);
        assertThat(run("log", "c1", "--refused")).isEqualTo(2);
    }

    @Test
    void saysThatAConferenceIsUnknown() {
        assertThat(run("log", "c9")).isEqualTo(LogCommand.NOT_FOUND);
        assertThat(err.toString()).contains("c9");
    }

    @Test
    void checksABridgeAndTellsWhatCouldNotBeTried() {
        assertThat(run("bridge", "check", "acme")).isZero();
        assertThat(out.toString()).contains("Conformance of bridge acme", "not tried  busy", "needs --busy ADDRESS",
                "passed     end-unknown", " 0 failed, ");
    }

    @Test
    void aCheckThatFailsIsTheExitCode() {
        working = false;
        assertThat(run("bridge", "check", "acme", "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"seen\" : \"the bridge is unavailable\"").startsWith("{");
    }

    @Test
    void saysWhichBridgesThereAre() {
        assertThat(run("bridge", "check", "acne")).isEqualTo(3);
        assertThat(err.toString()).contains("There is no bridge acne. The configuration has acme.");
    }

    @Test
    void onlyTheCheckOfABridgeStartsOne() {
        assertThat(BridgeheadCommand.needs("bridge", "check", "acme")).isEqualTo(Needs.CHECKED_BRIDGE);
        assertThat(BridgeheadCommand.checkedBridge("bridge", "check", "--busy", "sip:b@x", "acme")).isEqualTo("acme");
        assertThat(BridgeheadCommand.needs("bridge", "check", "--help")).isEqualTo(Needs.NOTHING);
        assertThat(BridgeheadCommand.needs("bridge")).isEqualTo(Needs.NOTHING);
    }

    private static final class MemoryStore implements AccountStore {

        private final Map<String, Account> accounts = new TreeMap<>();

        @Override
        public Optional<Account> find(String user) {
            return Optional.ofNullable(accounts.get(user));
        }

        @Override
        public boolean add(Account account) {
            return accounts.putIfAbsent(account.user(), account) == null;
        }

        @Override
        public boolean change(Account account) {
            return accounts.replace(account.user(), account) != null;
        }

        @Override
        public boolean remove(String user) {
            return accounts.remove(user) != null;
        }

        @Override
        public List<Account> list() {
            return List.copyOf(accounts.values());
        }
    }

    @Test
    @Feature("A192")
    void exportsWholeMessagesAsJsonAndNotesWhoReadThem() {
        byte[] raw = "MESSAGE sip:bob@example.org SIP/2.0\r\nContent-Length: 5\r\n\r\nHello".getBytes(StandardCharsets.UTF_8);
        rows.add(new LoggedMessage(7, LogEntry.sip("alice@example.org", "bob@example.org", "call-1", 1, raw), Status.DELIVERED,
                Optional.empty(), Optional.of(200)));

        assertThat(run("log", "export", "--between", "alice@example.org", "bob@example.org", "--from", "2026-05-01")).isZero();

        assertThat(selection.other()).isEqualTo("bob@example.org");
        assertThat(out.toString()).contains("\"row\":7", "\"from\":\"alice@example.org\"", "\"status\":\"delivered\"",
                "\"code\":200", "\"raw\":\"").hasLineCount(1);
        assertThat(readings.newest(1)).singleElement().satisfies(reading -> {
            assertThat(reading.reader()).contains(System.getProperty("user.name"));
            assertThat(reading.subject()).isEqualTo("export of messages between alice@example.org and bob@example.org");
            assertThat(reading.rows()).isEqualTo(1);
        });
    }

    @Test
    void saysThatThereIsNothingToExport() {
        assertThat(run("log", "export", "--conference", "c9")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("The log has nothing about conference c9.");
    }

    @Test
    @Feature("A192")
    void showsWhoHasReadTheLog() {
        run("log", "--refused");

        assertThat(run("log", "readings")).isZero();

        assertThat(out.toString()).contains("command line", "what was refused since", "0 messages");
    }

    @Test
    void saysInTwoLinesWhatIsWrongAboutACommandLine() {
        assertThat(run("client", "start", "--policy")).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("Missing required parameter for option '--policy' (KEY=VALUE)",
                "Type \"bridgehead client start --help\" for all it takes.");
    }

    @Test
    void saysWhatLogCanShow() {
        assertThat(run("log")).isEqualTo(2);
        assertThat(err.toString()).contains("a conference's id, --refused, export or readings");
    }
}
