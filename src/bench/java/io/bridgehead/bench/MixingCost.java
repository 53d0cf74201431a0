package io.bridgehead.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the audio of conferences costs: CPU time of a bridge for each telephone in a call and minute, and how well they are
 * served.
 * The same telephones call the product, Asterisk where it is installed, and a program that only sends packets back.
 */
final class MixingCost {

    private static final int PATIENCE_SECONDS = 120;
    private static final int HANG_UP_SECONDS = 30;
    private static final int IDLE_SECONDS = 10;
    private static final int SETTLE_SECONDS = 3;
    private static final int TOLD_PER_SECOND = 20;
    /** As the kernel keeps it, cut to 15 letters. */
    private static final String MIXING_THREAD = "bridgehead-mixe";

    private final Options options;
    private final Report report;
    private final List<String> rows = new ArrayList<>();

    MixingCost(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() {
        List<String> servers = options.list("servers", "bridgehead,asterisk,packets");
        Path asterisk = AsteriskProcess.installed(options);
        if (servers.contains("asterisk") && asterisk == null) {
            report.line("Asterisk is not installed and left out; src/bench/asterisk/install installs it.");
        }
        try (EventLoop loop = new EventLoop();
                MixingBridge product = servers.contains("bridgehead") ? new MixingProduct(options, loop) : null;
                MixingBridge yardstick = servers.contains("asterisk") && asterisk != null ? new AsteriskProcess(asterisk)
                        : null) {
            boolean warm = false;
            for (String each : options.list("cases", "10/10,100/100,400/400,100/5")) {
                int count = Integer.parseInt(each.substring(0, each.indexOf('/')));
                int perConference = Integer.parseInt(each.substring(each.indexOf('/') + 1));
                if (product != null) {
                    if (!warm) {
                        idle(product);
                    }
                    measure(loop, product, count, perConference, warm ? SETTLE_SECONDS : options.number("warmup", 20));
                    warm = true;
                }
                if (yardstick != null) {
                    measure(loop, yardstick, count, perConference, SETTLE_SECONDS);
                }
                if (servers.contains("packets")) {
                    try (MixingBridge reflector = new ReflectorProcess(count)) {
                        measure(loop, reflector, count, perConference, 1);
                    }
                }
            }
            if (product != null) {
                profile(loop, product);
            }
        }
        report.line(
                "%n| telephones, in each conference | talk in each | bridge | CPU s per telephone and minute | of which mixing | packets/s, lowest | missing |"
                        + " hear what they should | interval ms p50 / p99 / p99.9 / longest | telephones late p99, ms | everybody else |");
        report.line("|---|---|---|---|---|---|---|---|---|---|---|");
        rows.forEach(row -> report.line("%s", row));
    }

    /** What the product costs that only waits; it is part of what each telephone costs, the more the fewer there are. */
    private void idle(MixingBridge product) {
        Pause.millis(TimeUnit.SECONDS.toMillis(IDLE_SECONDS));
        CpuTimes before = CpuTimes.of(product.pid());
        Pause.millis(TimeUnit.SECONDS.toMillis(IDLE_SECONDS));
        CpuTimes waiting = CpuTimes.of(product.pid()).since(before);
        report.line("%s without calls: %.2f CPU s a minute", product.name(), waiting.total() / waiting.seconds() * 60);
    }

    private void measure(EventLoop loop, MixingBridge bridge, int count, int perConference, int warmup) {
        try (AudioLoad audio = new AudioLoad(count, perConference)) {
            MixingTelephones telephones = call(loop, bridge, audio, count, perConference);
            // The product goes on telling its client for some time that everybody is in the call.
            Pause.millis(TimeUnit.SECONDS.toMillis(warmup + count / TOLD_PER_SECOND));
            for (String talk : options.list("talk", "3,all")) {
                int talkers = talk.equals("all") ? perConference : Integer.parseInt(talk);
                int seconds = options.number("seconds", 20);
                CpuTimes[] times = new CpuTimes[2];
                Map<String, Double> figures = audio.measure(talkers, seconds, () -> times[0] = CpuTimes.of(bridge.pid()),
                        () -> times[1] = CpuTimes.of(bridge.pid()));
                row(bridge, count, perConference, talk, times[1].since(times[0]), figures);
            }
            hangUp(loop, bridge, telephones);
        }
    }

    private static MixingTelephones call(EventLoop loop, MixingBridge bridge, AudioLoad audio, int count, int perConference) {
        MixingTelephones telephones = loop.call(() -> new MixingTelephones(loop, audio, count, perConference));
        bridge.call(telephones);
        if (!(bridge instanceof ReflectorProcess)) {
            await(PATIENCE_SECONDS, loop, telephones, count, bridge.name());
        }
        return telephones;
    }

    private static void hangUp(EventLoop loop, MixingBridge bridge, MixingTelephones telephones) {
        loop.call(() -> {
            telephones.hangUp();
            return null;
        });
        if (!(bridge instanceof ReflectorProcess)) {
            await(HANG_UP_SECONDS, loop, telephones, 0, bridge.name());
        }
    }

    private static void await(int patience, EventLoop loop, MixingTelephones telephones, int wanted, String bridge) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(patience);
        while (loop.call(telephones::inCall) != wanted) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(bridge + ": " + loop.call(telephones::inCall) + " telephones in a call after "
                        + patience + " s instead of " + wanted);
            }
            Pause.millis(20);
        }
    }

    private void row(MixingBridge bridge, int count, int perConference, String talk, CpuTimes used,
            Map<String, Double> figures) {
        double legMinutes = count * used.seconds() / 60;
        double mixing = used.threads().entrySet().stream().filter(thread -> thread.getKey().startsWith(MIXING_THREAD))
                .mapToDouble(Map.Entry::getValue).sum();
        String row = String.format(Locale.ROOT,
                "| %d, %d | %s | %s | **%.4f** | %s | %.2f | %.0f | %s | %.1f / %.1f / %.1f / %.1f | %.1f | %.2f |", count,
                perConference, talk, bridge.name(), used.total() / legMinutes,
                mixing > 0 ? String.format(Locale.ROOT, "%.4f", mixing / legMinutes) : "", figures.get("lowest"),
                figures.get("missing"), bridge instanceof ReflectorProcess ? ""
                        : String.format(Locale.ROOT, "%.0f",
                                figures.get("right")),
                figures.get("p50"), figures.get("p99"), figures.get("p999"), figures.get("longest"),
                figures.get("sent_late_p99"), (used.others() - figures.get("cpu")) / used.seconds());
        report.line("%s", row);
        rows.add(row);
    }

    /** One more run under the profiler. */
    private void profile(EventLoop loop, MixingBridge product) {
        if (options.text("profile", "").isEmpty()) {
            return;
        }
        int count = options.number("profiled", 200);
        try (AudioLoad audio = new AudioLoad(count, count)) {
            MixingTelephones telephones = call(loop, product, audio, count, count);
            Profile.take(options, product.pid(), report, () -> audio.measure(3, 15, () -> {
            }, () -> {
            }));
            hangUp(loop, product, telephones);
        }
    }
}
