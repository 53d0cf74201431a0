package io.bridgehead.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.bridgehead.sip.message.MessageLimits;
import io.bridgehead.sip.message.Params;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.message.Via;
import io.netty.util.NetUtil;

/** All transports of one stack: opens listeners and connections and keeps the flows. */
public final class TransportLayer {
    private static final int CERTIFICATE_SECONDS = 5;

    private final List<Listener> listeners;
    private final TransportLimits limits;
    private final TransportCounters counters = new TransportCounters();
    private final FlowTable flows = new FlowTable();
    private final EventLoops loops = new EventLoops();
    private final AddressLookup lookup;
    private final HostResolver resolver = new HostResolver();
    private final ConnectionContext context;
    private final ConnectionLimiter limiter;
    private final UdpCredit credit;
    private final List<TlsContext> certificates;
    private final OutboundConnector connector;
    private final LocalNames localNames = new LocalNames();
    private final List<UdpSocket> udp = new CopyOnWriteArrayList<>();
    private final List<BoundAddress> bound = new CopyOnWriteArrayList<>();

    /**
     * @param clientTls for outbound TLS, or null
     * @param lookup finds the addresses of destinations
     * @param executor where close callbacks run
     * @param receiver gets every valid message, on event loops
     */
    public TransportLayer(List<Listener> listeners, MessageLimits messageLimits, TransportLimits limits, TlsContext clientTls,
            AddressLookup lookup, Executor executor, MessageReceiver receiver) {
        this.lookup = lookup;
        this.listeners = List.copyOf(listeners);
        this.limits = limits;
        Inbound inbound = new Inbound(messageLimits, limits, counters, receiver);
        this.context = new ConnectionContext(loops, messageLimits, limits, counters, flows, executor, inbound);
        this.connector = new OutboundConnector(context, clientTls);
        this.limiter = new ConnectionLimiter(limits, counters);
        this.credit = new UdpCredit(limits, System::nanoTime);
        this.certificates = Stream.concat(this.listeners.stream().map(Listener::tls), Stream.ofNullable(clientTls))
                .filter(Objects::nonNull).distinct().toList();
    }

    /** @throws ListenException if a listener cannot be opened; nothing is left open then */
    public void start() {
        try {
            for (Listener listener : listeners) {
                if (listener.transport().isSecure() && listener.tls() == null) {
                    throw new ListenException(listener, new IllegalArgumentException("there is no certificate"));
                }
                if (listener.transport() == SipTransport.UDP) {
                    UdpSocket socket = UdpSocket.open(udp.size(), listener, context, credit);
                    udp.add(socket);
                    bound.add(new BoundAddress(listener, socket.address()));
                } else {
                    ConnectionListener acceptor = new ConnectionListener(context, listener, limiter);
                    acceptor.open();
                    bound.add(acceptor.address());
                }
            }
        } catch (ListenException e) {
            close();
            throw e;
        }
        if (!certificates.isEmpty()) {
            loops.group().next().scheduleWithFixedDelay(
                    () -> context.executor().execute(() -> certificates.forEach(TlsContext::refresh)), CERTIFICATE_SECONDS,
                    CERTIFICATE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /**
     * Shares the port of a web server: connections it accepts and upgrades are taken over.
     *
     * @param listener WS or WSS at the address of the web server, which is taken as one of ours
     */
    public WebSocketIntake intake(Listener listener) {
        if (!listener.transport().isWebSocket()) {
            throw new IllegalArgumentException("Only WebSocket connections are taken over from a web server");
        }
        bound.add(new BoundAddress(listener, new InetSocketAddress(listener.host(), listener.port())));
        return new WebSocketIntake(context, listener, limiter);
    }

    /** Closes everything; blocks up to two seconds. */
    public void close() {
        resolver.close();
        loops.close();
    }

    public List<BoundAddress> bound() {
        return List.copyOf(bound);
    }

    public TransportCounters counters() {
        return counters;
    }

    public TransportLimits limits() {
        return limits;
    }

    public boolean isLocal(String host, int port) {
        return LocalNames.isLocal(host, port, bound);
    }

    /** The flow to a destination, opened if there is none. Fails with a {@link TransportException}. */
    public CompletionStage<Flow> connect(Destination destination) {
        return destination.address() != null ? open(destination) : lookup.address(destination).thenCompose(this::open);
    }

    private CompletionStage<Flow> open(Destination destination) {
        CompletableFuture<InetSocketAddress> address = destination.address() == null
                ? resolver.resolve(destination.host(), destination.port())
                : CompletableFuture.completedFuture(new InetSocketAddress(destination.address(), destination.port()));
        if (destination.transport() == SipTransport.UDP) {
            return address.thenCompose(this::udpFlow);
        }
        return address.thenCompose(
                to -> flows.toPeer(destination.transport(), to, () -> connector.connect(destination, to)));
    }

    private CompletableFuture<Flow> udpFlow(InetSocketAddress to) {
        for (UdpSocket socket : udp) {
            InetAddress local = socket.address().getAddress();
            // a wildcard socket serves both families, a bound one its own
            if (local.isAnyLocalAddress() || local.getClass() == to.getAddress().getClass()) {
                return CompletableFuture.completedFuture(new UdpFlow(socket, to));
            }
        }
        return CompletableFuture.failedFuture(new TransportException("No UDP listener to send from"));
    }

    /** The open flow with that id. */
    public Optional<Flow> flow(String id) {
        Flow flow = id.startsWith(UdpFlow.ID_PREFIX) ? udpFlow(id) : flows.find(id);
        return flow == null || !flow.isOpen() ? Optional.empty() : Optional.of(flow);
    }

    private Flow udpFlow(String id) {
        List<String> parts = List.of(id.split("/"));
        try {
            byte[] literal = NetUtil.createByteArrayFromIpAddressString(parts.get(2));
            int index = Integer.parseInt(parts.get(1));
            return literal == null || index >= udp.size() ? null
                    : new UdpFlow(udp.get(index),
                            new InetSocketAddress(InetAddress.getByAddress(literal), Integer.parseInt(parts.get(3))));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | UnknownHostException e) {
            return null; // not one of our ids
        }
    }

    /** A Via for requests sent by that flow. */
    public Via via(Flow flow, String branch) {
        InetSocketAddress sentBy = localNames.sentBy(flow, bound);
        Params params = Params.NONE.with("branch", branch);
        return new Via(flow.transport().name(), LocalNames.text(sentBy), sentBy.getPort(),
                flow.transport() == SipTransport.UDP ? params.with("rport", "") : params);
    }

    /** A Contact URI for the peer of that flow. */
    public SipUri contact(Flow flow, String user) {
        InetSocketAddress sentBy = localNames.sentBy(flow, bound);
        SipUri uri = SipUri.of(user, LocalNames.text(sentBy), sentBy.getPort());
        return flow.transport() == SipTransport.UDP ? uri : uri.withParam("transport", flow.transport().uriParameter());
    }
}
