package io.bridgehead.conference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void takesOutWhatHeadersAndXmlCannotHold() {
        assertThat(PlainText.of(" Eve\r\nX: y\u0000\u001b[31m\uffff\ud83d!")).isEqualTo("Eve X: y [31m !");
        assertThat(PlainText.of(null)).isEmpty();
    }

    @Test
    void keepsAllLanguages() {
        assertThat(PlainText.of("Zoë 李 \ud83d\ude00 <b>&")).isEqualTo("Zoë 李 \ud83d\ude00 <b>&");
    }

    @Test
    void neverCutsACharacterInTwo() {
        assertThat(PlainText.of("x" + "\ud83d\ude00".repeat(200))).hasSize(199).endsWith("\ud83d\ude00");
    }
}
