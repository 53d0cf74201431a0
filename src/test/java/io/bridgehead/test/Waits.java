package io.bridgehead.test;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long tests wait for what is sure to come. On a busy machine of two cores a step may take long; waiting longer costs
 * nothing where all is well. JUnit applies it to every test class, see {@code junit-platform.properties}.
 */
public final class Waits implements BeforeAllCallback {

    /** For all that Awaitility waits for without a time of its own. */
    public static final Duration LONG = Duration.ofSeconds(30);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONG);
    }
}
