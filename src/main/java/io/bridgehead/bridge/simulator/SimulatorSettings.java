package io.bridgehead.bridge.simulator;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a simulated bridge is spoken with.
 *
 * @param listen where it takes commands
 * @param secrets shared with Bridgehead, the current one first
 * @param reportTo where Bridgehead takes its events
 * @param trust PEM file of authorities that the certificate at an https address of {@code reportTo} may be from, besides those
 *        of the runtime; null for none
 * @param misbehaviour what it does wrong
 * @param pace from the dial to the answer or refusal of a telephone
 * @param lateness how late is what is late, at least 1 ms
 */
public record SimulatorSettings(InetSocketAddress listen, List<String> secrets, URI reportTo, Path trust,
        Misbehaviour misbehaviour,
        Duration pace, Duration lateness) {

    public SimulatorSettings {
        secrets = List.copyOf(secrets);
    }
}
