package io.bridgehead.sip.dispatch;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.bridgehead.sip.locate.ServerLocator;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transaction.SipStackBuilder;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.TransportException;

/**
 * A SIP stack with what its users share: dispatcher, executor and timer. Calls, user agents and the proxy are built on one.
 */
public final class SipNode implements AutoCloseable {

    private final SipDispatcher dispatcher = new SipDispatcher();
    private final SipStack stack;
    private final Executor executor;
    private final ServerLocator locator;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Builds, but does not start, a stack.
     *
     * @param builder everything but executor and handler, which are set here
     * @param executor runs all callbacks; is not shut down by this class
     */
    public SipNode(SipStackBuilder builder, Executor executor) {
        this(builder, executor, ServerLocator.BY_URI);
    }

    /**
     * Builds, but does not start, a stack.
     *
     * @param locator finds the servers that URIs mean; closed with this node
     */
    public SipNode(SipStackBuilder builder, Executor executor, ServerLocator locator) {
        this.executor = executor;
        this.locator = locator;
        this.stack = builder.lookup(locator::address).executor(executor).handler(dispatcher).build();
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sip-node-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Opens the listeners. */
    public void start() {
        stack.start();
    }

    /** A connection to a server that a URI means: the first that can be connected (RFC 3263). */
    public CompletionStage<Flow> connect(SipUri uri) {
        return locator.locate(uri)
                .thenCompose(found -> connect(found.iterator(), new TransportException("No server for " + uri)));
    }

    private CompletionStage<Flow> connect(Iterator<Destination> servers, Throwable otherwise) {
        if (!servers.hasNext()) {
            return CompletableFuture.failedFuture(otherwise);
        }
        Destination server = servers.next();
        return stack.connect(server).handle((flow, failure) -> {
            if (failure == null) {
                return CompletableFuture.completedFuture(flow);
            }
            locator.failed(server);
            return connect(servers, failure);
        }).thenCompose(next -> next);
    }

    public SipStack stack() {
        return stack;
    }

    public SipDispatcher dispatcher() {
        return dispatcher;
    }

    public Executor executor() {
        return executor;
    }

    public ServerLocator locator() {
        return locator;
    }

    /** Runs a task on the executor after a delay; after {@link #close()} never. */
    public Future<?> schedule(Duration delay, Runnable task) {
        try {
            return timer.schedule(() -> {
                try {
                    executor.execute(task);
                } catch (RejectedExecutionException e) {
                    // The executor is being shut down: nothing is left to be done in time.
                    return;
                }
            }, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null); // closed
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        stack.close();
        locator.close();
    }
}
