package io.bridgehead.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packages that cost most, out of collapsed stacks: lines of frames from the outermost on, and a weight. */
final class ProfileSummary {

    private static final int ROWS = 25;
    private static final double PERCENT = 100.0;

    private final Map<String, Long> self = new HashMap<>();
    private final Map<String, Long> ours = new HashMap<>();
    private final String event;
    private long total;

    ProfileSummary(List<String> stacks, String event) {
        this.event = event;
        for (String line : stacks) {
            int blank = line.lastIndexOf(' ');
            add(line.substring(0, blank).split(";"), Long.parseLong(line.substring(blank + 1)));
        }
    }

    private void add(String[] frames, long weight) {
        total += weight;
        self.merge(owner(frames), weight, Long::sum);
        // A method called anew within itself counts once.
        Arrays.stream(frames).filter(frame -> frame.startsWith("io/bridgehead/")).distinct()
                .forEach(frame -> ours.merge(frame, weight, Long::sum));
    }

    /**
     * The package of the innermost Java frame; what the JDK and the kernel do counts for whoever asked for it, apart from
     * threads without Java.
     */
    private static String owner(String[] frames) {
        for (int i = frames.length - 1; i >= 0; i--) {
            int slash = frames[i].indexOf('/');
            boolean java = slash > 0 && frames[i].indexOf('.') > slash;
            if (java && !frames[i].startsWith("java/") && !frames[i].startsWith("jdk/") && !frames[i].startsWith("sun/")
                    && !frames[i].startsWith("javax/")) {
                return frames[i].substring(0, frames[i].lastIndexOf('/')).replace('/', '.');
            }
        }
        return frames[0].replaceAll(" tid=.*|[#0-9]+", "");
    }

    void print(Report report) {
        report.line("Profile of %s: by package of the innermost frame outside the JDK", event);
        rows(report, self);
        report.line("Profile of %s: methods of ours with all that they call", event);
        rows(report, ours);
    }

    private void rows(Report report, Map<String, Long> weights) {
        weights.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())).limit(ROWS)
                .forEach(row -> report.line("  %5.1f %%  %s", PERCENT * row.getValue() / total, row.getKey()));
    }
}
