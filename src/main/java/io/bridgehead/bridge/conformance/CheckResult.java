package io.bridgehead.bridge.conformance;

import java.util.List;

/**
 * How a check went.
 *
 * @param id of the check
 * @param title of the check
 * @param section of the contract
 * @param verdict how it went
 * @param expected what the contract wants; empty unless failed
 * @param seen what the bridge did; empty unless failed
 * @param why why it was not tried; otherwise empty
 * @param course commands and events of the check, one a line; empty unless failed
 */
public record CheckResult(String id, String title, String section, Verdict verdict, String expected, String seen, String why,
        List<String> course) {

    /** How a check can go. */
    public enum Verdict {
        PASSED("passed"),
        FAILED("failed"),
        NOT_TRIED("not tried");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** For people and in JSON. */
        public String words() {
            return words;
        }
    }

    public CheckResult {
        course = List.copyOf(course);
    }

    static CheckResult passed(Check check) {
        return new CheckResult(check.id(), check.title(), check.section(), Verdict.PASSED, "", "", "", List.of());
    }

    static CheckResult failed(Check check, BrokenContractException broken, List<String> course) {
        return new CheckResult(check.id(), check.title(), check.section(), Verdict.FAILED, broken.expected(), broken.seen(), "",
                course);
    }

    static CheckResult notTried(Check check, String why) {
        return new CheckResult(check.id(), check.title(), check.section(), Verdict.NOT_TRIED, "", "", why, List.of());
    }
}
