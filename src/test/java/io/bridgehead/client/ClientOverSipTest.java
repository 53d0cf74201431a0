package io.bridgehead.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;
import io.bridgehead.test.TestAuthority;

import picocli.CommandLine;

/** The whole client over real sockets against a server in the same process. */
@Timeout(60)
class ClientOverSipTest {

    @TempDir
    static Path folder;

    private static TestAuthority authority;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void makeAuthority() {
        authority = new TestAuthority(folder);
    }

    private int run(MiniServer server, String typed, String password, String... arguments) {
        return run(server.address(), typed, password, arguments);
    }

    private int run(Destination server, String typed, String password, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--server=127.0.0.1:" + server.port() + ";transport=" + server.transport(),
                "--user=carol", "--domain=" + MiniServer.DOMAIN, "--password=" + password));
        if (server.transport().isSecure()) {
            all.add("--ca=" + authority.authority());
        }
        all.addAll(List.of(arguments));
        CommandLine.IFactory factory = new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == StartCommand.class
                        ? type.cast(new StartCommand(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8))))
                        : CommandLine.defaultFactory().create(type);
            }
        };
        return new CommandLine(new ClientCommand(UserAgentLine::new, Map.of()), factory).setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out)).execute(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(value = SipTransport.class, names = { "TCP", "UDP", "TLS", "WS", "WSS" })
    @Feature({ "A003", "A006", "A020", "A039", "A087" })
    void registersStartsAConferenceAndEndsIt(SipTransport transport) {
        try (MiniServer server = new MiniServer(transport, authority)) {
            int code = run(server, "end\n", "demo", "start", "bob");
            assertThat(out.toString()).contains("Conference c1 is under way", "[ Carol: in the call ]",
                    "Conference c1 has ended");
            assertThat(code).isEqualTo(Outcome.OK.code());
            assertThat(server.commands).hasSize(2);
        }
    }

    @Test
    void whoLeavesHasNotLostTheConnection() {
        AtomicInteger lost = new AtomicInteger();
        try (MiniServer server = new MiniServer(SipTransport.TCP, authority)) {
            UserAgentLine line = new UserAgentLine(
                    new ClientSettings("carol", MiniServer.DOMAIN, "demo", server.address(), null));
            line.register(new SipLine.Receiver() {
                @Override
                public void received(SipLine.Incoming message) {
                }

                @Override
                public void lost() {
                    lost.incrementAndGet();
                }
            });
            line.close();
        }
        assertThat(lost).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(value = SipTransport.class, names = { "TCP", "UDP" })
    void saysThatThePasswordIsWrong(SipTransport transport) {
        try (MiniServer server = new MiniServer(transport, authority)) {
            assertThat(run(server, "", "wrong", "start", "bob")).isEqualTo(Outcome.NOT_AUTHORISED.code());
            assertThat(out.toString()).contains("does not accept the password, for carol@bridgehead.local");
            assertThat(server.commands).isEmpty();
        }
    }

    @Test
    void speaksToNoServerWhoseCertificateIsOfAnAuthorityItDoesNotKnow(@TempDir Path elsewhere) {
        try (MiniServer server = new MiniServer(SipTransport.TLS, new TestAuthority(elsewhere))) {
            assertThat(run(server, "", "demo", "message", "bob", "hello")).isEqualTo(Outcome.NO_CONNECTION.code());
        }
    }

    @Test
    void refusesAFileOfAuthoritiesThatIsNone() {
        assertThat(run(new Destination(SipTransport.TCP, "127.0.0.1", 1), "", "demo", "--tls", "--ca=pom.xml", "message", "bob",
                "x")).isNotZero();
    }

    @Test
    void repeatsAnUnansweredCommandWithTheSameMessageId() {
        try (MiniServer server = new MiniServer(SipTransport.TCP, authority).losing(1)) {
            run(server, "end\n", "demo", "start", "bob");
            assertThat(server.commands).hasSize(3);
            assertThat(server.commands.get(1)).isEqualTo(server.commands.get(0));
        }
    }

    @Test
    @Feature("A059")
    void chats() {
        try (MiniServer server = new MiniServer(SipTransport.TCP, authority)) {
            assertThat(run(server, "", "demo", "message", "bob", "Hello")).isZero();
            assertThat(run(server, "", "demo", "message", "dave", "Hello")).isZero();
            assertThat(run(server, "", "demo", "message", "zoe", "Hello")).isEqualTo(Outcome.REFUSED.code());
            assertThat(run(server, "", "wrong", "message", "bob", "Hello")).isEqualTo(Outcome.NOT_AUTHORISED.code());
            assertThat(out.toString()).contains("Delivered to bob", "dave is away", "knows no receiver for sip:zoe@",
                    "The server says: 404 ");
        }
    }

    @Test
    void saysThatThereIsNoServer() {
        Destination gone;
        try (MiniServer server = new MiniServer(SipTransport.TCP, authority)) {
            gone = server.address();
        }
        assertThat(run(gone, "", "demo", "start", "bob")).isEqualTo(Outcome.NO_CONNECTION.code());
        assertThat(out.toString()).contains("No connection");
    }
}
