package io.bridgehead.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import io.bridgehead.app.cli.CommandConfiguration;

/**
 * What is different in a process that checks a bridge: no IM server, no gateway, a database that is thrown away, and a log that
 * keeps out of the report. The rest of the configuration is the operator's.
 */
final class CheckSettings {

    private static final String EMBEDDED = "embedded";

    private CheckSettings() {
    }

    /** Sets them for this process; gives the folder of its data. */
    static Path apply(String bridge) {
        Path data;
        try {
            data = Files.createTempDirectory("bridgehead-check");
        } catch (IOException e) {
            throw new UncheckedIOException("There is no place for the data of the check", e);
        }
        // Below the operator's data, not below those that are thrown away.
        Path folder = CommandConfiguration.read().getValue("bridgehead.bridge.folder", Path.class).toAbsolutePath();
        System.setProperty("bridgehead.bridge.folder", folder.toString());
        System.setProperty("bridgehead.bridge.checked", bridge);
        System.setProperty("bridgehead.database", "sqlite");
        System.setProperty("bridgehead.data-dir", data.toString());
        System.setProperty("bridgehead.demo.accounts", "false");
        System.setProperty("quarkus.log.console.stderr", "true");
        unlessSet("quarkus.log.level", "WARN");
        if (bridge.equals(EMBEDDED)) {
            System.setProperty("bridgehead.roles", "conference-service,bridge");
            unlessSet("quarkus.http.port", "0");
        } else {
            System.setProperty("bridgehead.roles", "conference-service");
        }
        return data;
    }

    private static void unlessSet(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /** Deletes the data. */
    static void forget(Path data) {
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("The data of the check could not be deleted: " + data, e);
        }
    }
}
