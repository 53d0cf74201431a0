package io.bridgehead.bridge.http;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.function.Predicate;

import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;

/** The way out to bridges: Camel's http component once more, which goes only where bridges may be. */
public final class PartnerConnections {

    private static final int CONNECTIONS = 256;
    private static final int CONNECTIONS_PER_BRIDGE = 32;

    private PartnerConnections() {
    }

    /** @param allowed addresses that the operator allows although no bridge may be there */
    public static HttpComponent plain(Predicate<InetAddress> allowed) {
        return component(connections(allowed));
    }

    /**
     * Connections by TLS to bridges that prove by a certificate that they have the name in their URL.
     *
     * @param allowed as in {@link #plain}
     * @param trust authorities besides those of the runtime, a PEM file; null for none
     * @throws BridgeTrustException if the file cannot be used
     */
    public static HttpComponent secure(Predicate<InetAddress> allowed, Path trust) {
        HttpComponent component = component(
                connections(allowed).setTlsSocketStrategy(new DefaultClientTlsStrategy(PartnerTrust.with(trust))));
        // Under another name than https this is what makes Camel speak TLS; whom it trusts is said above.
        component.setSslContextParameters(new SSLContextParameters());
        return component;
    }

    /** @throws BridgeTrustException if the file, which may be null, cannot be used for {@link #secure} */
    public static void check(Path trust) {
        PartnerTrust.with(trust);
    }

    private static PoolingHttpClientConnectionManagerBuilder connections(Predicate<InetAddress> allowed) {
        return PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(new PartnerAddresses(allowed))
                .setMaxConnTotal(CONNECTIONS).setMaxConnPerRoute(CONNECTIONS_PER_BRIDGE);
    }

    private static HttpComponent component(PoolingHttpClientConnectionManagerBuilder connections) {
        HttpComponent component = new HttpComponent();
        component.setHttpClientConfigurer(new BoundedAnswers());
        component.setClientConnectionManager(connections.build());
        return component;
    }
}
