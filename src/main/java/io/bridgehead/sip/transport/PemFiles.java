package io.bridgehead.sip.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys in PEM and says plainly what is wrong with them. */
final class PemFiles {
    private static final Pattern KEY = Pattern
            .compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final byte[] PROBE = { 1, 2, 3 };

    private PemFiles() {
    }

    /** @throws TlsFileException if there is no certificate in it */
    static X509Certificate[] certificates(Path file) {
        byte[] bytes = read(file);
        try {
            X509Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes)).toArray(X509Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (CertificateException e) {
            throw new TlsFileException(file,
                    "has a certificate that cannot be read. It must be PEM (-----BEGIN CERTIFICATE-----)",
                    e);
        }
        throw new TlsFileException(file, "has no certificate in it. It must be PEM (-----BEGIN CERTIFICATE-----)", null);
    }

    /** @throws TlsFileException if there is no unencrypted PKCS#8 key in it, or it is not the key of that certificate */
    static PrivateKey key(Path file, X509Certificate owner) {
        Matcher pem = KEY.matcher(new String(read(file), StandardCharsets.ISO_8859_1));
        if (!pem.find() || !pem.group(1).equals("PRIVATE KEY")) {
            throw new TlsFileException(file,
                    "has no unencrypted PKCS#8 key in it (-----BEGIN PRIVATE KEY-----). Convert yours with: "
                            + "openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW-KEY",
                    null);
        }
        PrivateKey key;
        try {
            key = KeyFactory.getInstance(owner.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(2))));
        } catch (GeneralSecurityException e) {
            throw new TlsFileException(file, "does not hold the key of the certificate: that is of the kind "
                    + owner.getPublicKey().getAlgorithm(), e);
        }
        if (!belongTogether(key, owner)) {
            throw new TlsFileException(file, "holds the key of another certificate than the one configured with it", null);
        }
        return key;
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate owner) {
        String algorithm = owner.getPublicKey().getAlgorithm();
        try {
            Signature signature = Signature.getInstance(switch (algorithm) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> algorithm;
            });
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(owner.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new TlsFileException(file, "does not exist", e);
        } catch (IOException e) {
            throw new TlsFileException(file, "cannot be read. The user of this process needs the right to read it", e);
        }
    }
}
