package io.bridgehead.app.config;

import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;

/**
 * Turns the one word {@code bridgehead.database} into the switches Quarkus wants: exactly one of the two data sources in the
 * binary is active, the other connects to nothing.
 */
public class DatabaseConfigSourceFactory implements ConfigSourceFactory {

    private static final int BELOW_ENVIRONMENT_AND_FILES = 50;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue choice = context.getValue("bridgehead.database");
        boolean postgresql = choice != null && "postgresql".equalsIgnoreCase(choice.getValue());
        Map<String, String> switches = Map.of(
                "quarkus.datasource.postgresql.active", String.valueOf(postgresql),
                "quarkus.flyway.postgresql.active", String.valueOf(postgresql),
                "quarkus.datasource.sqlite.active", String.valueOf(!postgresql),
                "quarkus.flyway.sqlite.active", String.valueOf(!postgresql));
        return List.of(new PropertiesConfigSource(switches, "bridgehead.database", BELOW_ENVIRONMENT_AND_FILES));
    }
}
