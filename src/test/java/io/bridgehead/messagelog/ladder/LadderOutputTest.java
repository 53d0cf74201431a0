package io.bridgehead.messagelog.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

class LadderOutputTest {

    private static String text(Rows rows, int width, boolean full) {
        return new LadderText(ZoneOffset.UTC, width, full).print(rows.ladder());
    }

    private static String json(Rows rows, boolean full) {
        StringWriter out = new StringWriter();
        new LadderJson(full).print(rows.ladder(), out);
        return out.toString();
    }

    @Test
    void drawsAnArrowBetweenTheColumnsOfTheTwoParties() {
        String[] lines = text(Rows.running(), 80, false).split("\\R");
        assertThat(lines[0]).isEqualTo("  op  time          client   server   gateway  service  bridge");
        assertThat(lines[1]).startsWith(" 402  12:00:00.000  ")
                .endsWith("o-------->        |        |        |  createConference");
    }

    @Test
    void fitsTheTerminal() {
        for (int width : new int[] { 20, 80, 100, 120, 500 }) {
            assertThat(Arrays.stream(text(Rows.withBob(), width, false).split("\\R")))
                    .allSatisfy(line -> assertThat(line.length()).isBetween(10, Math.max(80, Math.min(120, width))));
        }
    }

    @Test
    void hidesTelephoneNumbersUnlessAskedForAll() {
        Rows rows = new Rows().bridge("dial", "p1 tel:+4930123456");
        assertThat(text(rows, 120, false)).doesNotContain("30123456").contains("tel:*********56");
        assertThat(text(rows, 120, true)).contains("tel:+4930123456");
        assertThat(json(rows, false)).doesNotContain("30123456");
        assertThat(json(rows, true)).contains("tel:+4930123456");
    }

    @Test
    void writesOneJsonObjectALine() {
        assertThat(json(Rows.running(), false).split("\n")).hasSize(15).startsWith(
                "{\"op\":\"402\",\"at\":\"2026-01-31T12:00:00Z\",\"from\":\"client\",\"to\":\"im-server\","
                        + "\"words\":\"createConference\",\"row\":1}");
    }

    @Test
    void escapesWhatMessagesBroughtAlong() {
        Rows rows = new Rows().bridge("dial", "p1 \u001b[2J \"quoted\"");
        assertThat(text(rows, 120, true)).doesNotContain("\u001b");
        assertThat(json(rows, true)).contains("\\\"quoted\\\"").doesNotContain("\u001b");
    }
}
