package io.bridgehead.bridge.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jboss.logging.Logger;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The folder of bridges' files, looked at again and again: a new file plugs a bridge in, a changed one changes it, a file
 * that is gone plugs it out. A wrong file is refused with line and reason, and nothing else stops; a bridge whose file has
 * become wrong goes on as it was.
 */
@RegisterForReflection
public final class BridgeFolder {

    /** Files read; further ones are refused. */
    public static final int MOST_FILES = 100;

    /** For so long a file may be gone before the conferences of its bridge end. */
    static final Duration REPLACED_WITHIN = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(BridgeFolder.class);

    private final Path folder;
    private final BridgeFileCheck check;
    private final BridgeRoutes routes;
    private final Map<String, BridgePlan> plugged = new LinkedHashMap<>();
    private final Map<String, FileState> seen = new LinkedHashMap<>();
    private final SortedMap<String, String> refused = new ConcurrentSkipListMap<>();
    private final Map<String, Instant> pluggedOut = new LinkedHashMap<>();
    private final InstantSource clock;
    private volatile int inUse;
    private boolean unreadable;

    /** @param clock by which a file may be gone for a moment, while it is being replaced */
    public BridgeFolder(Path folder, BridgeFileCheck check, BridgeRoutes routes, InstantSource clock) {
        this.clock = clock;
        this.folder = folder;
        this.check = check;
        this.routes = routes;
    }

    /** What a file was when it was last looked at. */
    private record FileState(String fingerprint, boolean dealtWith) {
    }

    /** Takes in every file that is there, at once: for the start. */
    public synchronized void open() {
        look(true);
    }

    /** Takes in what has changed. A file is taken once two looks found it the same, so that none is taken half written. */
    public synchronized void look() {
        look(false);
    }

    private void look(boolean atOnce) {
        SortedMap<String, Path> files;
        try {
            files = files();
        } catch (IOException | DirectoryIteratorException e) {
            if (!unreadable) {
                LOG.warnf("The folder of bridges cannot be read, bridges stay as they are: %s", e);
            }
            unreadable = true;
            return;
        }
        unreadable = false;
        for (String gone : seen.keySet().stream().filter(file -> !files.containsKey(file)).toList()) {
            forget(gone);
        }
        files.forEach((name, file) -> {
            FileState before = seen.get(name);
            String now = Fingerprint.of(file);
            boolean settled = atOnce || before != null && before.fingerprint().equals(now);
            if (before != null && before.fingerprint().equals(now) && before.dealtWith()) {
                return;
            }
            seen.put(name, new FileState(now, settled));
            if (settled) {
                take(name, file);
            }
        });
        endWhatIsLost();
    }

    /** Nobody would tell them anything any more, nor hear of their calls. */
    private void endWhatIsLost() {
        Instant longAgo = clock.instant().minus(REPLACED_WITHIN);
        for (String bridge : pluggedOut.entrySet().stream().filter(out -> out.getValue().isBefore(longAgo))
                .map(Map.Entry::getKey)
                .toList()) {
            pluggedOut.remove(bridge);
            routes.endConferences(bridge);
        }
    }

    private SortedMap<String, Path> files() throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            if (!plugged.isEmpty()) {
                throw new NotDirectoryException(folder.toString());
            }
            return files;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.yaml")) {
            for (Path file : all) {
                if (!file.getFileName().toString().startsWith(".") && Files.isRegularFile(file)) {
                    files.put(file.getFileName().toString(), file);
                }
            }
        }
        return files;
    }

    private void take(String name, Path file) {
        BridgePlan before = plugged.get(name);
        try {
            if (before == null && plugged.size() >= MOST_FILES) {
                throw new BridgeFileException(0, "there are " + MOST_FILES + " bridges already");
            }
            BridgePlan plan = check.check(file);
            if (before == null) {
                routes.plugIn(plan);
            } else {
                routes.change(before, plan);
            }
            plugged.put(name, plan);
            pluggedOut.remove(plan.name());
            refused.remove(name);
            LOG.infof("Bridge %s is plugged in, as %s says", plan, file);
        } catch (BridgeFileException e) {
            refused.put(name, e.words());
            LOG.errorf("The bridge's file %s is refused: %s%s", file, e.words(),
                    before == null ? "" : ". The bridge goes on as it was");
        } catch (RuntimeException e) {
            refused.put(name, "it could not be plugged in, see the log");
            LOG.errorf(e, "The bridge of %s could not be plugged in", file);
        }
        inUse = plugged.size();
    }

    private void forget(String name) {
        seen.remove(name);
        refused.remove(name);
        BridgePlan plan = plugged.remove(name);
        if (plan != null) {
            routes.plugOut(plan);
            pluggedOut.put(plan.name(), clock.instant());
            LOG.infof("Bridge %s is plugged out: its file is gone. Its conferences end in %d s unless the file is back",
                    plan.name(), REPLACED_WITHIN.toSeconds());
        }
        inUse = plugged.size();
    }

    /** How many bridges of files are in use. */
    public int inUse() {
        return inUse;
    }

    /** Files that are refused, with line and reason. */
    public Map<String, String> refused() {
        return Map.copyOf(refused);
    }
}
