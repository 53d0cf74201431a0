package io.bridgehead.sip;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HeaderFilterStrategyComponent;

import io.bridgehead.sip.dialog.Calls;
import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.proxy.ContactFlows;
import io.bridgehead.sip.proxy.ProxySettings;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.TlsFileException;
import io.bridgehead.sip.transport.WebSocketIntake;

/** Sends and receives SIP messages. All endpoints of a component share one SIP stack, opened when the first one starts. */
@Component("sip")
public class SipComponent extends HeaderFilterStrategyComponent {

    private static final int CALLBACK_THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    @Metadata(description = "Listeners, limits and timers of the SIP stack")
    private SipStackConfiguration configuration = new SipStackConfiguration();
    private volatile SipEngine engine;
    private ExecutorService callbacks;
    private ExecutorService workers;

    public SipComponent() {
        this(null);
    }

    public SipComponent(CamelContext context) {
        super(context);
        setHeaderFilterStrategy(new SipHeaderFilterStrategy());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        SipEndpoint endpoint = new SipEndpoint(uri, this, remaining, new SipConfiguration());
        setEndpointHeaderFilterStrategy(endpoint);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    public SipStackConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(SipStackConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The component's SIP stack; opens its listeners if nothing has before. */
    public SipStack stack() {
        return engine().node().stack();
    }

    /** The component's SIP stack if it has been opened. */
    public Optional<SipStack> openStack() {
        SipEngine current = engine;
        return current == null ? Optional.empty() : Optional.of(current.node().stack());
    }

    /** The stack with dispatcher and timer, for further users of it. */
    public SipNode node() {
        return engine().node();
    }

    /** Runs what may block. */
    public Executor workers() {
        return engine().workers();
    }

    /** The call legs of the component's stack. */
    public Calls calls() {
        return engine().calls();
    }

    /**
     * Shares the port of a web server of this process, which upgrades connections to WebSocket and hands them over.
     *
     * @param host address of the web server
     * @param port port of the web server
     * @param secure whether it is HTTPS
     */
    public WebSocketIntake intake(String host, int port, boolean secure) {
        SipTransport transport = secure ? SipTransport.WSS : SipTransport.WS;
        return stack().intake(new Listener(transport, host, port, configuration.getAdvertisedHost(), null,
                new StackFactory(configuration).origins()));
    }

    /** Requests whose routes have not ended. */
    public int getInflight() {
        SipEngine current = engine;
        return current == null ? 0 : current.inflight().requests();
    }

    /** Requests whose routes wait for this process, and not for a peer to answer. */
    public int getBacklog() {
        SipEngine current = engine;
        return current == null ? 0 : current.inflight().backlog();
    }

    /** Requests answered 503 because too much was under way. */
    public long getOverloadRefusals() {
        SipEngine current = engine;
        return current == null ? 0 : current.inflight().refused();
    }

    SipEngine engine() {
        SipEngine current = engine;
        return current != null ? current : startEngine();
    }

    /** Does something with the engine unless it has been stopped: stopping must not start it. */
    void ifRunning(Consumer<SipEngine> action) {
        SipEngine current = engine;
        if (current != null) {
            action.accept(current);
        }
    }

    private synchronized SipEngine startEngine() {
        if (engine != null) {
            return engine;
        }
        CamelContext context = getCamelContext();
        callbacks = context.getExecutorServiceManager().newFixedThreadPool(this, "SipCallbacks", CALLBACK_THREADS);
        workers = context.getExecutorServiceManager().newFixedThreadPool(this, "SipWorkers", configuration.getWorkerThreads());
        try {
            StackFactory stacks = new StackFactory(configuration);
            SipEngine started = new SipEngine(stacks.builder(), stacks.locator(), callbacks, workers,
                    new Inflight(configuration.getMaxInflight(), configuration.getMaxBacklog()), proxySettings(context),
                    context::isStarted);
            started.start();
            engine = started;
            return started;
        } catch (IllegalArgumentException | TlsFileException e) {
            throw new SipConfigurationException(e.getMessage(), e);
        } finally {
            if (engine == null) {
                shutdownThreads();
            }
        }
    }

    private ProxySettings proxySettings(CamelContext context) {
        ProxySettings standard = ProxySettings.standard();
        FlowTokenKey key = context.getRegistry().findSingleByType(FlowTokenKey.class);
        ContactFlows contacts = context.getRegistry().findSingleByType(ContactFlows.class);
        return new ProxySettings(key == null ? standard.flowTokenKey() : key.bytes(),
                WireHeaders.names(configuration.getRemoveInDialog()), contacts == null ? ContactFlows.NONE : contacts);
    }

    @Override
    protected void doStop() throws Exception {
        synchronized (this) {
            if (engine != null) {
                engine.close();
                engine = null;
                shutdownThreads();
            }
        }
        super.doStop();
    }

    private void shutdownThreads() {
        getCamelContext().getExecutorServiceManager().shutdown(workers);
        getCamelContext().getExecutorServiceManager().shutdown(callbacks);
    }
}
