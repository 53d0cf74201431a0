package io.bridgehead.test.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Writes what the trials of a test class showed into {@code target/interop/<class>.json}, for {@link InteropTable}. */
public final class InteropRecord implements AfterAllCallback {

    static final Path DIRECTORY = Path.of("target", "interop");

    /**
     * One client over one transport.
     *
     * @param note what an operator must know of it; may be empty
     * @param results for each ability {@link #YES}, {@link #NO}, or why the client cannot
     */
    record Row(String client, String transport, String note, Map<Ability, String> results) {
    }

    static final String YES = "yes";
    static final String NO = "no";

    private Trials trials;
    private List<Peer> peers = List.of();

    /** Names what is to be recorded, once it is known. */
    public void of(Trials theTrials, List<Peer> thePeers) {
        trials = theTrials;
        peers = thePeers;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Peer peer : peers) {
            Map<Ability, String> results = new EnumMap<>(Ability.class);
            for (Ability ability : Ability.values()) {
                String shown = trials.has(peer, ability) ? YES : NO;
                results.put(ability, peer.cannot().getOrDefault(ability, shown));
            }
            rows.add(new Row(peer.client(), peer.transport(), peer.note(), results));
        }
        if (!rows.isEmpty()) {
            Files.createDirectories(DIRECTORY);
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(DIRECTORY.resolve(context.getRequiredTestClass().getName() + ".json").toFile(), rows);
        }
    }
}
