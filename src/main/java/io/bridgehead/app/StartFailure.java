package io.bridgehead.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;

import org.apache.camel.FailedToCreateRouteException;

import io.bridgehead.app.config.BridgeApartException;
import io.bridgehead.bridge.http.BridgeTrustException;
import io.bridgehead.sip.SipConfigurationException;
import io.bridgehead.sip.transport.ListenException;
import io.bridgehead.store.ProcessRunsException;
import io.bridgehead.store.StoreException;

/** Why the product could not start, in one line that says what to change where that is known. */
final class StartFailure {

    private StartFailure() {
    }

    static String explain(Throwable failure) {
        return known(failure).orElseGet(() -> withTrace(failure));
    }

    /** What to change, if that is known. */
    static Optional<String> known(Throwable failure) {
        return find(failure, ListenException.class)
                .map(e -> e.getMessage() + ". Choose another port (bridgehead.sip.port, bridgehead.sip.tls.port, "
                        + "bridgehead.sip.ws-port, bridgehead.sip.wss-port, bridgehead.bridge.embedded.sip-port) or stop what uses it.")
                .or(() -> find(failure, BindException.class).map(e -> "The HTTP port is in use: " + firstLine(e.getMessage())
                        + ". Choose another with -Dquarkus.http.port, or stop what uses it."))
                .or(() -> find(failure, SipConfigurationException.class).map(e -> e.getMessage()
                        + ". Check bridgehead.sip.transports, "
                        + "bridgehead.sip.host, bridgehead.sip.tls.*, bridgehead.sip.allowed-origins and bridgehead.sip.limits.*."))
                .or(() -> find(failure, BridgeTrustException.class)
                        .map(trust -> "bridgehead.bridge.http.trust: " + trust.getMessage()))
                .or(() -> find(failure, BridgeApartException.class).map(Throwable::getMessage))
                .or(() -> find(failure, ProcessRunsException.class).map(Throwable::getMessage))
                .or(() -> find(failure, SQLException.class).map(e -> "The database cannot be used: " + firstLine(e.getMessage())
                        + ". Check bridgehead.database, bridgehead.database.url and bridgehead.data-dir."))
                .or(() -> find(failure, StoreException.class).map(e -> "The database cannot be used: " + e.getMessage()
                        + ". Check bridgehead.database, bridgehead.database.url and bridgehead.data-dir."))
                .or(() -> find(failure, FailedToCreateRouteException.class).map(e -> "A route cannot be started: "
                        + firstLine(e.getMessage())))
                .or(() -> find(failure, IllegalStateException.class).filter(StartFailure::isOfCertificate)
                        .map(e -> "The certificate for HTTPS cannot be used: "
                                + firstLine((e.getCause() == null ? e : e.getCause()).getMessage())
                                + ". Check quarkus.tls.key-store.pem.0.cert and quarkus.tls.key-store.pem.0.key."));
    }

    /** So says Quarkus. */
    private static boolean isOfCertificate(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("Invalid key/certificate pair configuration");
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static String firstLine(String text) {
        return text == null ? "no reason given" : text.lines().findFirst().orElse("");
    }

    /** Nobody has foreseen it: everything there is to know. */
    private static String withTrace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "The product could not start: " + trace;
    }
}
