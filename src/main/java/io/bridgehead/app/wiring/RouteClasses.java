package io.bridgehead.app.wiring;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import org.apache.camel.http.base.HttpOperationFailedException;

import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.sip.NotFoundException;
import io.bridgehead.sip.SipResponseException;
import io.bridgehead.sip.TemporarilyUnavailableException;
import io.bridgehead.store.StoreException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What route files may call by name and no Java code does, kept in the native executable: the exceptions they catch or throw,
 * those that a bridge's own routes may name too, and the objects whose parts they ask for. A test compares this with the route
 * files.
 */
@RegisterForReflection(targets = { Exception.class, RuntimeException.class, IllegalArgumentException.class,
        IllegalStateException.class, IOException.class, Collection.class, List.class, Map.class,
        BridgeUnavailableException.class, NotFoundException.class, SipResponseException.class, StoreException.class,
        TemporarilyUnavailableException.class, ConnectException.class, SocketTimeoutException.class,
        TimeoutException.class, HttpOperationFailedException.class })
final class RouteClasses {

    private RouteClasses() {
    }
}
