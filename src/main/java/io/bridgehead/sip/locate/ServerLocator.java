package io.bridgehead.sip.locate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;

/** Finds the servers that a URI means (RFC 3263). Thread-safe; no method blocks. */
public interface ServerLocator extends AutoCloseable {

    /** Goes by what stands in the URI; host names are looked up when connecting. */
    ServerLocator BY_URI = uri -> CompletableFuture.completedFuture(NextHop.of(uri).map(List::of).orElse(List.of()));

    /**
     * The addresses in the order in which they are to be tried.
     *
     * @return empty if the URI leads nowhere: not SIP, a host in {@code .invalid}, a name that does not exist, a network that
     *         is not allowed. Fails with a {@link LocateException} if the look-up itself failed
     */
    CompletionStage<List<Destination>> locate(SipUri uri);

    /**
     * The destination with an address of its host, or as it is if nothing is looked up here. Fails with a
     * {@link LocateException} if there is none that may be gone to.
     */
    default CompletionStage<Destination> address(Destination destination) {
        return CompletableFuture.completedFuture(destination);
    }

    /** Notes that a server did not answer: for some time others are tried before it. */
    default void failed(Destination destination) {
        // Nothing is remembered where nothing is chosen.
    }

    /** Ends look-ups under way. */
    @Override
    default void close() {
        // Nothing is open.
    }
}
