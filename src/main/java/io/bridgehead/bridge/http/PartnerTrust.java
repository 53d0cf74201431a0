package io.bridgehead.bridge.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates are believed when bridges are called by HTTPS: of the authorities of the runtime, and of the operator's.
 */
final class PartnerTrust {

    private PartnerTrust() {
    }

    /**
     * @param authorities PEM file with certificates of authorities; null for those of the runtime alone
     * @throws BridgeTrustException if the file cannot be used
     */
    static SSLContext with(Path authorities) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (TrustManager manager : managers(null)) {
                for (X509Certificate usual : ((X509TrustManager) manager).getAcceptedIssuers()) {
                    trusted.setCertificateEntry("runtime-" + trusted.size(), usual);
                }
            }
            if (authorities != null) {
                for (Certificate own : read(authorities)) {
                    trusted.setCertificateEntry("own-" + trusted.size(), own);
                }
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(trusted), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Certificates can be kept in memory", e);
        }
    }

    private static TrustManager[] managers(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static Collection<? extends Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new BridgeTrustException(file, e);
        }
        throw new BridgeTrustException(file, null);
    }
}
