package io.bridgehead.sip.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import org.jboss.logging.Logger;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;

/**
 * TLS 1.2 and 1.3 with certificate, key and trusted authorities from PEM files, read again when they change: connections made
 * after that have the new ones. Files that cannot be used leave the earlier ones in place.
 */
public final class TlsFiles implements TlsContext {
    private static final Logger LOG = Logger.getLogger(TlsFiles.class);
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    /** Forward secrecy and authenticated encryption only. */
    private static final List<String> CIPHERS = List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private record Stamp(Object size, Object changed, Object key) {
        static final Stamp GONE = new Stamp(null, null, null);
    }

    private final boolean server;
    private final Path certificate;
    private final Path key;
    private final Path trust;
    private final ClientCertificates peers;
    private List<Stamp> stamps;
    private volatile SslContext current;

    private TlsFiles(boolean server, Path certificate, Path key, Path trust, ClientCertificates peers) {
        this.server = server;
        this.certificate = certificate;
        this.key = key;
        this.trust = trust;
        this.peers = peers;
        this.stamps = stamps();
        this.current = load();
    }

    /**
     * For listeners.
     *
     * @param certificate the certificate and those between it and its authority
     * @param key its private key, PKCS#8 and not encrypted
     * @param trust the authorities of the peers' certificates; null for those of the runtime
     * @throws TlsFileException if one cannot be used
     */
    public static TlsFiles server(Path certificate, Path key, Path trust, ClientCertificates peers) {
        return new TlsFiles(true, Objects.requireNonNull(certificate), Objects.requireNonNull(key), trust, peers);
    }

    /**
     * For connections we open.
     *
     * @param certificate shown to servers that ask for one; null for none
     * @param key its private key; null only together with the certificate
     * @param trust the authorities of the servers' certificates; null for those of the runtime
     * @throws TlsFileException if one cannot be used
     */
    public static TlsFiles client(Path certificate, Path key, Path trust) {
        return new TlsFiles(false, certificate, key, trust, ClientCertificates.NONE);
    }

    @Override
    public SslContext current() {
        return current;
    }

    @Override
    public synchronized void refresh() {
        List<Stamp> found = stamps();
        if (found.equals(stamps)) {
            return;
        }
        stamps = found; // also if they cannot be used: said once, tried again at the next change
        try {
            current = load();
            LOG.infof("New TLS connections use the changed %s", certificate != null ? certificate : trust);
        } catch (TlsFileException e) {
            LOG.errorf("%s. New TLS connections go on with the one before", e.getMessage());
        }
    }

    private SslContext load() {
        try {
            SslContextBuilder builder = server ? forServer() : SslContextBuilder.forClient();
            if (!server && certificate != null) {
                X509Certificate[] chain = PemFiles.certificates(certificate);
                builder.keyManager(PemFiles.key(key, chain[0]), chain);
            }
            if (trust != null) {
                builder.trustManager(PemFiles.certificates(trust));
            }
            return builder.sslProvider(SslProvider.JDK).protocols(PROTOCOLS)
                    .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE).build();
        } catch (SSLException e) {
            throw new TlsFileException(certificate != null ? certificate : trust, "cannot be used: " + e.getMessage(), e);
        }
    }

    private SslContextBuilder forServer() {
        X509Certificate[] chain = PemFiles.certificates(certificate);
        PrivateKey own = PemFiles.key(key, chain[0]);
        if (chain[0].getNotAfter().before(new Date())) {
            LOG.warnf("The certificate %s has expired on %s: peers will refuse it", certificate, chain[0].getNotAfter());
        }
        return SslContextBuilder.forServer(own, chain).clientAuth(peers.auth());
    }

    private List<Stamp> stamps() {
        return Stream.of(certificate, key, trust).filter(Objects::nonNull).map(TlsFiles::stamp).toList();
    }

    private static Stamp stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(now.size(), now.lastModifiedTime(), now.fileKey());
        } catch (IOException e) {
            return Stamp.GONE;
        }
    }
}
