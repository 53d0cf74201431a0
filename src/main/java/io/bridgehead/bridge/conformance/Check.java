package io.bridgehead.bridge.conformance;

import java.util.Set;

/**
 * One thing the contract asks of a bridge.
 *
 * @param id short name, unique
 * @param title what a good bridge does, one sentence
 * @param section of the contract in {@code docs/add-a-bridge.md}
 * @param needs telephones it cannot do without
 * @param body does it; throws {@link BrokenContractException}
 */
record Check(String id, String title, String section, Set<TestTelephone> needs, Body body) {

    /** What a check does with the bridge. */
    @FunctionalInterface
    interface Body {
        void run(Trial trial);
    }

    static Check of(String id, String title, String section, Body body, TestTelephone... needs) {
        return new Check(id, title, section, Set.of(needs), body);
    }
}
