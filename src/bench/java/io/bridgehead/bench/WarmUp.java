package io.bridgehead.bench;

/** Load before the first figure counts: a JVM compiles what it runs often, which takes more than the work itself at first. */
final class WarmUp {

    /** For a server that is no JVM. */
    private static final int NATIVE_SECONDS = 2;
    private static final int STEP_SECONDS = 4;
    /** Share of the CPU time that may still go into compiling. */
    private static final double COMPILING = 0.1;

    private WarmUp() {
    }

    /** Runs at a quarter, half and all of {@code --warmup-rate}; a JVM goes on until it hardly compiles any more. */
    static void run(Load load, Options options, Server server, Report report) {
        boolean jvm = server.allocated().isPresent();
        int rate = options.number("warmup-rate", 2000);
        int seconds = jvm ? options.number("warmup", 16) : NATIVE_SECONDS;
        int limit = options.number("warmup-limit", 48);
        load.run(rate / 4, seconds / 4.0);
        load.run(rate / 2, seconds / 4.0);
        Sample last = load.run(rate, seconds / 2.0);
        while (jvm && seconds < limit && compiling(last) > COMPILING) {
            last = load.run(rate, STEP_SECONDS);
            seconds += STEP_SECONDS;
        }
        load.settle();
        report.line("%s warmed up by %,d messages in %d s, at last %.0f µs CPU each, %.0f %% of it for compiling",
                server.name(),
                load.answered(), seconds, last.used().microsPer(Math.max(1, last.ok())), compiling(last) * 100);
    }

    private static double compiling(Sample sample) {
        return sample.used().compilerMicrosPer(1) / sample.used().microsPer(1);
    }
}
