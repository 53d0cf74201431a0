package io.bridgehead.sip;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.TransportAddress;
import io.bridgehead.sip.useragent.UserAgentConfig;

/** Send and receive SIP messages (RFC 3261) as a server, as a registered user, or as a proxy. */
@UriEndpoint(firstVersion = "1.0.0", scheme = "sip", title = "SIP", syntax = "sip:name", headersClass = SipConstants.class, category = {
        Category.CHAT, Category.NETWORKING })
public class SipEndpoint extends DefaultEndpoint implements AsyncEndpoint, HeaderFilterStrategyAware {

    private static final String SERVER = "server/";
    private static final String RELAY = "relay";

    @UriPath(description = "server/METHOD receives requests of that method (server/* any other); user@domain is a user agent;"
            + " relay forwards the request that began the exchange")
    @Metadata(required = true)
    private final String name;
    @UriParam
    private SipConfiguration configuration;
    @UriParam(label = "advanced", description = "Decides which headers cross the border between SIP and Camel")
    private HeaderFilterStrategy headerFilterStrategy = new SipHeaderFilterStrategy();

    public SipEndpoint(String uri, SipComponent component, String name, SipConfiguration configuration) {
        super(uri, component);
        this.name = name;
        this.configuration = configuration;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (name.startsWith(SERVER) && name.length() > SERVER.length()) {
            return configured(new SipServerConsumer(this, processor, name.substring(SERVER.length())));
        }
        if (isUser()) {
            return configured(new SipUserAgentConsumer(this, processor));
        }
        throw new IllegalArgumentException("Nothing to be consumed from sip:" + name);
    }

    private Consumer configured(Consumer consumer) throws Exception {
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        if (name.equals(RELAY)) {
            return new SipRelayProducer(this);
        }
        if (isUser()) {
            return new SipUserAgentProducer(this);
        }
        throw new IllegalArgumentException("Nothing can be sent to sip:" + name);
    }

    private boolean isUser() {
        return name.indexOf('@') > 0;
    }

    @Override
    public SipComponent getComponent() {
        return (SipComponent) super.getComponent();
    }

    public String getName() {
        return name;
    }

    public SipConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(SipConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return headerFilterStrategy;
    }

    @Override
    public void setHeaderFilterStrategy(HeaderFilterStrategy headerFilterStrategy) {
        this.headerFilterStrategy = headerFilterStrategy;
    }

    /** The user, server and times that the options describe. */
    UserAgentConfig userAgentConfig() {
        SipUri aor = SipUri.parse("sip:" + name);
        Destination proxy = configuration.getProxy() != null ? TransportAddress.parse(configuration.getProxy()).destination()
                : null;
        String user = configuration.getAuthUser() == null ? aor.user() : configuration.getAuthUser();
        String instance = configuration.getInstance() == null ? "urn:uuid:" + UUID.randomUUID() : configuration.getInstance();
        return new UserAgentConfig(aor, configuration.getDisplayName(), user, configuration.getPassword(), proxy,
                configuration.isRegister(), Duration.ofSeconds(configuration.getExpires()),
                Duration.ofSeconds(configuration.getKeepAlive()), Duration.ofMillis(configuration.getRetryMin()),
                Duration.ofMillis(configuration.getRetryMax()), instance);
    }

    List<String> headerNames() {
        return WireHeaders.names(configuration.getHeaders());
    }
}
