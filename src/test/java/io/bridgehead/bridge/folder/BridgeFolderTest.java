package io.bridgehead.bridge.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.http.PartnerRoutes;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.test.Feature;
import io.bridgehead.test.PartnerBridge;

/** Files come, change and go while everything runs. */
class BridgeFolderTest {

    private static final BridgeCommand END = new BridgeCommand.End("c1");

    @TempDir
    Path directory;

    private final PartnerBridge partner = new PartnerBridge();
    private PartnerRoutes routes;
    private BridgeFolder folder;
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void start() throws Exception {
        routes = new PartnerRoutes(InetAddress::isLoopbackAddress, Set.of("embedded"));
        routes.camel.getRegistry().bind("bridgeContract", new BridgeContractSteps(new ObjectMapper(), routes.conferences()));
        folder = new BridgeFolder(directory,
                new BridgeFileCheck(Set.of("embedded"), key -> Optional.empty(), InetAddress::isLoopbackAddress),
                new BridgeRoutes(routes.camel, routes.catalog, routes.bridges), () -> now);
    }

    @AfterEach
    void stop() {
        routes.close();
        partner.close();
    }

    private void drop(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        folder.look();
        folder.look();
    }

    private static String templated(String url) {
        return BridgeFileCheckTest.TEMPLATED.replace("https://bridge.acme.example/api/", url).replace("{{acme.secret}}",
                PartnerBridge.SECRET);
    }

    @Test
    void aFileThatComesTakesCommandsAndOneThatGoesDoesNot() throws Exception {
        drop("acme.yaml", templated(partner.url()));

        assertThat(routes.catalog.available("acme")).isTrue();
        routes.send(END);
        assertThat(partner.requests()).containsExactly("PUT /api/commands/c1.end");

        Files.delete(directory.resolve("acme.yaml"));
        folder.look();
        assertThat(routes.catalog.available("acme")).isFalse();
        assertThatThrownBy(() -> routes.catalog.endpoint("acme")).isInstanceOf(BridgeUnavailableException.class);
        assertThat(routes.camel.getRoute("bridge-acme")).isNull();

        drop("acme.yaml", templated(partner.url()));
        routes.send(END);
        assertThat(partner.requests()).hasSize(2);
    }

    @Test
    void aFileIsNotTakenWhileItIsBeingWritten() throws Exception {
        Path file = directory.resolve("acme.yaml");
        Files.writeString(file, "- templatedRoute:\n");
        folder.look();
        Files.writeString(file, templated(partner.url()));
        folder.look();
        assertThat(folder.refused()).isEmpty();
        assertThat(folder.inUse()).isZero();

        folder.look();
        assertThat(folder.inUse()).isEqualTo(1);
    }

    @Test
    void aChangedFileChangesTheBridge() throws Exception {
        drop("acme.yaml", templated("http://127.0.0.1:1/"));
        assertThatThrownBy(() -> routes.send(END)).isInstanceOf(IOException.class);

        drop("acme.yaml", templated(partner.url()));
        routes.send(END);
        assertThat(partner.commands()).hasSize(1);
    }

    @Test
    void aWrongFileIsRefusedAndNothingElseStops() throws Exception {
        drop("acme.yaml", templated(partner.url()));
        drop("wrong.yaml", templated(partner.url()).replace("patience", "patients"));
        drop("acme.yaml", templated(partner.url()).replace("http-bridge", "htp-bridge"));

        assertThat(folder.refused()).containsOnlyKeys("wrong.yaml", "acme.yaml");
        assertThat(folder.refused().get("wrong.yaml")).startsWith("line 8: there is no parameter patients");
        routes.send(END);
        assertThat(partner.commands()).as("it goes on as it was").hasSize(1);
        assertThat(routes.catalog.bridges()).containsExactlyInAnyOrder("embedded", "acme");

        drop("wrong.yaml", templated(partner.url()));
        Files.delete(directory.resolve("acme.yaml"));
        folder.look();
        assertThat(folder.refused()).isEmpty();
    }

    @Test
    void routesOfItsOwnAreLoadedAndRemoved() throws Exception {
        String own = BridgeFileCheckTest.OWN.replace("bridge-https://acme.example/rpc", "bridge-" + partner.url());
        drop("acme.yaml", own);

        assertThat(folder.refused()).isEmpty();
        assertThatThrownBy(() -> routes.send(END)).as("it does not sign").isNotNull();
        assertThat(partner.requests()).containsExactly("POST /api");
        assertThat(routes.camel.getRoute("bridge-acme.call")).isNotNull();
        Files.delete(directory.resolve("acme.yaml"));
        folder.look();
        assertThat(routes.camel.getRoute("bridge-acme.call")).isNull();
    }

    @Test
    @Feature({ "A046", "A135" })
    void routesOfItsOwnCanSayThatTheBridgeIsUnavailable() throws Exception {
        String own = BridgeFileCheckTest.OWN.replace("bridge-https://acme.example/rpc", "bridge-" + partner.url())
                .replaceFirst("(?s)steps:\n.*", """
                        steps:
                                - throwException:
                                    exceptionType: io.bridgehead.conference.BridgeUnavailableException
                                    message: The switch is being maintained
                        """);
        drop("acme.yaml", own);
        assertThat(folder.refused()).isEmpty();
        assertThatThrownBy(() -> routes.send(END)).isInstanceOf(BridgeUnavailableException.class)
                .hasMessage("The switch is being maintained");

        drop("acme.yaml", own.replaceFirst(" *message: .*\n", ""));
        assertThat(folder.refused()).isEmpty();
        assertThatThrownBy(() -> routes.send(END)).isInstanceOf(BridgeUnavailableException.class)
                .hasMessage("The conference bridge cannot be reached.");
    }

    @Test
    @Feature("A135")
    void conferencesOfABridgeWhoseFileStaysAwayEnd() throws Exception {
        drop("acme.yaml", templated(partner.url()));
        Files.delete(directory.resolve("acme.yaml"));
        folder.look();
        now = now.plus(BridgeFolder.REPLACED_WITHIN);
        folder.look();
        assertThat(routes.ended()).as("the file may be on its way").isEmpty();

        now = now.plusMillis(1);
        folder.look();
        folder.look();
        assertThat(routes.ended()).containsExactly("acme");
    }

    @Test
    void aFileThatIsReplacedEndsNothing() throws Exception {
        drop("acme.yaml", templated(partner.url()));
        Files.delete(directory.resolve("acme.yaml"));
        folder.look();
        drop("acme.yaml", templated(partner.url()));

        now = now.plus(BridgeFolder.REPLACED_WITHIN).plusMillis(1);
        folder.look();
        assertThat(routes.ended()).isEmpty();
        routes.send(END);
    }

    @Test
    void aFolderThatVanishesPlugsNothingOut() throws Exception {
        drop("acme.yaml", templated(partner.url()));
        Files.delete(directory.resolve("acme.yaml"));
        Files.delete(directory);
        folder.look();

        assertThat(routes.catalog.available("acme")).isTrue();
        Files.createDirectory(directory);
        folder.look();
        assertThat(routes.catalog.available("acme")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "httpMethod: POST|responseTimeout: soon|line 20: Camel cannot make its routes: For input string",
            "${body} contains 'dial'|${body.foo(|line 15: Camel cannot make its routes: ",
            "[log: calls]|[setBody: {simpl: x}]|line 27: Camel cannot make its routes: Unsupported field: simpl",
            "[log: calls]|[]|line 24: Camel cannot make its routes: Route bridge-acme.call has no" })
    void whatCamelRefusesIsNamedWithItsLine(String right, String wrong, String reason) throws Exception {
        String own = BridgeFileCheckTest.OWN.replace("bridge-https://acme.example/rpc", "bridge-" + partner.url())
                .replaceFirst("steps:\n *- log: \"calls\"", "steps: [log: calls]");
        String text = own.replace(right, wrong);
        assertThat(text).isNotEqualTo(own);
        drop("acme.yaml", text);

        assertThat(folder.refused().get("acme.yaml")).startsWith(reason);
        assertThat(routes.camel.getRoute("bridge-acme")).isNull();
        assertThat(routes.catalog.available("acme")).isFalse();
    }

    @Test
    void aFolderThatIsNotThereHoldsNoBridges() {
        BridgeFolder nowhere = new BridgeFolder(directory.resolve("none"),
                new BridgeFileCheck(Set.of(), key -> Optional.empty(), address -> false),
                new BridgeRoutes(routes.camel, routes.catalog, routes.bridges), () -> now);

        nowhere.open();

        assertThat(nowhere.inUse()).isZero();
    }
}
