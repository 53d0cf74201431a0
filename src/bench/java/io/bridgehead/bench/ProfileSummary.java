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

    /** What a frame belongs to: of the frames of a stack the innermost that belongs to anything decides. */
    private static final Map<String, List<String>> AREAS = Map.of("store",
            List.of("io/bridgehead/store/", "io/bridgehead/messagelog/", "org/sqlite/", "org/postgresql/"), "SIP",
            List.of("io/bridgehead/sip/", "io/bridgehead/im/", "io/bridgehead/gateway/"), "SOAP",
            List.of("io/bridgehead/soap/", "io/bridgehead/webservice/", "org/apache/cxf/", "com/ctc/wstx/",
                    "org/codehaus/stax2/",
                    "org/glassfish/jaxb/", "jakarta/xml/", "com/sun/org/apache/xerces/", "io/quarkiverse/cxf/"),
            "HTTP",
            List.of("io/vertx/", "io/undertow/", "io/quarkus/vertx/", "org/apache/hc/", "org/apache/camel/component/http/"),
            "core", List.of("io/bridgehead/conference/", "io/bridgehead/status/"), "bridge",
            List.of("io/bridgehead/bridge/", "io/bridgehead/media/"), "routes", List.of("org/apache/camel/"), "network",
            List.of("io/netty/"));

    private final Map<String, Long> areas = new HashMap<>();
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
        areas.merge(area(frames), weight, Long::sum);
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

    private static String area(String[] frames) {
        for (int i = frames.length - 1; i >= 0; i--) {
            String frame = frames[i];
            for (Map.Entry<String, List<String>> area : AREAS.entrySet()) {
                if (area.getValue().stream().anyMatch(frame::startsWith)) {
                    return area.getKey();
                }
            }
        }
        return Arrays.stream(frames).anyMatch(frame -> frame.contains("Compile")) ? "compiling" : "the rest of the JVM";
    }

    void print(Report report) {
        report.line("Profile of %s: by what it is for", event);
        rows(report, areas);
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
