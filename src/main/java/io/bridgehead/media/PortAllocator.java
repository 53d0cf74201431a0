package io.bridgehead.media;

import java.io.IOException;
import java.util.BitSet;

/**
 * Gives out the port pairs of the range. Where the search begins follows from the caller's seed: calls spread over the range,
 * and the same call gets the same port again after a restart if nobody else has it.
 */
final class PortAllocator {

    private static final int SYSTEM_TRIES = 50;

    private final String address;
    private final int first;
    private final int pairs;
    private final BitSet used;

    PortAllocator(MediaConfig config) {
        this.address = config.bindAddress();
        this.first = config.firstPort() + config.firstPort() % 2;
        this.pairs = first == 0 ? 0 : (config.lastPort() + 1 - first) / 2;
        this.used = new BitSet(pairs);
    }

    /** @param wanted the port taken if it is free, 0 for any */
    synchronized PortPair allocate(int seed, int wanted) {
        boolean inRange = wanted >= first && wanted < first + 2 * pairs && wanted % 2 == 0;
        if (first != 0) {
            return fromRange(inRange ? (wanted - first) / 2 : seed);
        }
        return wanted == 0 ? systemChosen() : again(wanted);
    }

    private PortPair again(int wanted) {
        try {
            return PortPair.bind(address, wanted);
        } catch (IOException e) {
            return systemChosen();
        }
    }

    private PortPair fromRange(int seed) {
        IOException last = null;
        for (int tried = 0; tried < pairs; tried++) {
            int pair = (Math.floorMod(seed, pairs) + tried) % pairs;
            if (used.get(pair)) {
                continue;
            }
            try {
                PortPair ports = PortPair.bind(address, first + 2 * pair);
                used.set(pair);
                return ports;
            } catch (IOException e) {
                last = e; // taken by another process: try the next one
            }
        }
        throw new NoMediaPortException(
                "No free pair of RTP ports in " + first + "-" + (first + 2 * pairs - 1) + " on " + address, last);
    }

    private PortPair systemChosen() {
        IOException last = null;
        for (int tried = 0; tried < SYSTEM_TRIES; tried++) {
            try {
                return PortPair.bind(address, 0);
            } catch (IOException e) {
                last = e; // an odd port, or its neighbour is taken
            }
        }
        throw new NoMediaPortException("The system gave no pair of RTP ports on " + address, last);
    }

    synchronized void release(PortPair ports) {
        ports.close();
        if (first != 0) {
            used.clear((ports.port() - first) / 2);
        }
    }

    /** Pairs that can still be given out by our own count; what other processes took is not known. */
    synchronized int free() {
        return first == 0 ? Integer.MAX_VALUE : pairs - used.cardinality();
    }
}
