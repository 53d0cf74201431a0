package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bridgehead.im.Binding;

class ProcessClaimTest {

    @Test
    void letsOneProcessServeFromEmbeddedData(@TempDir Path data) {
        ProcessClaim one = ProcessClaim.ofFile(data.resolve("lock"));

        assertThatThrownBy(() -> ProcessClaim.ofFile(data.resolve("lock"))).isInstanceOf(ProcessRunsException.class)
                .hasMessageContaining("bridgehead.data-dir");
        one.close();
        ProcessClaim.ofFile(data.resolve("lock")).close();
    }

    @Test
    void letsOneProcessServeUnderAName() {
        Assumptions.assumeTrue(PostgresServer.isInstalled());
        try (PostgresServer server = PostgresServer.start(); TestDatabase test = TestDatabase.postgresql(server)) {
            ProcessClaim one = ProcessClaim.ofName(test.source(), "one");

            assertThatThrownBy(() -> ProcessClaim.ofName(test.source(), "one")).isInstanceOf(ProcessRunsException.class)
                    .hasMessageContaining("bridgehead.process-name");
            ProcessClaim.ofName(test.source(), "two").close();
            one.close();
            ProcessClaim.ofName(test.source(), "one").close();
        }
    }

    @DatabaseTest
    void leavesTheDevicesOfOtherProcessesAlone(TestDatabase test) {
        SqlLocationStore one = new SqlLocationStore(test.open(), "one", null);
        SqlLocationStore two = new SqlLocationStore(test.open(), "two", null);
        one.replace("bob@example.com", List.of(device("sip:bob@one", true)));
        two.replace("bob@example.com", List.of(device("sip:bob@two", true), device("sip:bob@closed", false)));

        assertThat(two.recover(Instant.EPOCH)).extracting(Binding::contact).containsExactly("sip:bob@two");
        two.replace("bob@example.com", List.of());
        assertThat(one.recover(Instant.EPOCH)).extracting(Binding::contact).containsExactly("sip:bob@one");
    }

    @DatabaseTest
    void saysWhichOtherProcessesSomebodyHasRegisteredWith(TestDatabase test) {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        SqlLocationStore one = new SqlLocationStore(test.open(), "one", "tcp://192.0.2.1:5060");
        SqlLocationStore two = new SqlLocationStore(test.open(), "two", "tcp://192.0.2.2:5060");
        SqlLocationStore withoutAddress = new SqlLocationStore(test.open(), "three", null);
        one.replace("bob@example.com", List.of(device("sip:bob@one", true)));
        two.replace("bob@example.com", List.of(device("sip:bob@two", true), device("sip:bob@closed", false)));
        withoutAddress.replace("bob@example.com", List.of(device("sip:bob@three", true)));

        assertThat(one.elsewhere("bob@example.com", now)).containsExactly("tcp://192.0.2.2:5060");
        assertThat(two.elsewhere("bob@example.com", now)).containsExactly("tcp://192.0.2.1:5060");
        assertThat(one.elsewhere("alice@example.com", now)).isEmpty();
        assertThat(one.elsewhere("bob@example.com", Instant.parse("2036-01-01T00:00:00Z"))).isEmpty();
    }

    private static Binding device(String contact, boolean lasting) {
        return new Binding("bob@example.com", contact, null, 0, "call", 1, 1000, "flow", lasting, List.of(), null,
                Instant.parse("2036-01-01T00:00:00Z"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed(@TempDir Path data) throws Exception {
        Path notAFile = Files.createDirectory(data.resolve("lock"));

        assertThatThrownBy(() -> ProcessClaim.ofFile(notAFile)).isInstanceOf(StoreException.class)
                .hasMessage("Cannot write into " + data);
    }
}
