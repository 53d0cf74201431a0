package io.bridgehead.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.test.Feature;

import picocli.CommandLine;

@Timeout(20)
class ClientCommandTest {

    private final FakeLine line = new FakeLine();
    private final StringWriter out = new StringWriter();
    private final List<ClientSettings> asked = new ArrayList<>();
    private Map<String, String> environment = Map.of("BRIDGEHEAD_PASSWORD", "from-environment");
    private String typed = "";

    private int run(String... arguments) {
        ClientCommand client = new ClientCommand(settings -> {
            asked.add(settings);
            return line;
        }, environment);
        CommandLine.IFactory factory = new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == StartCommand.class
                        ? type.cast(new StartCommand(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8))))
                        : CommandLine.defaultFactory().create(type);
            }
        };
        return new CommandLine(client, factory).setOut(new PrintWriter(out)).setErr(new PrintWriter(out))
                .execute(arguments);
    }

    private String shown() {
        return out.toString();
    }

    @Test
    @Feature({ "A001", "A003" })
    void startsAConferenceShowsItAndEndsIt() {
        typed = "end\n";
        int code = run("--user", "carol", "start", "--me", "Carol <tel:+4930123456>", "bob");
        assertThat(shown()).contains("Conference c1 is under way").contains("has ended");
        assertThat(code).isEqualTo(Outcome.OK.code());
        assertThat(line.receivers).containsOnly("sip:conference@bridgehead.local");
        assertThat(new String(line.sent.get(0), StandardCharsets.UTF_8)).contains("tel:+4930123456",
                "sip:bob@bridgehead.local");
        assertThat(line.closed).isTrue();
    }

    @Test
    @Feature("A001")
    void refusesAConferenceOfFewerThanTwoAndSendsNothing() {
        assertThat(run("--user", "carol", "start")).isEqualTo(Outcome.REFUSED_HERE.code());
        assertThat(run("--user", "carol", "start", "carol")).isEqualTo(Outcome.REFUSED_HERE.code());
        assertThat(shown()).contains("needs two people");
        assertThat(line.sent).isEmpty();
    }

    @Test
    void sendsItAnywayWhenToldTo() {
        line.fault = true;
        assertThat(run("--user", "carol", "start", "--no-check")).isEqualTo(Outcome.FAULT.code());
        assertThat(line.sent).hasSize(1);
        assertThat(shown()).contains("You may not. Ask the operator.");
    }

    @Test
    @Feature("A002")
    void callsOnePartyOnly() {
        line.fault = true;
        run("--user", "carol", "start", "bob");
        assertThat(line.sent).hasSize(1);
    }

    @Test
    void saysWhatToDoAboutAWrongPassword() {
        line.registrationRefusal = 407;
        assertThat(run("--user", "carol", "start", "bob")).isEqualTo(Outcome.NOT_AUTHORISED.code());
        assertThat(shown()).contains("does not accept the password, for carol@bridgehead.local", "account password");
    }

    @Test
    void saysWhatToDoWithoutAConnection() {
        line.registrationRefusal = 0;
        assertThat(run("--user", "carol", "listen")).isEqualTo(Outcome.NO_CONNECTION.code());
        assertThat(shown()).contains("No connection");
    }

    @Test
    void sendsAnUnansweredCommandAgainByteForByte() {
        line.refusals.add(408);
        line.refusals.add(0);
        line.fault = true;
        run("--user", "carol", "start", "bob");
        assertThat(line.sent).hasSize(3);
        assertThat(line.sent.get(1)).isEqualTo(line.sent.get(0));
        assertThat(line.sent.get(2)).isEqualTo(line.sent.get(0));
    }

    @Test
    void doesNotRepeatWhatWasRefused() {
        line.refusals.add(403);
        assertThat(run("--user", "carol", "start", "bob")).isEqualTo(Outcome.NOT_AUTHORISED.code());
        assertThat(line.sent).hasSize(1);
    }

    @Test
    @Feature("A059")
    void sendsAChatMessage() {
        assertThat(run("--user", "carol", "message", "bob", "Hello", "you")).isZero();
        assertThat(line.receivers).containsExactly("sip:bob@bridgehead.local");
        assertThat(new String(line.sent.get(0), StandardCharsets.UTF_8)).isEqualTo("Hello you");
        assertThat(shown()).contains("Delivered to bob");
    }

    @Test
    void saysThatAChatMessageIsKept() {
        line.acceptance = 202;
        run("--user", "carol", "message", "bob", "Hello");
        assertThat(shown()).contains("keeps the message");
    }

    @Test
    void saysThatTheReceiverIsUnknown() {
        line.refusals.add(404);
        assertThat(run("--user", "carol", "message", "zoe", "Hello")).isEqualTo(Outcome.REFUSED.code());
        assertThat(shown()).contains("knows no receiver for sip:zoe@bridgehead.local");
    }

    @Test
    void takesThePasswordFromWhereItIsGiven(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "from-file\nsecond line\n");
        run("--user", "carol", "message", "bob", "x");
        run("--user", "carol", "--password-file", file.toString(), "message", "bob", "x");
        run("--user", "carol", "--password", "demo", "message", "bob", "x");
        assertThat(asked).extracting(ClientSettings::password).containsExactly("from-environment", "from-file", "demo");
        assertThat(asked.toString()).doesNotContain("demo", "from-");
    }

    @Test
    void asksForAPasswordWhereNoneIsGiven() {
        environment = Map.of();
        assertThat(run("--user", "carol", "message", "bob", "x")).isEqualTo(2);
        assertThat(shown()).contains("BRIDGEHEAD_PASSWORD");
    }

    @Test
    void takesServerAndDomainApart() {
        run("--user", "carol", "--server", "sip.example.org:5070;transport=udp", "message", "bob", "x");
        run("--user", "carol", "--server", "10.0.0.1", "--domain", "example.net", "message", "bob", "x");
        run("--user", "carol", "--tls", "--server", "sip.example.org", "message", "bob", "x");
        run("--user", "carol", "--server", "sip.example.org;transport=wss", "message", "bob", "x");
        assertThat(asked).extracting(settings -> settings.address() + " by " + settings.server()).containsExactly(
                "sip:carol@sip.example.org by UDP sip.example.org:5070", "sip:carol@example.net by TCP 10.0.0.1:5060",
                "sip:carol@sip.example.org by TLS sip.example.org:5061",
                "sip:carol@sip.example.org by WSS sip.example.org:443");
    }

    @Test
    void refusesWrongUsageWithAReason() {
        assertThat(run("message", "bob", "x")).isEqualTo(2);
        assertThat(run("--user", "c rol", "message", "bob", "x")).isEqualTo(2);
        assertThat(run("--user", "carol", "--server", "host;transport=pigeon", "message", "bob", "x")).isEqualTo(2);
        assertThat(run("--user", "carol", "start", "http://x")).isEqualTo(2);
        assertThat(run("--user", "carol")).isEqualTo(2);
        assertThat(asked).isEmpty();
    }
}
