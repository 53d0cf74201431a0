package io.bridgehead.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A SIP message as text, read with no more care than a test needs and on purpose without any code of the product.
 *
 * @param startLine request line or status line
 * @param headers lines after it, unfolded as they came
 * @param body what follows the empty line
 */
public record SipText(String startLine, List<String> headers, String body) {

    /** Takes a whole message apart. */
    public static SipText parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        List<String> lines = List.of(head.split("\r\n"));
        return new SipText(lines.get(0), lines.subList(1, lines.size()), end < 0 ? "" : text.substring(end + 4));
    }

    /** Whether it is a request. */
    public boolean isRequest() {
        return !startLine.startsWith("SIP/2.0 ");
    }

    /** The method of a request or the one in CSeq of a response. */
    public String method() {
        return isRequest() ? startLine.substring(0, startLine.indexOf(' ')) : header("CSeq").replaceAll("^\\d+\\s+", "");
    }

    /** The status of a response. */
    public int status() {
        return Integer.parseInt(startLine.substring(8, 11));
    }

    /** The first header of a name in its long form, or the empty string. */
    public String header(String name) {
        List<String> all = headers(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    /** All headers of a name in its long form. */
    public List<String> headers(String name) {
        List<String> found = new ArrayList<>();
        String start = name.toLowerCase(Locale.ROOT) + ":";
        for (String line : headers) {
            if (line.toLowerCase(Locale.ROOT).startsWith(start)) {
                found.add(line.substring(start.length()).trim());
            }
        }
        return found;
    }

    /** A response to this request, with the headers RFC 3261 §8.2.6 wants copied. */
    public String response(String statusAndReason, String toTag, String more, String content) {
        StringBuilder response = new StringBuilder("SIP/2.0 " + statusAndReason + "\r\n");
        headers("Via").forEach(via -> response.append("Via: ").append(via).append("\r\n"));
        String to = header("To");
        response.append("From: ").append(header("From")).append("\r\nTo: ").append(to)
                .append(to.contains("tag=") || toTag.isEmpty() ? "" : ";tag=" + toTag).append("\r\nCall-ID: ")
                .append(header("Call-ID")).append("\r\nCSeq: ").append(header("CSeq")).append("\r\n").append(more)
                .append("Content-Length: ").append(content.length()).append("\r\n\r\n").append(content);
        return response.toString();
    }
}
