package io.bridgehead.bridge.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Threat;

/** A bridge's file is right, or refused with line and reason. */
class BridgeFileCheckTest {

    static final String SECRET = "a secret of more than thirty-two characters";
    static final String TEMPLATED = """
            - templatedRoute:
                routeTemplateRef: http-bridge
                parameters:
                  - name: url
                    value: https://bridge.acme.example/api/
                  - name: secret
                    value: "{{acme.secret}}"
                  - name: patience
                    value: 20000
            """;
    static final String OWN = """
            - route:
                id: bridge-acme
                description: Commands for Acme.
                from:
                  uri: direct:bridge-acme
                  steps:
                    - to:
                        uri: bean:bridgeContract
                        parameters:
                          method: toJson
                    - choice:
                        when:
                          - expression:
                              simple:
                                expression: "${body} contains 'dial'"
                            steps:
                              - to:
                                  uri: direct:bridge-acme.call
                    - to:
                        uri: bridge-https://acme.example/rpc
                        parameters:
                          httpMethod: POST
            - route:
                id: bridge-acme.call
                from:
                  uri: direct:bridge-acme.call
                  steps:
                    - log: "calls"
            """;

    private final BridgeFileCheck check = new BridgeFileCheck(Set.of("embedded"),
            key -> Optional.ofNullable(Map.of("acme.secret", SECRET).get(key)),
            address -> address.toString().endsWith("/127.0.0.2"));

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String refusal(String name, String text) throws IOException {
        BridgeFileException refusal = catchThrowableOfType(BridgeFileException.class, () -> check.check(file(name, text)));
        assertThat(refusal).as(text).isNotNull();
        assertThat(refusal.words()).doesNotContain(SECRET);
        return refusal.words();
    }

    @Test
    void anInstanceOfTheTemplateIsRight() throws Exception {
        BridgePlan plan = check.check(file("acme.yaml", TEMPLATED));

        assertThat(plan.parameters()).isEqualTo(Map.of("name", "acme", "url", "https://bridge.acme.example/api"));
        assertThat(plan.secrets()).containsExactly(SECRET);
        assertThat(plan.patience()).isEqualTo(Duration.ofSeconds(20));
        assertThat(plan.routes()).containsExactly("bridge-acme");
        assertThat(plan).asString().doesNotContain(SECRET);
    }

    @Test
    void routesOfItsOwnAreRight() throws Exception {
        BridgePlan plan = check.check(file("acme.yaml", OWN));

        assertThat(plan.templated()).isFalse();
        assertThat(plan.routes()).containsExactly("bridge-acme", "bridge-acme.call");
        assertThat(plan.secrets()).isEmpty();
    }

    @Test
    void secretsMayLieBesideTheFileAndBeChanged() throws Exception {
        String text = TEMPLATED.replaceFirst("(?m)^.*name: secret\\n.*\\n", "");

        assertThat(refusal("acme.yaml", text)).contains("acme.secret");
        Files.writeString(folder.resolve("acme.secret"), "the new one, of thirty-two characters\n" + SECRET + "\n");
        assertThat(check.check(file("acme.yaml", text)).secrets()).hasSize(2);
        Files.writeString(folder.resolve("acme.secret"), "short\n");
        assertThat(refusal("acme.yaml", text)).startsWith("acme.secret: A secret needs at least 32 characters")
                .doesNotContain("short\n");
    }

    @Test
    void aBridgeOnThisMachineIsRightWhereItIsAllowed() throws Exception {
        BridgePlan plan = check
                .check(file("acme.yaml", TEMPLATED.replace("https://bridge.acme.example", "http://127.0.0.2:7070")));

        assertThat(plan.parameters()).containsEntry("url", "http://127.0.0.2:7070/api");
    }

    @Test
    void whatStandsInTheWrongPlaceIsSaidToHaveNoMembers() throws IOException {
        assertThat(refusal("acme.yaml", "# Acme\n- templatedRoute: http-bridge\n"))
                .isEqualTo("line 2: templatedRoute has no members, such as routeTemplateRef or from");
        assertThat(refusal("acme.yaml", "- a: &p [1]\n- b: *p\n")).contains("an alias (*)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Acme.yaml", "acme bridge.yaml", ".yaml", "embedded.yaml",
            "a234567890123456789012345678901x.yaml" })
    void aNameThatIsNoneOrTakenIsRefused(String name) throws IOException {
        assertThat(refusal(name, TEMPLATED)).containsAnyOf("is called as its bridge", "already");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "routeTemplateRef: http-bridge|routeTemplateRef: htp-bridge|line 2: the template must be http-bridge",
            "- name: patience|- name: patients|line 8: there is no parameter patients",
            "- name: patience|- name: url|line 9: the parameter url is there twice",
            "value: 20000|value: soon|line 9: patience is milliseconds",
            "value: 20000|value: 99999|line 9: patience is milliseconds",
            "{{acme.secret}}|{{acme.sekret}}|line 7: {{acme.sekret}} is not set",
            "{{acme.secret}}|hunter2|line 7: A secret needs at least 32 characters",
            "name: secret|name: secretFile|line 7: the file that secretFile names is not there",
            "https://bridge.acme.example/|https://bridge.acme.example:99999/|line 5: a port is 1 to 65535",
            "https://bridge.acme.example/|http://127.0.0.1:7070/|line 5: 127.0.0.1 is at 127.0.0.1, where no bridge may be; bridgehead.bridge.http.allowed-networks can allow it",
            "https://bridge.acme.example/|http://localhost/|line 5: localhost is at 127.0.0.1, where no bridge may be",
            "https://bridge.acme.example/|http://169.254.169.254/|line 5: 169.254.169.254 is at 169.254.169.254, where no",
            "https://bridge.acme.example/|http://[::1]/|line 5: [::1] is at 0:0:0:0:0:0:0:1, where no bridge may be",
            "parameters:|parameter:|line 3: a templatedRoute has no parameter here",
            "templatedRoute|routeTemplate|line 1: routeTemplate is not for a bridge's file",
            "'      - name: url'|'   - name: url'|not YAML" })
    void whatIsWrongInAnInstanceIsNamedWithItsLine(String right, String wrong, String reason) throws IOException {
        String text = TEMPLATED.replace(right, wrong);
        assertThat(text).isNotEqualTo(TEMPLATED);

        assertThat(refusal("acme.yaml", text)).contains(reason);
    }

    @ParameterizedTest
    @Threat(13)
    @ValueSource(strings = { "file:///etc/passwd", "ftp://acme.example", "acme.example", "http:///x",
            "https://user:pw@acme.example",
            "https://acme.example/?followRedirects=true", "https://acme.example/#x", "http://127.1/", "https://a b/",
            "direct:x" })
    void aUrlThatIsNoPlainWebAddressIsRefused(String url) throws IOException {
        assertThat(refusal("acme.yaml", TEMPLATED.replace("https://bridge.acme.example/api/", "\"" + url + "\"")))
                .isEqualTo(
                        "line 5: the url must be http or https, a host and perhaps a path, without user, question mark or #");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "id: bridge-acme.call|id: bridge-other|line 24: the routes of this file are bridge-acme",
            "id: bridge-acme.call|id: conference-service|line 24: the routes of this file are bridge-acme",
            "uri: bridge-https://acme.example/rpc|uri: kafka:commands|line 20: kafka is nothing that a bridge's routes can send to",
            "uri: bridge-https://acme.example/rpc|uri: https://acme.example|line 20: https is nothing",
            "uri: bridge-https://acme.example/rpc|uri: bridge-https://acme.example?x=y|line 20: the url must be",
            "uri: bridge-https://acme.example/rpc|uri: file:/tmp|line 20: file is nothing",
            "uri: bridge-https://acme.example/rpc|uri: direct:report-status|line 20: direct is nothing",
            "uri: bean:bridgeContract|uri: bean:httpBridge|line 8: bean is nothing",
            "- choice:|- choise:|line 11: choise is not a step",
            "- choice:|- toD:|line 11: toD is not a step",
            "simple:|groovy:|line 15: groovy would be code",
            "method: toJson|method: toJsn|line 10: bean:bridgeContract needs, under parameters, the method toJson or toEvent",
            "httpMethod: POST|httpMethd: POST|line 22: there is no option of this name; those of bridge-http and bridge-https are auth",
            "httpMethod: POST|followRedirects: true|line 22: there is no option of this name",
            "uri: bridge-https://acme.example/rpc|uri: bean:bridgeContract|line 20: bean:bridgeContract needs",
            "uri: bridge-https://acme.example/rpc|uri: bridge-http://127.0.0.1/|line 20: 127.0.0.1 is at 127.0.0.1, where no",
            "- log: \"calls\"|- throwException: {exceptionType: com.acme.Odd}|line 28: com.acme.Odd is no exception for",
            "- log:|- script:|line 28: script is not a step" })
    void whatIsWrongInRoutesOfItsOwnIsNamedWithItsLine(String right, String wrong, String reason) throws IOException {
        String text = OWN.replace(right, wrong);
        assertThat(text).isNotEqualTo(OWN);

        assertThat(refusal("acme.yaml", text)).contains(reason);
    }

    @Test
    void theyMayCatchWhatEveryProductKnows() throws Exception {
        String careful = OWN.replace("        - log: \"calls\"\n", """
                        - doTry:
                            steps:
                              - log: "calls"
                            doCatch:
                              - exception:
                                  - java.net.ConnectException
                                  - org.apache.camel.http.base.HttpOperationFailedException
                                steps:
                                  - throwException:
                                      exceptionType: java.io.IOException
                                      message: "${exception.statusCode}"
                """);

        assertThat(check.check(file("acme.yaml", careful)).routes()).containsExactly("bridge-acme", "bridge-acme.call");
        assertThat(refusal("acme.yaml", careful.replace("java.net.ConnectException", "java.sql.SQLException")))
                .contains("line 33: java.sql.SQLException is no exception for a bridge's routes; they can name java.lang.Ex");
    }

    @Test
    void aRouteTakesOnlyFromItsOwnEnd() throws IOException {
        assertThat(refusal("acme.yaml", OWN.replace("uri: direct:bridge-acme\n", "uri: timer:bridge-acme.x\n")))
                .contains("line 5: the route bridge-acme takes from direct:bridge-acme");
        assertThat(refusal("acme.yaml", OWN.replace("from:\n      uri: direct:bridge-acme.call", "from:\n      uri: sip:x")))
                .contains("line 26: the route bridge-acme.call takes from direct:bridge-acme.call or from a timer");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "hello", "a: b", "- a\n- b", "- beans: []", "- rest: {}", "- route: 7", "[", "\t- x",
            "- !!java.net.URL [x]",
            "- &a [*a]", "- templatedRoute:\n- route:", "--- []\n--- []" })
    void whatIsNoBridgesFileAtAllIsRefused(String text) throws IOException {
        assertThat(refusal("acme.yaml", text)).isNotBlank();
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeNotThere() {
        BridgeFileException refusal = catchThrowableOfType(BridgeFileException.class,
                () -> check.check(folder.resolve("acme.yaml")));
        assertThat(refusal.words()).isEqualTo("there is no such file");
    }

    @Test
    void whatIsTooLargeOrNoTextIsRefused() throws IOException {
        assertThat(refusal("acme.yaml", "#".repeat(BridgeFileCheck.MAX_BYTES + 1))).contains("larger than");
        Path binary = Files.write(folder.resolve("acme.yaml"), new byte[] { (byte) 0xff, (byte) 0xfe, 0 });
        BridgeFileException refusal = catchThrowableOfType(BridgeFileException.class, () -> check.check(binary));
        assertThat(refusal.words()).contains("UTF-8");
    }
}
