package io.bridgehead.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The measuring tools measured. */
class ToolsTest {

    @ParameterizedTest
    @CsvSource({ "MD5, 500a377cd53f409a9ab4d080bdb20f40",
            "SHA-256, 8454ee0706f0ac8f047064e256de5111b21fee5d0538859af4faf5357bc13bbe" })
    void answerAChallengeAsComputedElsewhere(String algorithm, String response) {
        assertThat(
                DigestAnswer.to("Digest realm=\"example.test\", nonce=\"abc==\", qop=\"auth\", algorithm=" + algorithm, "carol",
                        "demo", "MESSAGE", "sip:conference@example.test"))
                .contains("algorithm=" + algorithm, "nonce=\"abc==\"", "response=\"" + response + "\"");
    }

    @Test
    void readTheRosterLine() {
        String line = "          [ Carol: in the call | Bob: ringing ]";

        assertThat(Client.stateIn(line, "Carol")).isEqualTo("in the call");
        assertThat(Client.stateIn(line, "Bob")).isEqualTo("ringing");
        assertThat(Client.stateIn(line, "ob")).isNull();
        assertThat(Client.stateIn("12:00:00  Bob  ringing", "Bob")).isNull();
    }

    @Test
    void readElementsWhateverTheirPrefix() {
        assertThat(Soap.text("<a:x xmlns:a=\"u\"><a:id>c1</a:id></a:x>", "id")).isEqualTo("c1");
        assertThat(Soap.text("<x><conferenceId>c2</conferenceId></x>", "conferenceId")).isEqualTo("c2");
        assertThat(Soap.text("<x/>", "id")).isEmpty();
    }

    @Test
    void copyTheHeadersOfARequestIntoItsResponse() {
        SipText request = SipText.parse("INVITE sip:b@h SIP/2.0\r\nVia: one\r\nVia: two\r\nFrom: <sip:a@h>;tag=1\r\n"
                + "To: <sip:b@h>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n\r\nbody");

        SipText response = SipText.parse(request.response("486 Busy Here", "t", "", ""));

        assertThat(response.status()).isEqualTo(486);
        assertThat(response.headers("via")).containsExactly("one", "two");
        assertThat(response.header("To")).isEqualTo("<sip:b@h>;tag=t");
        assertThat(response.method()).isEqualTo("INVITE");
    }

    @Test
    void giveAJavaProductItsSettingsBeforeTheJar() {
        List<String> command = Product.commandLine(Map.of("a.b", "c"), List.of("log", "c1"));

        assertThat(command).endsWith("log", "c1");
        assertThat(command).contains("-Da.b=c");
    }

    @Test
    void showTheOutputOfAProcessThatDidNotSayWhatWasAwaited() {
        try (RunningProcess process = RunningProcess.start(new ProcessBuilder("sh", "-c", "echo first; echo last"))) {
            assertThat(process.await(0, "last", "last"::equals, 5)).isEqualTo("last");
            assertThatThrownBy(() -> process.await(0, "never", "never"::equals, 5)).hasMessageContaining("first\nlast");
        }
    }

    @Test
    void talkToAProcessAndEndIt() {
        RunningProcess process = RunningProcess.start(new ProcessBuilder("cat"));
        process.write("hello");
        process.await(0, "echo", "hello"::equals, 5);

        process.kill9();

        assertThat(process.exitCode(5)).isEqualTo(128 + 9);
    }
}
