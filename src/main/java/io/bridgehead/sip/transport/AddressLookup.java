package io.bridgehead.sip.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds the addresses of destinations that come without one. */
@FunctionalInterface
public interface AddressLookup {

    /** Leaves names to the Java platform; every address may be gone to. */
    AddressLookup PLATFORM = CompletableFuture::completedFuture;

    /**
     * The destination with its address, or as it is if the Java platform is to look its host up. Fails if there is none that
     * may be gone to.
     */
    CompletionStage<Destination> address(Destination destination);
}
