package io.bridgehead.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One measured load of one server.
 *
 * @param highest whether this is the highest rate that the server held
 * @param sample {@code null} if no rate was held
 */
record Cell(Work work, Transport transport, String server, boolean highest, Sample sample) {

    private static final double KB = 1000;
    private static final double MICROS = 1e6;

    /** For people who watch: one line with everything. */
    String summary() {
        String what = work.title() + ", " + transport + ", " + server + ", ";
        if (sample == null) {
            return what + "no rate held";
        }
        int ok = Math.max(1, sample.ok());
        return String.format(Locale.ROOT, "%s%,d/s%s: %s; generator %.0f µs per message, everybody else %.2f processors; %s",
                what, sample.rate(), highest ? " (highest held)" : "", figures(),
                sample.used().cpu().own() / ok * MICROS, sample.used().cpu().others() / sample.used().cpu().seconds(),
                sample.isHeld() ? "held" : "NOT held: " + String.join(", ", sample.troubles()));
    }

    private String figures() {
        return String.format(Locale.ROOT, "%s µs CPU, p50 %.1f ms, p99 %.1f ms%s, %.0f MB (RSS %.0f)", cpu(), sample.p50(),
                sample.p99(), sample.used().allocated().isPresent() ? ", " + allocated() + " kB allocated" : "",
                sample.memory().pss(), sample.memory().rss());
    }

    /** CPU µs per message, with the share of the database. */
    String cpu() {
        int ok = Math.max(1, sample.ok());
        Reading used = sample.used();
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%.0f", used.microsPer(ok)));
        List<String> shares = new ArrayList<>();
        if (used.writerMicrosPer(ok) >= 1) {
            shares.add(String.format(Locale.ROOT, "writer %.0f", used.writerMicrosPer(ok)));
        }
        if (used.compilerMicrosPer(ok) >= 1) {
            shares.add(String.format(Locale.ROOT, "compiling %.0f", used.compilerMicrosPer(ok)));
        }
        text.append(shares.isEmpty() ? "" : " (" + String.join(", ", shares) + ")");
        if (used.database() != null) {
            text.append(String.format(Locale.ROOT, " + PostgreSQL %.0f", used.databaseMicrosPer(ok)));
        }
        return text.toString();
    }

    private String allocated() {
        return sample.used().allocated().isEmpty() ? "–"
                : String.format(Locale.ROOT, "%.1f", sample.used().allocated().getAsLong() / KB / Math.max(1, sample.ok()));
    }

    /** A row of the table in docs/performance.md. */
    String row() {
        if (sample == null) {
            return String.format(Locale.ROOT, "| %s | %s | highest held: none | | | | |", transport, server);
        }
        String rate = String.format(Locale.ROOT, "%,d", sample.rate());
        return String.format(Locale.ROOT, "| %s | %s | %s | %s | %.1f / %.1f | %s | %.0f |", transport, server,
                highest ? "highest held: " + rate
                        : sample.isHeld() ? rate : rate + " not held: " + String.join(", ", sample.troubles()),
                cpu(), sample.p50(), sample.p99(), allocated(), sample.memory().pss());
    }
}
