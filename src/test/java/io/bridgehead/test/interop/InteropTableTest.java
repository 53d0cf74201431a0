package io.bridgehead.test.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.test.interop.InteropRecord.Row;

class InteropTableTest {

    private final InteropTable table = new InteropTable();

    private static Row row(String client, String transport, String note, String... results) {
        Map<Ability, String> all = new EnumMap<>(Ability.class);
        for (int i = 0; i < results.length; i++) {
            all.put(Ability.values()[i], results[i]);
        }
        return new Row(client, transport, note, all);
    }

    @Test
    void hasARowForEachClientAndTransportInOrderAndAReasonForWhatCannotBe() {
        table.add("FirstIT", List.of(row("zoiper", "UDP", "", "yes", "yes", "yes", "yes", "no"),
                row("baresip", "TCP", "Old.", "yes", "yes", "ends at once", "yes", "yes")));

        assertThat(table.text()).contains("`FirstIT`").contains("""
                | baresip | TCP | yes | yes | cannot [1] | yes | yes |
                | zoiper | UDP | yes | yes | yes | yes | **no** |
                """).contains("[1] The client cannot: ends at once.").endsWith("- **baresip**: Old.\n");
    }

    @Test
    void forgetsRecordsOfClassesThatNoLongerExist(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("io.OldIT.json"), "[{\"client\":\"old\",\"transport\":\"UDP\","
                + "\"note\":\"\",\"results\":{\"SENDS\":\"yes\"}}]");
        table.read(directory, directory);
        assertThat(table.text()).doesNotContain("| old |");

        Files.createDirectory(directory.resolve("io"));
        Files.createFile(directory.resolve("io/OldIT.class"));
        table.read(directory, directory);
        assertThat(table.text()).contains("| old | UDP | **no** | yes |");
    }

    @Test
    void namesTestsThatThereAre() throws IOException {
        String test = Files.readString(Path.of("src/test/java/io/bridgehead/e2e/InteropIT.java"));

        assertThat(Stream.of(Ability.values()).map(Ability::test))
                .allSatisfy(name -> assertThat(test).contains("void " + name + "("));
    }
}
