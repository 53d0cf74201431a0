package io.bridgehead.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of a test's own, and the certificates it signs, as PEM files. Made with the JDK's keytool. */
public final class TestAuthority {

    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";

    private final Path folder;

    /** A certificate and its private key. */
    public record Certificate(Path certificate, Path key) {

        /** Puts this one in the place of another, as a renewal does. */
        public void replace(Certificate other) {
            try {
                Files.move(key, other.key, StandardCopyOption.REPLACE_EXISTING);
                Files.move(certificate, other.certificate, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Makes an authority whose files stand in that folder. */
    public TestAuthority(Path folder) {
        this.folder = folder;
        generate(AUTHORITY, "-ext", "bc:c");
        writeCertificate(AUTHORITY);
    }

    /** The authority's own certificate. */
    public Path authority() {
        return folder.resolve("authority.pem");
    }

    /** A certificate that is valid for a week, for names such as {@code dns:localhost,ip:127.0.0.1}. */
    public Certificate issue(String name, String alternatives) {
        return issue(name, alternatives, "-1d", 7);
    }

    /** A certificate whose life begins at a date as keytool reads it, such as {@code -10d}, and lasts some days. */
    public Certificate issue(String name, String alternatives, String start, int days) {
        generate(name, "-signer", AUTHORITY, "-ext", "san=" + alternatives, "-startdate", start, "-validity",
                Integer.toString(days));
        Path key = folder.resolve(name + "-key.pem");
        pem(key, "PRIVATE KEY", ofStore(store -> store.getKey(name, PASSWORD.toCharArray()).getEncoded()));
        return new Certificate(writeCertificate(name), key);
    }

    private Path writeCertificate(String name) {
        Path certificate = folder.resolve(name + ".pem");
        pem(certificate, "CERTIFICATE", ofStore(store -> store.getCertificate(name).getEncoded()));
        return certificate;
    }

    private interface Part {
        byte[] of(KeyStore store) throws GeneralSecurityException;
    }

    private byte[] ofStore(Part part) {
        try (InputStream in = Files.newInputStream(store())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return part.of(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path store() {
        return folder.resolve("authority.p12");
    }

    private static void pem(Path file, String kind, byte[] der) {
        String base64 = Base64.getEncoder().encodeToString(der);
        try {
            Files.writeString(file,
                    "-----BEGIN " + kind + "-----\n" + base64.replaceAll("(.{64})", "$1\n") + "\n-----END " + kind
                            + "-----\n",
                    StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key pair and its certificate, with one run of keytool: a process takes longer than all it does. */
    private void generate(String name, String... options) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname",
                "CN=" + name, "-keystore", store().toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of(options));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] output = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + new String(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
