package io.bridgehead.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The configuration as commands read it that run without the server: the same as the server's. */
public final class CommandConfiguration {

    private static final int DEFAULTS = 250;
    private static final int OPERATORS_FILE = 260;

    private CommandConfiguration() {
    }

    /** Defaults, {@code config/application.properties} below the working folder, the environment and system properties. */
    public static SmallRyeConfig read() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultInterceptors().addSystemSources();
        URL defaults = CommandConfiguration.class.getResource("/application.properties");
        try {
            builder.withSources(new PropertiesConfigSource(defaults, DEFAULTS));
            Path operators = Path.of("config", "application.properties");
            if (Files.exists(operators)) {
                builder.withSources(new PropertiesConfigSource(operators.toUri().toURL(), OPERATORS_FILE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration cannot be read", e);
        }
        return builder.build();
    }
}
