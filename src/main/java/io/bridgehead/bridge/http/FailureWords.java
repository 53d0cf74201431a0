package io.bridgehead.bridge.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Set;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ConnectTimeoutException;

/** Why the other side of the contract has not taken something, in words that help whoever set it up. */
final class FailureWords {

    /** Statuses of whoever does not know the place. To a question: there is no answer to it. */
    static final Set<Integer> UNKNOWN = Set.of(404, 405, 501);

    private static final int UNAUTHORIZED = 401;

    private FailureWords() {
    }

    /** @param status of its answer */
    static String of(int status) {
        String words = "it answered " + status;
        if (status == UNAUTHORIZED) {
            return words + " (are the secrets on both sides the same, and the clocks right?)";
        }
        if (UNKNOWN.contains(status)) {
            return words + " (is the path in its url right? /commands/ID and /events are added to it)";
        }
        return status >= 300 && status < 400 ? words + " (redirects are not followed: its url must be the final address)"
                : words;
    }

    /** @param failure because of which there was no answer */
    static String of(Exception failure) {
        String message = failure.getMessage() == null || failure.getMessage().isBlank() ? failure.getClass().getSimpleName()
                : failure.getMessage();
        if (failure instanceof SSLException) {
            return "no secure connection, its certificate must be for the name in its url and of an authority we trust"
                    + " (bridgehead.bridge.http.trust): " + message;
        }
        if (failure instanceof ConnectTimeoutException || failure.getClass() == IOException.class) {
            return message;
        }
        if (failure instanceof SocketTimeoutException || failure instanceof HttpTimeoutException) {
            return "no answer within its responseTimeout";
        }
        if (failure instanceof ConnectException) {
            return failure.getMessage() == null ? "nobody listens there" : message;
        }
        boolean nameless = failure instanceof UnknownHostException && !(failure instanceof ForbiddenAddressException);
        return nameless ? "its host is not known: " + message : message;
    }
}
