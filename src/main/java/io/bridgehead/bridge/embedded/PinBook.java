package io.bridgehead.bridge.embedded;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.bridgehead.bridge.BridgeCommand;

/** The PINs by which conferences can be called now. What takes time tells nothing about them. Thread-safe. */
final class PinBook {

    /** The longest PIN of the contract: who has entered so many digits has finished. */
    static final int LONGEST = 12;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(byte[] pin, long number) {
    }

    /** Notes the PIN of a conference; the command with the highest number counts. */
    void admit(BridgeCommand.Admit command) {
        Entry entry = new Entry(command.pin().getBytes(StandardCharsets.US_ASCII), command.number());
        entries.merge(command.conferenceId(), entry, (known, next) -> next.number() >= known.number() ? next : known);
    }

    /** Admits nobody else to a conference. */
    void forget(String conferenceId) {
        entries.remove(conferenceId);
    }

    /** The conference of a PIN. Every PIN is looked at, whichever it is. */
    Optional<String> conferenceOf(String pin) {
        byte[] entered = pin.getBytes(StandardCharsets.US_ASCII);
        String found = null;
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            byte[] known = each.getValue().pin();
            if (MessageDigest.isEqual(known, entered) && known.length > 0) {
                found = each.getKey();
            }
        }
        return Optional.ofNullable(found);
    }

    /** After so many digits a PIN is whole without {@code #}: the length of all PINs, if they have one. */
    int wholeAfter() {
        int[] lengths = entries.values().stream().mapToInt(entry -> entry.pin().length).filter(length -> length > 0).distinct()
                .toArray();
        return lengths.length == 1 ? lengths[0] : LONGEST;
    }
}
