package io.bridgehead.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class RouteLintTest {

    private static final String GOOD = """
            - route:
                id: relay-message
                description: Sends a message on.
                from:
                  uri: direct
                  parameters:
                    name: relay-message
                  steps:
                    - to:
                        uri: log
                        parameters:
                          loggerName: "{{relay.logger}}"
                    - to:
                        uri: direct
                        parameters:
                          name: relay-message
            """;

    private static RouteLint lint(String yaml) {
        return new RouteLint(List.of(RouteFile.of("routes/10-good.yaml", yaml)), """
                relay.logger=x
                # relay.password: asked for by the other side; no default.
                camel.main.routes-include-pattern=classpath:routes/10-good.yaml, \\
                    classpath:routes/99-gone.yaml
                """);
    }

    @Test
    void findsNothingInAGoodFile() {
        RouteLint lint = lint(GOOD);

        assertThat(lint.schemaBreaches()).isEmpty();
        assertThat(lint.namesNotInKebabCase()).isEmpty();
        assertThat(lint.missingDescriptions()).isEmpty();
        assertThat(lint.directConsumersOfAnotherName()).isEmpty();
        assertThat(lint.directTargetsThatNobodyConsumes()).isEmpty();
        assertThat(lint.optionsInsideUris()).isEmpty();
        assertThat(lint.undefinedPlaceholders()).isEmpty();
        assertThat(lint.secretLiterals()).isEmpty();
        assertThat(lint.tooLongFiles()).isEmpty();
    }

    @Test
    void findsAKeyThatTheSchemaDoesNotKnow() {
        assertThat(lint(GOOD.replace("steps:", "stops:")).schemaBreaches()).isNotEmpty();
    }

    @Test
    void findsNamesAndDescriptionsThatAreMissing() {
        assertThat(lint(GOOD.replace("id: relay-message", "id: Relay Message")).namesNotInKebabCase()).hasSize(1);
        assertThat(lint(GOOD.replace("description: Sends a message on.", "group: x")).missingDescriptions()).hasSize(1);
    }

    @Test
    void findsDirectNamesThatDoNotMatch() {
        assertThat(lint(GOOD.replace("id: relay-message", "id: relay")).directConsumersOfAnotherName()).hasSize(1);
        assertThat(lint(GOOD + "        - to:\n            uri: direct:nobody\n").directTargetsThatNobodyConsumes())
                .containsExactly("routes/10-good.yaml: nobody consumes direct:nobody");
    }

    @Test
    void findsOptionsInUrisPlaceholdersAndSecrets() {
        assertThat(lint(GOOD.replace("uri: log", "uri: log:a?level=INFO")).optionsInsideUris()).hasSize(1);
        assertThat(lint(GOOD.replace("relay.logger", "relay.loger")).undefinedPlaceholders()).hasSize(1);
        assertThat(lint(GOOD.replace("loggerName: \"{{relay.logger}}\"", "authPassword: hunter2")).secretLiterals()).hasSize(1);
    }

    @Test
    void wantsNoDefaultForASecretButADescription() {
        assertThat(lint(GOOD.replace("relay.logger", "relay.password")).undefinedPlaceholders()).isEmpty();
        assertThat(lint(GOOD.replace("relay.logger", "other.password")).undefinedPlaceholders()).hasSize(1);
    }

    @Test
    void findsFilesThatAreListedButGoneAndFilesThatAreTooLong() {
        assertThat(lint(GOOD).differencesToTheListOfFiles())
                .containsExactly("routes/99-gone.yaml is listed but does not exist");
        assertThat(lint(GOOD + "#\n".repeat(RouteLint.MAX_LINES)).tooLongFiles()).hasSize(1);
    }
}
