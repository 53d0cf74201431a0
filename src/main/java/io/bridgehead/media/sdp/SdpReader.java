package io.bridgehead.media.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one description, line by line, with a bound on everything. */
final class SdpReader {

    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_LINES = 256;
    private static final int MAX_LINE = 1000;
    private static final int MAX_MEDIA = 16;
    private static final int MAX_FORMATS = 64;

    private final List<SdpMedia> media = new ArrayList<>();
    private long version = -1;
    private int lineNumber;
    private String sessionAddress;
    private Direction sessionDirection = Direction.SENDRECV;

    private String[] mediaFields;
    private String mediaAddress;
    private Direction mediaDirection;
    private int ptime;
    private int rtcpPort;
    private Map<Integer, String> encodings;

    SessionDescription read(byte[] body) throws MalformedSdpException {
        if (body.length > MAX_BYTES) {
            throw new MalformedSdpException("longer than 16 kB");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            int stop = end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
            lineNumber++;
            if (lineNumber > MAX_LINES || stop - at > MAX_LINE) {
                throw wrong("is too long, or one line too many");
            }
            if (stop > at) {
                line(text.substring(at, stop).stripTrailing()); // some gateways leave blanks there
            }
            at = end + 1;
        }
        finishMedia();
        if (version < 0) {
            throw new MalformedSdpException("no origin line");
        }
        return new SessionDescription(version, media);
    }

    private void line(String line) throws MalformedSdpException {
        // tokens are written back into answers: no control character may ride along
        if (line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw wrong("has control characters");
        }
        if (line.length() < 2 || line.charAt(1) != '=' || (lineNumber == 1) != line.equals("v=0")) {
            throw wrong(lineNumber == 1 ? "does not start with v=0" : "is not of the form <type>=<value>");
        }
        String value = line.substring(2);
        switch (line.charAt(0)) {
            case 'o' -> origin(value);
            case 'c' -> connection(value);
            case 'm' -> startMedia(value);
            case 'a' -> attribute(value);
            default -> { // s, t, b and others say nothing that matters to a telephone call
            }
        }
    }

    private void origin(String value) throws MalformedSdpException {
        String[] fields = value.split(" ", 7);
        if (fields.length != 6 || mediaFields != null) {
            throw wrong("is no origin");
        }
        version = number(fields[2], Long.MAX_VALUE);
    }

    private void connection(String value) throws MalformedSdpException {
        String[] fields = value.split(" ", 4);
        if (fields.length != 3 || !fields[0].equals("IN")) {
            throw wrong("is no connection");
        }
        if (mediaFields == null) {
            sessionAddress = fields[2];
        } else {
            mediaAddress = fields[2];
        }
    }

    private void startMedia(String value) throws MalformedSdpException {
        finishMedia();
        String[] fields = value.trim().split(" +", MAX_FORMATS + 5);
        if (fields.length < 4 || fields.length > MAX_FORMATS + 3 || media.size() >= MAX_MEDIA) {
            throw wrong("is no media section, or there are too many");
        }
        mediaFields = fields;
        mediaAddress = null;
        mediaDirection = null;
        ptime = 0;
        rtcpPort = 0;
        encodings = new HashMap<>();
    }

    private void finishMedia() throws MalformedSdpException {
        if (mediaFields == null) {
            return;
        }
        String port = mediaFields[1];
        int slash = port.indexOf('/');
        media.add(new SdpMedia(mediaFields[0].toLowerCase(Locale.ROOT),
                (int) number(slash < 0 ? port : port.substring(0, slash), 65535),
                mediaFields[2].toUpperCase(Locale.ROOT), List.of(mediaFields).subList(3, mediaFields.length),
                mediaAddress != null ? mediaAddress : sessionAddress, Map.copyOf(encodings),
                mediaDirection != null ? mediaDirection : sessionDirection, ptime, rtcpPort));
        mediaFields = null;
    }

    private void attribute(String value) throws MalformedSdpException {
        Direction direction = Direction.ofAttribute(value);
        if (direction != null) {
            if (mediaFields == null) {
                sessionDirection = direction;
            } else {
                mediaDirection = direction;
            }
        } else if (mediaFields != null && value.startsWith("rtpmap:")) {
            encoding(value.substring(7).trim());
        } else if (mediaFields != null && value.startsWith("ptime:")) {
            // some telephones write 20.0
            String[] parts = value.substring(6).trim().split("\\.", 2);
            ptime = (int) number(parts[0], 10_000);
        } else if (mediaFields != null && value.startsWith("rtcp:")) {
            rtcpPort = (int) number(value.substring(5).trim().split(" ", 2)[0], 65535);
        }
    }

    private void encoding(String value) throws MalformedSdpException {
        int space = value.indexOf(' ');
        if (space < 0) {
            throw wrong("is no rtpmap");
        }
        String[] encoding = value.substring(space + 1).trim().split("/", 3);
        // G.711 and its telephone events run at 8000 Hz in one channel; the same names at another rate are not them
        boolean plain = encoding.length >= 2 && encoding[1].equals("8000") && (encoding.length == 2 || encoding[2].equals("1"));
        encodings.put((int) number(value.substring(0, space), 127), plain ? encoding[0].toUpperCase(Locale.ROOT) : "");
    }

    private long number(String digits, long max) throws MalformedSdpException {
        if (digits.isEmpty() || digits.length() > 20) {
            throw wrong("has no number where one belongs");
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                // versions of 64 bits without sign occur; they are only compared, never counted with
                if (max == Long.MAX_VALUE && digit >= 0 && digit <= 9) {
                    return Long.MAX_VALUE;
                }
                throw wrong("has no number where one belongs");
            }
            value = value * 10 + digit;
        }
        if (value > max) {
            throw wrong("has a number out of range");
        }
        return value;
    }

    private MalformedSdpException wrong(String what) {
        return new MalformedSdpException("line " + lineNumber + " " + what);
    }
}
