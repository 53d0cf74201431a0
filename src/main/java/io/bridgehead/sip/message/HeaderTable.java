package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header lines of one message in their order. A line received is four offsets into the bytes it came in and is written
 * as it was; a line set by us is a name and a value.
 */
final class HeaderTable {
    private static final int STRIDE = 4; // line start, name end, value start, line end behind CRLF

    private record Line(String name, String value) {
    }

    private final byte[] raw;
    private int[] at;
    /** Lines that replace or extend the received ones; null until there are any. */
    private Line[] own;
    private int size;

    HeaderTable(byte[] raw, int expectedLines) {
        this.raw = raw;
        this.at = new int[expectedLines * STRIDE];
    }

    HeaderTable(HeaderTable other) {
        this.raw = other.raw;
        this.at = other.at.clone();
        this.own = other.own == null ? null : other.own.clone();
        this.size = other.size;
    }

    byte[] raw() {
        return raw;
    }

    int size() {
        return size;
    }

    void addReceived(int lineStart, int nameEnd, int valueStart, int lineEnd) {
        open(size);
        int base = (size - 1) * STRIDE;
        at[base] = lineStart;
        at[base + 1] = nameEnd;
        at[base + 2] = valueStart;
        at[base + 3] = lineEnd;
    }

    /** Takes over line i of another table over the same bytes. */
    void addFrom(HeaderTable other, int i) {
        open(size);
        System.arraycopy(other.at, i * STRIDE, at, (size - 1) * STRIDE, STRIDE);
        if (other.own != null && other.own[i] != null) {
            own()[size - 1] = other.own[i];
        }
    }

    void insert(int i, String name, String value) {
        Line line = line(name, value);
        open(i);
        own()[i] = line;
    }

    void replace(int i, String name, String value) {
        own()[i] = line(name, value);
    }

    void remove(int i) {
        System.arraycopy(at, (i + 1) * STRIDE, at, i * STRIDE, (size - i - 1) * STRIDE);
        if (own != null) {
            System.arraycopy(own, i + 1, own, i, size - i - 1);
            own[size - 1] = null;
        }
        size--;
    }

    /** Index of the first line with that name at or after {@code from}, or -1. */
    int find(String canonical, int from) {
        char compact = SipHeader.compact(canonical);
        for (int i = from; i < size; i++) {
            if (isNamed(i, canonical, compact)) {
                return i;
            }
        }
        return -1;
    }

    /** @param compact the name's compact form in lower case, or 0 */
    boolean isNamed(int i, String canonical, char compact) {
        if (own != null && own[i] != null) {
            return own[i].name.equalsIgnoreCase(canonical);
        }
        int start = at[i * STRIDE];
        int length = at[i * STRIDE + 1] - start;
        if (length == 1 && compact != 0) {
            return Ascii.lower(raw[start]) == compact;
        }
        if (length != canonical.length()) {
            return false;
        }
        for (int k = 0; k < length; k++) {
            if (Ascii.lower(raw[start + k]) != Ascii.lower(canonical.charAt(k))) {
                return false;
            }
        }
        return true;
    }

    String name(int i) {
        if (own != null && own[i] != null) {
            return own[i].name;
        }
        int start = at[i * STRIDE];
        return SipHeader.canonical(new String(raw, start, at[i * STRIDE + 1] - start, StandardCharsets.UTF_8));
    }

    /** The value with folding resolved and blanks around it removed. */
    String value(int i) {
        if (own != null && own[i] != null) {
            return own[i].value;
        }
        int start = at[i * STRIDE + 2];
        int end = at[i * STRIDE + 3] - 2;
        while (end > start && raw[end - 1] <= ' ' && raw[end - 1] >= 0) {
            end--;
        }
        for (int k = start; k < end; k++) {
            if (raw[k] == '\r') {
                return unfold(start, end);
            }
        }
        return new String(raw, start, end - start, StandardCharsets.UTF_8);
    }

    private String unfold(int start, int end) {
        byte[] out = new byte[end - start];
        int n = 0;
        for (int k = start; k < end; k++) {
            if (raw[k] == '\r') {
                while (k + 1 < end && raw[k + 1] <= ' ' && raw[k + 1] >= 0) {
                    k++;
                }
                out[n++] = ' ';
            } else {
                out[n++] = raw[k];
            }
        }
        return new String(out, 0, n, StandardCharsets.UTF_8);
    }

    int bytes() {
        int sum = 0;
        for (int i = 0; i < size; i++) {
            sum += own != null && own[i] != null ? Utf8.length(own[i].name) + Utf8.length(own[i].value) + 4
                    : at[i * STRIDE + 3] - at[i * STRIDE];
        }
        return sum;
    }

    int write(byte[] to, int offset) {
        int n = offset;
        for (int i = 0; i < size; i++) {
            if (own != null && own[i] != null) {
                n = Utf8.write(own[i].name, to, n);
                to[n++] = ':';
                to[n++] = ' ';
                n = Utf8.write(own[i].value, to, n);
                to[n++] = '\r';
                to[n++] = '\n';
            } else {
                int length = at[i * STRIDE + 3] - at[i * STRIDE];
                System.arraycopy(raw, at[i * STRIDE], to, n, length);
                n += length;
            }
        }
        return n;
    }

    /** Makes room for one line at index i. */
    private void open(int i) {
        if ((size + 1) * STRIDE > at.length) {
            at = Arrays.copyOf(at, Math.max(8, size * 2) * STRIDE);
        }
        if (own != null && own.length <= size) {
            own = Arrays.copyOf(own, size * 2);
        }
        System.arraycopy(at, i * STRIDE, at, (i + 1) * STRIDE, (size - i) * STRIDE);
        if (own != null) {
            System.arraycopy(own, i, own, i + 1, size - i);
            own[i] = null;
        }
        size++;
    }

    private Line[] own() {
        if (own == null) {
            own = new Line[Math.max(size + 2, 8)];
        }
        return own;
    }

    /** Whoever could put a line break into a value could write headers of his own. */
    private static Line line(String name, String value) {
        if (!Ascii.isToken(name)) {
            throw new IllegalArgumentException("Not a header name");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException("Line break in the value of " + name);
            }
        }
        return new Line(name, value);
    }
}
