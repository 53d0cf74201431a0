package io.bridgehead.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTableTest {

    private final FeatureTable table = new FeatureTable(FeatureTable.Kind.FEATURES,
            List.of("# heading", "A001\tS0-cl1\tCLI\tStarts | ends", "A002\tS0-cl2\tGW\tConverts"));

    @TempDir
    Path directory;

    @Test
    void namesTheTestsThatProveAFeatureInOrder() {
        table.prove("A001", "io.bridgehead.b.SecondTest", "works");
        table.prove("A001", "io.bridgehead.z.FirstTest", "works");

        assertThat(table.text()).contains("1 of 2 features are proven")
                .contains("| A001 | Starts \\| ends | CLI | S0-cl1 | `FirstTest.works`<br>`SecondTest.works` |\n")
                .endsWith("| A002 | Converts | GW | S0-cl2 |  |\n");
    }

    @Test
    void refusesANumberThatIsNoFeature() {
        assertThatThrownBy(() -> table.prove("A999", "io.bridgehead.XTest", "works")).hasMessageContaining("XTest.works")
                .hasMessageContaining("A999");
    }

    @Test
    void forgetsRecordsOfClassesThatNoLongerExist() throws IOException {
        Files.createDirectories(directory.resolve("classes/io"));
        Files.createFile(directory.resolve("classes/io/NewTest.class"));
        Files.writeString(directory.resolve("io.NewTest.json"), "{\"a\":[\"A002\"]}");
        Files.writeString(directory.resolve("io.OldTest.json"), "{\"a\":[\"A001\"]}");

        table.read(directory, directory.resolve("classes"));

        assertThat(table.text()).contains("`NewTest.a`").doesNotContain("OldTest");
    }

    @Test
    void keepsFeaturesAndThreatsApart() throws IOException {
        Files.createDirectories(directory.resolve("classes/io"));
        Files.createFile(directory.resolve("classes/io/NewTest.class"));
        Files.writeString(directory.resolve("io.NewTest.json"), "{\"a\":[\"A002\",\"T01\"]}");
        FeatureTable threats = new FeatureTable(FeatureTable.Kind.THREATS, List.of("T01\tus\tSIP\tA stranger asks"));

        table.read(directory, directory.resolve("classes"));
        threats.read(directory, directory.resolve("classes"));

        assertThat(table.text()).contains("1 of 2 features", "`NewTest.a`").doesNotContain("T01");
        assertThat(threats.text()).contains("1 of 1 threats").endsWith("| T01 | A stranger asks | SIP | us | `NewTest.a` |\n");
    }
}
