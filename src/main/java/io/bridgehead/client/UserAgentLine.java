package io.bridgehead.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transaction.SipStackBuilder;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.TlsFiles;
import io.bridgehead.sip.transport.TransportLimits;
import io.bridgehead.sip.useragent.UserAgent;
import io.bridgehead.sip.useragent.UserAgentConfig;
import io.bridgehead.sip.useragent.UserAgentListener;
import io.bridgehead.sip.useragent.UserAgents;

/** The line over a SIP stack of its own. */
final class UserAgentLine implements SipLine {

    /** Longer than any transaction (64 × T1), so that it is the stack that gives up. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(40);
    /** There is no other server to try, and the way may lead through slow proxies. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** A command for a handful of people fits; who asks for UDP on the command line knows the network between. */
    private static final int MAX_DATAGRAM = 8_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(4);
    /** Somebody sits there and waits: a server that is back is found soon, however long it was away. */
    private static final Duration RETRY_MAX = Duration.ofSeconds(8);

    // One thread, so that messages reach the receiver in the order of their arrival.
    private final ExecutorService callbacks = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "client-sip");
        thread.setDaemon(true);
        return thread;
    });
    private final CompletableFuture<Void> registered = new CompletableFuture<>();
    private final SipNode node;
    private final UserAgent agent;
    private volatile SipLine.Receiver receiver = message -> {
    };

    UserAgentLine(ClientSettings settings) {
        Destination server = settings.server();
        TransportLimits limits = TransportLimits.DEFAULT;
        SipStackBuilder stack = SipStack.builder()
                .transportLimits(limits.withTimeouts(limits.firstRequestTimeout(), limits.partialMessageTimeout(),
                        limits.idleTimeout(), CONNECT_TIMEOUT).withMaxUdpRequestBytes(MAX_DATAGRAM));
        if (server.transport() == SipTransport.UDP) {
            stack.listen(Listener.udp(localAddressTowards(server), 0));
        }
        if (server.transport().isSecure()) {
            stack.clientTls(TlsFiles.client(null, null, settings.authorities()));
        }
        node = new SipNode(stack, callbacks);
        node.start();
        agent = new UserAgents(node).create(
                UserAgentConfig.of(SipUri.of(settings.user(), settings.domain(), -1), settings.password(), server)
                        .withRetryMax(RETRY_MAX),
                new Events());
    }

    /** The address that the system sends from to reach the server; no packet is sent to find it out. */
    private static String localAddressTowards(Destination server) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()));
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException | UncheckedIOException e) {
            throw new SipFailureException(SipFailureException.NO_CONNECTION, "No way to " + server, e);
        }
    }

    @Override
    public void register(SipLine.Receiver newReceiver) {
        receiver = newReceiver;
        agent.start();
        await(registered);
    }

    @Override
    public int send(String to, String contentType, byte[] body) {
        SipRequest request = agent.request(SipMethod.MESSAGE, SipUri.parse(to));
        request.setBody(contentType, body);
        SipResponse response = await(agent.send(request));
        if (response.isSuccess()) {
            return response.status();
        }
        boolean unreachable = response.isSynthesized() && response.status() == 503;
        throw new SipFailureException(unreachable ? SipFailureException.NO_CONNECTION : response.status(),
                response.status() + " " + response.reason(), null);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SipFailureException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new SipFailureException(408, "No answer within " + ANSWER_TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SipFailureException(SipFailureException.NO_CONNECTION, "Interrupted", e);
        }
    }

    @Override
    public void close() {
        // Whoever leaves has not lost the connection.
        receiver = message -> {
        };
        try {
            agent.stop().get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The server forgets the registration by itself when it expires.
            registered.cancel(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            node.close();
            callbacks.shutdownNow();
        }
    }

    private final class Events implements UserAgentListener {

        private boolean lost;

        @Override
        public void onRequest(ServerTransaction transaction) {
            SipRequest request = transaction.request();
            if (!request.is(SipMethod.MESSAGE)) {
                SipResponse refusal = request.createResponse(request.is(SipMethod.INVITE) ? 480 : 405);
                refusal.addHeader(SipHeader.ALLOW, SipMethod.MESSAGE);
                transaction.respond(refusal);
                return;
            }
            Incoming message;
            try {
                message = read(request);
            } catch (SipParseException e) {
                transaction.respond(e.status());
                return;
            }
            transaction.respond(200);
            receiver.received(message);
        }

        private static Incoming read(SipRequest request) {
            String type = request.contentType() == null ? "" : request.contentType();
            int parameters = type.indexOf(';');
            String mediaType = parameters < 0 ? type : type.substring(0, parameters);
            return new Incoming("sip:" + request.from().uri().userAtHost(),
                    mediaType.strip().toLowerCase(Locale.ROOT), request.body());
        }

        @Override
        public void onRegistered(UserAgent registeredAgent, Duration expires) {
            registered.complete(null);
            if (lost) {
                lost = false;
                receiver.back();
            }
        }

        @Override
        public void onUnregistered(UserAgent lostAgent, String reason) {
            boolean first = registered.completeExceptionally(
                    new SipFailureException(SipFailureException.NO_CONNECTION, reason, null));
            if (!first && !lost) {
                lost = true;
                receiver.lost();
            }
        }

        @Override
        public void onRefused(UserAgent refusedAgent, int status, String reason) {
            registered.completeExceptionally(new SipFailureException(status, status + " " + reason, null));
        }
    }
}
