package io.bridgehead.webservice;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;

/**
 * The route files of the web services, in a Camel of their own. What lies behind a {@code direct:} end is given by the test.
 */
final class Routes implements AutoCloseable {

    final DefaultCamelContext camel = new DefaultCamelContext();
    private final Properties properties = new Properties();

    Routes() {
        camel.getRegistry().bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, HttpDriver.engine());
        properties.setProperty("bridgehead.roles", "im-server,gateway,conference-service,bridge");
        properties.setProperty("bridgehead.gateway.conference-service.connect-timeout", "3000");
        properties.setProperty("bridgehead.gateway.conference-service.response-timeout", "3000");
        properties.setProperty("bridgehead.gateway.conference-service.retry-delay", "10");
        properties.setProperty("bridgehead.conference-service.reporting.connect-timeout", "3000");
        properties.setProperty("bridgehead.conference-service.reporting.response-timeout", "3000");
    }

    Routes property(String key, String value) {
        properties.setProperty(key, value);
        return this;
    }

    Routes beans(Map<String, Object> beans) {
        beans.forEach(camel.getRegistry()::bind);
        return this;
    }

    Routes end(String direct, Processor processor) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + direct).process(processor);
            }
        });
        return this;
    }

    Routes start(String... files) throws Exception {
        camel.getPropertiesComponent().setOverrideProperties(properties);
        for (String file : files) {
            PluginHelper.getRoutesLoader(camel).loadRoutes(
                    PluginHelper.getResourceLoader(camel).resolveResource("classpath:routes/" + file));
        }
        camel.start();
        return this;
    }

    @Override
    public void close() {
        camel.stop();
    }

    /** What reached a {@code direct:} end. */
    record Sent(byte[] body, String recipient, String contentType, String conferenceId, String topic, String expires) {
    }

    static final class Outbox extends CopyOnWriteArrayList<Sent> implements Processor {

        private static final long serialVersionUID = 1L;

        @Override
        public void process(Exchange exchange) {
            add(new Sent(exchange.getMessage().getBody(byte[].class), exchange.getVariable("recipient", String.class),
                    exchange.getVariable("contentType", String.class),
                    exchange.getVariable("conferenceId", String.class), exchange.getVariable("topic", String.class),
                    exchange.getVariable("expires", String.class)));
        }
    }
}
