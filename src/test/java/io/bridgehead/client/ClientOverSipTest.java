package io.bridgehead.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;

import picocli.CommandLine;

/** The whole client over real sockets against a server in the same process. */
@Timeout(60)
class ClientOverSipTest {

    private final StringWriter out = new StringWriter();

    private int run(MiniServer server, String typed, String password, String... arguments) {
        return run(server.address(), typed, password, arguments);
    }

    private int run(Destination server, String typed, String password, String... arguments) {
        String[] all = new String[4 + arguments.length];
        all[0] = "--server=127.0.0.1:" + server.port() + ";transport="
                + server.transport().uriParameter();
        all[1] = "--user=carol";
        all[2] = "--domain=" + MiniServer.DOMAIN;
        all[3] = "--password=" + password;
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        CommandLine.IFactory factory = new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == StartCommand.class
                        ? type.cast(new StartCommand(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8))))
                        : CommandLine.defaultFactory().create(type);
            }
        };
        return new CommandLine(new ClientCommand(UserAgentLine::new, Map.of()), factory).setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out)).execute(all);
    }

    @ParameterizedTest
    @EnumSource(value = SipTransport.class, names = { "TCP", "UDP" })
    @Feature({ "A003", "A006", "A039", "A087" })
    void registersStartsAConferenceAndEndsIt(SipTransport transport) {
        try (MiniServer server = new MiniServer(transport)) {
            int code = run(server, "end\n", "demo", "start", "bob");
            assertThat(out.toString()).contains("Conference c1 is under way", "[ Carol: in the call ]",
                    "Conference c1 has ended");
            assertThat(code).isEqualTo(Outcome.OK.code());
            assertThat(server.commands).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(value = SipTransport.class, names = { "TCP", "UDP" })
    void saysThatThePasswordIsWrong(SipTransport transport) {
        try (MiniServer server = new MiniServer(transport)) {
            assertThat(run(server, "", "wrong", "start", "bob")).isEqualTo(Outcome.NOT_AUTHORISED.code());
            assertThat(out.toString()).contains("does not accept the password, for carol@bridgehead.local");
            assertThat(server.commands).isEmpty();
        }
    }

    @Test
    void repeatsAnUnansweredCommandWithTheSameMessageId() {
        try (MiniServer server = new MiniServer(SipTransport.TCP).losing(1)) {
            run(server, "end\n", "demo", "start", "bob");
            assertThat(server.commands).hasSize(3);
            assertThat(server.commands.get(1)).isEqualTo(server.commands.get(0));
        }
    }

    @Test
    @Feature("A059")
    void chats() {
        try (MiniServer server = new MiniServer(SipTransport.TCP)) {
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
        try (MiniServer server = new MiniServer(SipTransport.TCP)) {
            gone = server.address();
        }
        assertThat(run(gone, "", "demo", "start", "bob")).isEqualTo(Outcome.NO_CONNECTION.code());
        assertThat(out.toString()).contains("No connection");
    }
}
