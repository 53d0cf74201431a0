package io.bridgehead.test.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;

import org.awaitility.Awaitility;

import io.bridgehead.test.RunningProcess;

/** Proxies that people put before the product or between it and its clients: haproxy and squid, as processes. */
public final class Gateway implements AutoCloseable {

    private static final String HAPROXY_DEFAULTS = """
            global
              log stdout format raw local0
            defaults
              log global
              timeout connect 5s
              timeout client 60s
              timeout server 60s
              timeout tunnel 1h
            """;
    private static final int HTTPS = 443;
    private static final int CERTIFICATE_SECONDS = 20;
    private static final int LOG_SECONDS = 20;

    private final RunningProcess process;

    private Gateway(List<String> command) {
        process = RunningProcess.start(new ProcessBuilder(command));
    }

    /**
     * haproxy that ends TLS for a web server: WSS outside, WS inside.
     *
     * @param host where it listens, at port 443
     * @param certificate of {@link #certificate}
     * @param inside the port of the web server on this machine
     */
    public static Gateway endingTls(String host, Path certificate, int inside, Path directory) {
        Gateway gateway = haproxy(command -> command, directory.resolve("tls.cfg"), HAPROXY_DEFAULTS + """
                frontend outside
                  mode http
                  option httplog
                  option forwardfor
                  bind %s:443 ssl crt %s alpn http/1.1
                  default_backend product
                backend product
                  mode http
                  server one 127.0.0.1:%d
                """.formatted(host, certificate, inside));
        // A client that starts within a tenth of a second is there before it.
        Awaitility.await("haproxy").ignoreExceptions().until(() -> {
            new Socket(host, HTTPS).close();
            return true;
        });
        return gateway;
    }

    /**
     * haproxy that passes TLS on to a server once it has seen that it is TLS, as proxies do that intercept.
     *
     * @param on how a command is run where it is
     */
    public static Gateway passingTls(UnaryOperator<List<String>> on, int port, InetSocketAddress server, Path directory) {
        return haproxy(on, directory.resolve("pass.cfg"), HAPROXY_DEFAULTS + """
                listen intercepted
                  mode tcp
                  option tcplog
                  bind :%d
                  tcp-request inspect-delay 5s
                  tcp-request content accept if { req.ssl_hello_type 1 }
                  tcp-request content reject
                  server one %s:%d
                """.formatted(port, server.getHostString(), server.getPort()));
    }

    private static Gateway haproxy(UnaryOperator<List<String>> on, Path file, String config) {
        write(file, config);
        return new Gateway(on.apply(List.of("haproxy", "-db", "-f", file.toAbsolutePath().toString())));
    }

    /** squid that lets HTTPS through by CONNECT, at a port of the router. */
    public static Gateway squid(UnaryOperator<List<String>> on, String host, int port, Path directory) {
        write(directory.resolve("squid.conf"), """
                http_port %s:%d
                visible_hostname proxy.test
                acl https port 443
                acl CONNECT method CONNECT
                http_access deny !CONNECT
                http_access deny !https
                http_access allow all
                cache deny all
                access_log none
                cache_log stdio:/dev/null
                pid_filename none
                shutdown_lifetime 1 second
                """.formatted(host, port));
        return new Gateway(on.apply(List.of("squid", "-N", "-f", directory.resolve("squid.conf").toAbsolutePath().toString())));
    }

    /** A certificate for an address, with its key in the same file; it is its own authority. */
    public static Path certificate(String address, Path directory) {
        Path key = directory.resolve("key.pem");
        Path certificate = directory.resolve("cert.pem");
        RunningProcess openssl = RunningProcess.start(new ProcessBuilder("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=" + address, "-addext",
                "subjectAltName=IP:" + address, "-keyout", key.toString(), "-out", certificate.toString()));
        if (openssl.exitCode(CERTIFICATE_SECONDS) != 0) {
            throw new IllegalStateException("No certificate:\n" + String.join("\n", openssl.lines()));
        }
        try {
            Path both = directory.resolve("both.pem").toAbsolutePath();
            Files.writeString(both, Files.readString(certificate) + Files.readString(key));
            return both;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder for the files of a test. */
    public static Path directory() {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "interop")), "proxies")
                    .toAbsolutePath();
            // squid reads its configuration as a user of its own.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line of its log, which has connections once they are over. */
    public void awaitLine(String text) {
        process.await(0, "a line with " + text, line -> line.contains(text), LOG_SECONDS);
    }

    @Override
    public void close() {
        process.kill9();
    }
}
