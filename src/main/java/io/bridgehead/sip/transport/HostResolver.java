package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;

/** Host names to addresses. Literals at once, names on threads of their own because the look-up blocks. */
final class HostResolver {
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(2, 2, 30, TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1_000), new DefaultThreadFactory("sip-dns", true));

    HostResolver() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** Fails with a {@link TransportException}. */
    CompletableFuture<InetSocketAddress> resolve(String host, int port) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            try {
                return CompletableFuture.completedFuture(new InetSocketAddress(InetAddress.getByAddress(literal), port));
            } catch (UnknownHostException e) {
                return CompletableFuture.failedFuture(new TransportException("Malformed address literal", e));
            }
        }
        CompletableFuture<InetSocketAddress> found = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                InetSocketAddress address = new InetSocketAddress(host, port);
                if (address.isUnresolved()) {
                    found.completeExceptionally(new TransportException("Unknown host " + host));
                } else {
                    found.complete(address);
                }
            });
        } catch (RejectedExecutionException e) {
            found.completeExceptionally(new TransportException("Too many host names are being looked up", e));
        }
        return found;
    }

    void close() {
        threads.shutdownNow();
    }
}
