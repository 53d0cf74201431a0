package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header lines of one message in their order. A line received is three ints, offsets into the bytes it came in, and is
 * written as it was, together with its neighbours; a line set by us is a name and a value.
 */
final class HeaderTable {
    /** Line start and id of the name, start of the value, line end behind CRLF or the complement of an index into own. */
    private static final int STRIDE = 3;
    private static final int ID_SHIFT = 26;
    private static final int OFFSET = (1 << ID_SHIFT) - 1;
    /** Beyond this, offset and id do not fit into one int. */
    static final int MAX_BYTES = OFFSET;

    /** @param ascii whether every character of the value is one byte */
    private record Line(String name, String value, boolean ascii) {

        int bytes() {
            return name.length() + (ascii ? value.length() : Utf8.length(value)) + 4;
        }

        int write(byte[] to, int offset) {
            int n = Utf8.writeAscii(name, to, offset);
            to[n++] = ':';
            to[n++] = ' ';
            n = ascii ? Utf8.writeAscii(value, to, n) : Utf8.write(value, to, n);
            to[n++] = '\r';
            to[n++] = '\n';
            return n;
        }
    }

    private final byte[] raw;
    private int[] at;
    private int size;
    /** Lines that replace or extend the received ones; null until there are any. */
    private Line[] own;
    private int ownSize;

    HeaderTable(byte[] raw, int expectedLines) {
        this.raw = raw;
        this.at = new int[expectedLines * STRIDE];
    }

    HeaderTable(HeaderTable other) {
        this.raw = other.raw;
        this.at = other.at.clone();
        this.size = other.size;
        this.own = other.own == null ? null : other.own.clone();
        this.ownSize = other.ownSize;
    }

    byte[] raw() {
        return raw;
    }

    int size() {
        return size;
    }

    void addReceived(int id, int lineStart, int valueStart, int lineEnd) {
        if ((size + 1) * STRIDE > at.length) {
            grow();
        }
        int base = size++ * STRIDE;
        at[base] = id << ID_SHIFT | lineStart;
        at[base + 1] = valueStart;
        at[base + 2] = lineEnd;
    }

    /** Takes over line i of another table over the same bytes. */
    void addFrom(HeaderTable other, int i) {
        Line line = other.own(i);
        if (line != null) {
            add(size, other.id(i), line);
        } else {
            int base = i * STRIDE;
            addReceived(other.id(i), other.at[base] & OFFSET, other.at[base + 1], other.at[base + 2]);
        }
    }

    void insert(int i, String name, String value) {
        add(i, HeaderId.of(name), line(name, value));
    }

    private void add(int i, int id, Line line) {
        if ((size + 1) * STRIDE > at.length) {
            grow();
        }
        System.arraycopy(at, i * STRIDE, at, (i + 1) * STRIDE, (size - i) * STRIDE);
        size++;
        at[i * STRIDE] = id << ID_SHIFT;
        at[i * STRIDE + 2] = ~keep(line);
    }

    void replace(int i, String name, String value) {
        Line line = line(name, value);
        int end = at[i * STRIDE + 2];
        if (end < 0) {
            own[~end] = line;
        } else {
            at[i * STRIDE + 2] = ~keep(line);
        }
    }

    private int keep(Line line) {
        if (own == null) {
            own = new Line[4];
        } else if (ownSize == own.length) {
            own = Arrays.copyOf(own, ownSize * 2);
        }
        own[ownSize] = line;
        return ownSize++;
    }

    void remove(int i) {
        if (at[i * STRIDE + 2] == ~(ownSize - 1)) {
            own[--ownSize] = null;
        }
        System.arraycopy(at, (i + 1) * STRIDE, at, i * STRIDE, (size - i - 1) * STRIDE);
        size--;
    }

    private void grow() {
        at = Arrays.copyOf(at, Math.max(4 * STRIDE, at.length + at.length / 2 / STRIDE * STRIDE));
    }

    int id(int i) {
        return at[i * STRIDE] >>> ID_SHIFT;
    }

    /** Index of the first line with that id at or after {@code from}, or -1. */
    int find(int id, int from) {
        for (int i = from; i < size; i++) {
            if (at[i * STRIDE] >>> ID_SHIFT == id) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Index of the first line with that name at or after {@code from}, or -1.
     *
     * @param id the id of the name
     * @param canonical the name, never in compact form
     */
    int find(int id, String canonical, int from) {
        int i = find(id, from);
        while (i >= 0 && id == HeaderId.UNKNOWN && !isNamed(i, canonical)) {
            i = find(id, i + 1);
        }
        return i;
    }

    private boolean isNamed(int i, String name) {
        Line line = own(i);
        if (line != null) {
            return line.name.equalsIgnoreCase(name);
        }
        int start = at[i * STRIDE] & OFFSET;
        if (name.length() > raw.length - start - 1) {
            return false;
        }
        for (int k = 0; k < name.length(); k++) {
            if (Ascii.lower(raw[start + k]) != Ascii.lower(name.charAt(k))) {
                return false;
            }
        }
        return !Ascii.isToken(raw[start + name.length()]);
    }

    private Line own(int i) {
        int end = at[i * STRIDE + 2];
        return end < 0 ? own[~end] : null;
    }

    String name(int i) {
        Line line = own(i);
        if (line != null) {
            return line.name;
        }
        int start = at[i * STRIDE] & OFFSET;
        int end = start;
        while (Ascii.isToken(raw[end])) {
            end++;
        }
        return SipHeader.canonical(new String(raw, start, end - start, StandardCharsets.UTF_8));
    }

    /** The bytes in which the value of a line stands, from {@link #valueStart} to {@link #valueEnd}, folding included. */
    byte[] valueBytes(int i) {
        Line line = own(i);
        return line == null ? raw : line.value.getBytes(StandardCharsets.UTF_8);
    }

    int valueStart(int i) {
        return own(i) == null ? at[i * STRIDE + 1] : 0;
    }

    int valueEnd(int i) {
        Line line = own(i);
        if (line != null) {
            return Utf8.length(line.value);
        }
        int start = at[i * STRIDE + 1];
        int end = at[i * STRIDE + 2] - 2;
        while (end > start && Ascii.isSpace(raw[end - 1])) {
            end--;
        }
        return end;
    }

    /** The value with folding resolved and blanks around it removed. */
    String value(int i) {
        Line line = own(i);
        return line != null ? line.value : HeaderValues.text(raw, at[i * STRIDE + 1], valueEnd(i));
    }

    /** Whether there is a comma anywhere in the value. */
    boolean hasComma(int i) {
        Line line = own(i);
        if (line != null) {
            return line.value.indexOf(',') >= 0;
        }
        for (int k = at[i * STRIDE + 1]; k < at[i * STRIDE + 2]; k++) {
            if (raw[k] == ',') {
                return true;
            }
        }
        return false;
    }

    int bytes() {
        int sum = 0;
        for (int base = 0; base < size * STRIDE; base += STRIDE) {
            int end = at[base + 2];
            sum += end >= 0 ? end - (at[base] & OFFSET) : own[~end].bytes();
        }
        return sum;
    }

    int write(byte[] to, int offset) {
        int n = offset;
        int i = 0;
        while (i < size) {
            Line line = own(i);
            if (line != null) {
                n = line.write(to, n);
                i++;
            } else {
                int start = at[i * STRIDE] & OFFSET;
                int end = at[i * STRIDE + 2];
                while (++i < size && (at[i * STRIDE] & OFFSET) == end && at[i * STRIDE + 2] >= 0) {
                    end = at[i * STRIDE + 2];
                }
                System.arraycopy(raw, start, to, n, end - start);
                n += end - start;
            }
        }
        return n;
    }

    /** Whoever could put a line break into a value could write headers of his own. */
    private static Line line(String name, String value) {
        if (!Ascii.isToken(name)) {
            throw new IllegalArgumentException("Not a header name");
        }
        int all = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            all |= c;
            if (c == '\r' || c == '\n') {
                throw new IllegalArgumentException("Line break in the value of " + name);
            }
        }
        return new Line(name, value, all < 128);
    }
}
