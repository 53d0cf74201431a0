package io.bridgehead.media;

import java.time.Duration;
import java.util.Objects;

import io.bridgehead.media.codec.G711;

/**
 * Settings of the audio part.
 *
 * @param bindAddress IP address the RTP sockets are bound to; {@code 0.0.0.0} for all
 * @param advertisedAddress IP address told to telephones; differs from {@code bindAddress} behind NAT and with {@code 0.0.0.0}
 * @param firstPort first port of the range, an odd one is left out; 0 with {@code lastPort} 0 lets the system choose
 * @param lastPort last port of the range, included; each call takes two ports
 * @param mixerThreads threads that mix; each conference belongs to one of them
 * @param jitterDelay how long received audio is held back to absorb jitter, 0..200 ms, rounded down to 20 ms
 * @param deadAfter after this time without any packet a telephone that should send is reported as silent; zero switches it off
 * @param preferredLaw the law named first in our offers
 */
public record MediaConfig(String bindAddress, String advertisedAddress, int firstPort, int lastPort, int mixerThreads,
        Duration jitterDelay, Duration deadAfter, G711 preferredLaw) {

    /** Checks the ranges. */
    public MediaConfig {
        Objects.requireNonNull(bindAddress, "bindAddress");
        Objects.requireNonNull(advertisedAddress, "advertisedAddress");
        Objects.requireNonNull(preferredLaw, "preferredLaw");
        boolean systemChooses = firstPort == 0 && lastPort == 0;
        if (!systemChooses && (firstPort < 1024 || lastPort > 65535 || lastPort <= firstPort + firstPort % 2)) {
            throw new IllegalArgumentException(
                    "RTP port range " + firstPort + "-" + lastPort + " is empty or out of 1024-65535");
        }
        if (mixerThreads < 1 || mixerThreads > 64) {
            throw new IllegalArgumentException("mixerThreads " + mixerThreads + " is not in 1..64");
        }
        if (jitterDelay.isNegative() || jitterDelay.toMillis() > 200 || deadAfter.isNegative()) {
            throw new IllegalArgumentException("jitterDelay is not in 0..200 ms, or deadAfter is negative");
        }
    }

    /**
     * Ports 20000-29999 (5000 calls) on {@code address}, 40 ms jitter delay, a telephone is silent after 30 s, one thread per
     * two cores.
     */
    public static MediaConfig on(String address) {
        int threads = Math.max(1, Math.min(64, Runtime.getRuntime().availableProcessors() / 2));
        return new MediaConfig(address, address, 20000, 29999, threads, Duration.ofMillis(40), Duration.ofSeconds(30),
                G711.PCMU);
    }

    /** The same with another port range. */
    public MediaConfig withPorts(int first, int last) {
        return new MediaConfig(bindAddress, advertisedAddress, first, last, mixerThreads, jitterDelay, deadAfter, preferredLaw);
    }

    /** The same with another time to silence. */
    public MediaConfig withDeadAfter(Duration silence) {
        return new MediaConfig(bindAddress, advertisedAddress, firstPort, lastPort, mixerThreads, jitterDelay, silence,
                preferredLaw);
    }
}
