package io.bridgehead.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product's route files keep the rules. */
class RoutesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private static List<RouteFile> files;
    private static RouteLint lint;

    @BeforeAll
    static void readRoutes() throws IOException {
        files = RouteFile.below(RESOURCES);
        lint = new RouteLint(files, Files.readString(RESOURCES.resolve("application.properties")));
    }

    @Test
    void areListedInReadingOrder() {
        assertThat(files).isNotEmpty();
        assertThat(lint.differencesToTheListOfFiles()).isEmpty();
    }

    @Test
    void followTheSchema() {
        assertThat(lint.schemaBreaches()).isEmpty();
    }

    @Test
    void haveKebabCaseNames() {
        assertThat(lint.namesNotInKebabCase()).isEmpty();
    }

    @Test
    void haveDescriptions() {
        assertThat(lint.missingDescriptions()).isEmpty();
    }

    @Test
    void areCalledWhatTheyConsume() {
        assertThat(lint.directConsumersOfAnotherName()).isEmpty();
    }

    @Test
    void callOnlyRoutesThatExist() {
        assertThat(lint.directTargetsThatNobodyConsumes()).isEmpty();
    }

    @Test
    void giveOptionsAsParameters() {
        assertThat(lint.optionsInsideUris()).isEmpty();
    }

    @Test
    void useOnlyDefinedPlaceholders() {
        assertThat(lint.undefinedPlaceholders()).isEmpty();
    }

    @Test
    void containNoSecrets() {
        assertThat(lint.secretLiterals()).isEmpty();
    }

    @Test
    void areShortEnoughToReadAloud() {
        assertThat(lint.tooLongFiles()).isEmpty();
    }
}
