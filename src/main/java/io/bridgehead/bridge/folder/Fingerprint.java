package io.bridgehead.bridge.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What changes when a bridge's file changes, or the secrets beside it. */
final class Fingerprint {

    private static final String NONE = "none";

    private Fingerprint() {
    }

    static String of(Path file) {
        return one(file) + " " + one(file.resolveSibling(file.getFileName().toString().replaceFirst("\\.yaml$", ".secret")));
    }

    private static String one(Path file) {
        try {
            if (!Files.exists(file)) {
                return NONE;
            }
            long size = Files.size(file);
            if (size > BridgeFileCheck.MAX_BYTES) {
                return "too large: " + size;
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            return e.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
