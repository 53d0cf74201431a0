package io.bridgehead.sip;

import java.io.File;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.net.ssl.SSLException;

import io.bridgehead.sip.locate.DnsServerLocator;
import io.bridgehead.sip.locate.LocateSettings;
import io.bridgehead.sip.locate.Networks;
import io.bridgehead.sip.locate.ServerLocator;
import io.bridgehead.sip.message.MessageLimits;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transaction.SipStackBuilder;
import io.bridgehead.sip.transaction.SipTimers;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.TransportLimits;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.NetUtil;

/** Reads the component's options into a stack builder. */
final class StackFactory {

    private static final int DNS_PORT = 53;

    private final SipStackConfiguration options;

    StackFactory(SipStackConfiguration options) {
        this.options = options;
    }

    SipStackBuilder builder() throws SSLException {
        Duration firstRequest = Duration.ofMillis(options.getFirstRequestTimeout());
        TransportLimits limits = TransportLimits.DEFAULT.withMaxUdpRequestBytes(options.getMaxUdpRequestBytes())
                .withConnections(options.getMaxConnections(), options.getMaxConnectionsPerAddress())
                .withTimeouts(firstRequest, TransportLimits.DEFAULT.partialMessageTimeout(),
                        Duration.ofMillis(options.getIdleTimeout()), Duration.ofMillis(options.getConnectTimeout()));
        SipStackBuilder builder = SipStack.builder().transportLimits(limits)
                .messageLimits(
                        new MessageLimits(options.getMaxMessageBytes(), options.getMaxHeaderBytes(), options.getMaxHeaders()))
                .timers(timers())
                .maxTransactions(options.getMaxTransactions()).clientTls(clientTls())
                // Through the relay a request may reach the same stack again, on its way to one of its user agents.
                .detectMergedRequests(false);
        for (String text : WireHeaders.names(options.getListeners())) {
            builder.listen(listener(text));
        }
        return builder;
    }

    ServerLocator locator() {
        List<InetSocketAddress> nameServers = WireHeaders.names(options.getNameServers()).stream().map(StackFactory::nameServer)
                .toList();
        return new DnsServerLocator(new LocateSettings(nameServers, Duration.ofMillis(options.getDnsTimeout()),
                Networks.of(WireHeaders.names(options.getAllowedNetworks())),
                Networks.of(WireHeaders.names(options.getDeniedNetworks()))));
    }

    private static InetSocketAddress nameServer(String text) {
        URI uri = URI.create("dns://" + text);
        byte[] literal = uri.getHost() == null ? null : NetUtil.createByteArrayFromIpAddressString(host(uri));
        if (literal == null) {
            throw new IllegalArgumentException("A name server is given as address or address:port, not " + text);
        }
        return new InetSocketAddress(host(uri), uri.getPort() > 0 ? uri.getPort() : DNS_PORT);
    }

    private SipTimers timers() {
        SipTimers timers = SipTimers.of(options.getTimerT1(), options.getTimerT2(), options.getTimerT4());
        return new SipTimers(timers.t1(), timers.t2(), timers.t4(), timers.timeout(), timers.tryingAfter(),
                options.getTimerC());
    }

    private Listener listener(String text) throws SSLException {
        URI uri = URI.create(text);
        SipTransport transport = transport(uri);
        Listener listener = new Listener(transport, host(uri), Math.max(uri.getPort(), 0), options.getAdvertisedHost(),
                transport.isSecure() ? serverTls() : null, Set.of());
        return transport.isWebSocket() ? listener.allowingOrigins(Set.copyOf(WireHeaders.names(options.getAllowedOrigins())))
                : listener;
    }

    /** Reads {@code transport://host:port}; the port may be left out. */
    static Destination destination(String text) {
        URI uri = URI.create(text);
        SipTransport transport = transport(uri);
        return new Destination(transport, host(uri), uri.getPort() > 0 ? uri.getPort() : transport.defaultPort());
    }

    private static SipTransport transport(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("Not of the form transport://host:port: " + uri);
        }
        return SipTransport.valueOf(uri.getScheme().toUpperCase(Locale.ROOT));
    }

    private static String host(URI uri) {
        return uri.getHost().replace("[", "").replace("]", "");
    }

    private SslContext serverTls() throws SSLException {
        if (options.getTlsCertificate() == null || options.getTlsKey() == null) {
            throw new IllegalArgumentException("tls and wss listeners need the options tlsCertificate and tlsKey");
        }
        return SslContextBuilder.forServer(new File(options.getTlsCertificate()), new File(options.getTlsKey()))
                .protocols("TLSv1.3", "TLSv1.2").build();
    }

    private SslContext clientTls() throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient().protocols("TLSv1.3", "TLSv1.2");
        return (options.getTlsTrust() == null ? builder : builder.trustManager(new File(options.getTlsTrust()))).build();
    }
}
