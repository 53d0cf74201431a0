package io.bridgehead.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;

/**
 * Turns the list of words {@code bridgehead.sip.transports} and the port of each into the listeners of the {@code sip}
 * component. Which words there are is for the component to say.
 */
public class SipConfigSourceFactory implements ConfigSourceFactory {

    private static final int BELOW_ENVIRONMENT_AND_FILES = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String host = text(context, "bridgehead.sip.host");
        String literal = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        List<String> listeners = new ArrayList<>();
        for (String word : text(context, "bridgehead.sip.transports").split(",")) {
            String transport = word.strip().toLowerCase(Locale.ROOT);
            if (!transport.isEmpty()) {
                listeners.add(transport + "://" + literal + ":" + text(context, portKey(transport)));
            }
        }
        return List.of(new PropertiesConfigSource(Map.of("camel.component.sip.listeners", String.join(",", listeners)),
                "bridgehead.sip.transports", BELOW_ENVIRONMENT_AND_FILES));
    }

    private static String portKey(String transport) {
        return switch (transport) {
            case "tls" -> "bridgehead.sip.tls.port";
            case "ws" -> "bridgehead.sip.ws-port";
            case "wss" -> "bridgehead.sip.wss-port";
            default -> "bridgehead.sip.port";
        };
    }

    private static String text(ConfigSourceContext context, String key) {
        ConfigValue value = context.getValue(key);
        return value == null || value.getValue() == null ? "" : value.getValue();
    }
}
