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

    /** What to look at where HTTP requests cannot be taken and the port is free. */
    static final String CHECK_HTTP_ADDRESS = "Check that quarkus.http.host is an address of this machine, and that this user may "
            + "open quarkus.http.port.";

    private StartFailure() {
    }

    static String explain(Throwable failure) {
        return known(failure).orElseGet(() -> withTrace(failure));
    }

    /** What to change, if that is known. */
    static Optional<String> known(Throwable failure) {
        return find(failure, ListenException.class).map(e -> e.getMessage() + ". " + ofSip(e.getMessage()))
                .or(() -> find(failure, BindException.class).map(e -> ofHttp(firstLine(e.getMessage()))))
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

    private static String ofSip(String why) {
        return isTaken(why)
                ? "Choose another port (bridgehead.sip.port, bridgehead.sip.tls.port, bridgehead.sip.ws-port, "
                        + "bridgehead.sip.wss-port, bridgehead.bridge.embedded.sip-port) or stop what uses it."
                : "Check that bridgehead.sip.host is an address of this machine, and that this user may open the port.";
    }

    /** Quarkus calls a port bound already whatever is the matter; behind that stands what the system said. */
    private static String ofHttp(String why) {
        return isTaken(why)
                ? "The HTTP port is in use: " + why + ". Choose another with -Dquarkus.http.port, or stop what uses it."
                : "HTTP requests cannot be taken: " + why + ". " + CHECK_HTTP_ADDRESS;
    }

    private static boolean isTaken(String why) {
        return why.contains("already in use");
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
