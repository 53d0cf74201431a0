package io.bridgehead.sip;

import java.nio.file.Path;
import java.time.Duration;

import io.bridgehead.sip.locate.DnsServerLocator;
import io.bridgehead.sip.locate.LocateSettings;
import io.bridgehead.sip.locate.ServerLocator;
import io.bridgehead.sip.message.MessageLimits;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transaction.SipStackBuilder;
import io.bridgehead.sip.transaction.SipTimers;
import io.bridgehead.sip.transport.AddressLimits;
import io.bridgehead.sip.transport.ClientCertificates;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.Networks;
import io.bridgehead.sip.transport.Origins;
import io.bridgehead.sip.transport.TlsFiles;
import io.bridgehead.sip.transport.TransportAddress;
import io.bridgehead.sip.transport.TransportLimits;

/** Reads the component's options into a stack builder. */
final class StackFactory {

    private final SipStackConfiguration options;
    private TlsFiles serverTls;

    StackFactory(SipStackConfiguration options) {
        this.options = options;
    }

    /** @throws io.bridgehead.sip.transport.TlsFileException if a certificate, key or trust file cannot be used */
    SipStackBuilder builder() {
        SipStackBuilder builder = SipStack.builder().transportLimits(limits())
                .messageLimits(
                        new MessageLimits(options.getMaxMessageBytes(), options.getMaxHeaderBytes(), options.getMaxHeaders()))
                .timers(timers())
                .maxTransactions(options.getMaxTransactions()).maxInflightBytes(options.getMaxInflightBytes())
                .clientTls(TlsFiles.client(file(options.getTlsCertificate()), file(options.getTlsKey()),
                        file(options.getTlsTrust())))
                // Through the relay a request may reach the same stack again, on its way to one of its user agents.
                .detectMergedRequests(false);
        for (String text : WireHeaders.names(options.getListeners())) {
            builder.listen(listener(text));
        }
        return builder;
    }

    private TransportLimits limits() {
        AddressLimits perAddress = new AddressLimits(options.getMaxConnectionsPerAddress(),
                options.getMaxRequestsPerSecond(), options.getRequestBurst(),
                Networks.of(WireHeaders.names(options.getTrustedAddresses())));
        return TransportLimits.DEFAULT.withMaxUdpRequestBytes(options.getMaxUdpRequestBytes())
                .withConnections(options.getMaxConnections(), perAddress)
                .withTimeouts(Duration.ofMillis(options.getFirstRequestTimeout()),
                        Duration.ofMillis(options.getPartialMessageTimeout()), Duration.ofMillis(options.getIdleTimeout()),
                        Duration.ofMillis(options.getConnectTimeout()))
                .withWebSocketPing(Duration.ofMillis(options.getWebSocketPing()))
                .withMaxPartialBytes(options.getMaxPartialBytes()).withUdpCredit(options.isUdpCredit());
    }

    ServerLocator locator() {
        return new DnsServerLocator(LocateSettings.of(WireHeaders.names(options.getNameServers()),
                Duration.ofMillis(options.getDnsTimeout()), WireHeaders.names(options.getAllowedNetworks()),
                WireHeaders.names(options.getDeniedNetworks())));
    }

    private SipTimers timers() {
        SipTimers timers = SipTimers.of(options.getTimerT1(), options.getTimerT2(), options.getTimerT4());
        return new SipTimers(timers.t1(), timers.t2(), timers.t4(), timers.timeout(), timers.tryingAfter(),
                options.getTimerC());
    }

    private Listener listener(String text) {
        TransportAddress address = TransportAddress.parse(text);
        return new Listener(address.transport(), address.host(), address.port(), options.getAdvertisedHost(),
                address.transport().isSecure() ? serverTls() : null, origins());
    }

    /** From which web pages WebSocket connections are admitted. */
    Origins origins() {
        return Origins.of(WireHeaders.names(options.getAllowedOrigins()));
    }

    /** One for all listeners, so that the files are read once. */
    private TlsFiles serverTls() {
        if (file(options.getTlsCertificate()) == null || file(options.getTlsKey()) == null) {
            throw new IllegalArgumentException(
                    "tls and wss listeners need a certificate and its key: the options tlsCertificate and tlsKey");
        }
        if (serverTls == null) {
            serverTls = TlsFiles.server(file(options.getTlsCertificate()), file(options.getTlsKey()),
                    file(options.getTlsTrust()), ClientCertificates.of(options.getTlsClientCertificates()));
        }
        return serverTls;
    }

    private static Path file(String name) {
        return name == null || name.isBlank() ? null : Path.of(name);
    }
}
