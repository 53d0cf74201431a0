package io.bridgehead.bench;

/** stub */
final class ConferenceCost {
    ConferenceCost(Options options, Report report) {
    }
    void run() {
    }
}
