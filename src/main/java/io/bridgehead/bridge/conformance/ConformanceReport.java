package io.bridgehead.bridge.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;

import io.bridgehead.bridge.conformance.CheckResult.Verdict;

/**
 * What a partner attaches: each check with how it went. It contains no addresses of telephones.
 *
 * @param bridge name of the bridge
 * @param kit version of the product whose kit it was
 * @param begun when the run began
 * @param results all checks
 */
public record ConformanceReport(String bridge, String kit, Instant begun, List<CheckResult> results) {

    private static final JsonFactory JSON = JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    public ConformanceReport {
        results = List.copyOf(results);
    }

    /** How many checks went so. */
    public long count(Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** What stands above the results. */
    public static void printHeader(String bridge, String kit, Instant begun, PrintWriter out) {
        out.println("Conformance of bridge " + bridge + ", checked by " + kit + " at " + begun);
        out.flush();
    }

    /** One result; a failure with all that is known of it. */
    public static void print(CheckResult result, PrintWriter out) {
        String verdict = result.verdict() == Verdict.FAILED ? "FAILED" : result.verdict().words();
        String why = result.verdict() == Verdict.NOT_TRIED ? " (" + result.why() + ")" : "";
        out.printf(Locale.ROOT, "  %-9s  %-20s %s%s%n", verdict, result.id(), result.title(), why);
        if (result.verdict() == Verdict.FAILED) {
            out.println("             expected: " + result.expected());
            out.println("             seen:     " + result.seen());
            out.println("             contract: docs/add-a-bridge.md, " + result.section());
            result.course().forEach(line -> out.println("             | " + line));
        }
        out.flush();
    }

    /** The last line. */
    public void printSum(PrintWriter out) {
        out.println(count(Verdict.PASSED) + " passed, " + count(Verdict.FAILED) + " failed, " + count(Verdict.NOT_TRIED)
                + " not tried");
        out.flush();
    }

    /** All of it as one JSON object. */
    public void printJson(PrintWriter out) {
        try (JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("bridge", bridge);
            json.writeStringField("kit", kit);
            json.writeStringField("begun", begun.toString());
            for (Verdict verdict : Verdict.values()) {
                json.writeNumberField(verdict == Verdict.NOT_TRIED ? "notTried" : verdict.words(), count(verdict));
            }
            json.writeArrayFieldStart("checks");
            for (CheckResult result : results) {
                writeResult(json, result);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("The report could not be written", e);
        }
        out.println();
        out.flush();
    }

    private static void writeResult(JsonGenerator json, CheckResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("check", result.id());
        json.writeStringField("title", result.title());
        json.writeStringField("contract", result.section());
        json.writeStringField("verdict", result.verdict().words());
        if (result.verdict() == Verdict.NOT_TRIED) {
            json.writeStringField("why", result.why());
        } else if (result.verdict() == Verdict.FAILED) {
            json.writeStringField("expected", result.expected());
            json.writeStringField("seen", result.seen());
            json.writeArrayFieldStart("course");
            for (String line : result.course()) {
                json.writeString(line);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
