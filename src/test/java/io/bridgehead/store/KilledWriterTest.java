package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

class KilledWriterTest {

    private static final int ROUNDS = 3;

    @DatabaseTest
    void losesNothingItAcknowledgedWhenItIsKilled(TestDatabase test) throws IOException {
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(killAfter(test, "run" + round, 300 + ThreadLocalRandom.current().nextInt(700)));
        }

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * 300);
        assertThat(callIds(test.open())).containsAll(acknowledged);
    }

    /** Kills the writer in the middle of its work; gives back what it had said until then. */
    private static Set<String> killAfter(TestDatabase test, String run, int lines) throws IOException {
        Process writer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                classPath(), AcknowledgingWriter.class.getName(), test.dialect().name(), test.url(), run)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Set<String> acknowledged = new HashSet<>();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(writer.getInputStream()))) {
            String line;
            while ((line = out.readLine()) != null) {
                acknowledged.add(line);
                if (acknowledged.size() == lines) {
                    writer.destroyForcibly();
                    break;
                }
            }
        } finally {
            writer.destroyForcibly();
        }
        writer.onExit().join();
        return acknowledged;
    }

    /** Of the loader, since a test launcher's own class path need not have us. */
    private static String classPath() {
        Set<String> entries = new LinkedHashSet<>();
        for (Class<?> type : new Class<?>[] { AcknowledgingWriter.class, Database.class }) {
            entries.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString());
        }
        if (AcknowledgingWriter.class.getClassLoader() instanceof URLClassLoader loader) {
            for (URL url : loader.getURLs()) {
                entries.add(url.getPath());
            }
        }
        entries.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, entries);
    }

    private static Set<String> callIds(Database database) {
        return database.read(session -> {
            Set<String> found = new HashSet<>();
            try (var row = session.prepare("SELECT call_id FROM message").executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        });
    }
}
