package io.bridgehead.bench;

import java.util.Locale;

/** How users reach the server. */
enum Transport {
    UDP,
    TCP,
    WS;

    static Transport of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Whether the transport itself repeats what was lost, so that SIP does not (RFC 3261 §17.1.2.2). */
    boolean isReliable() {
        return this != UDP;
    }
}
