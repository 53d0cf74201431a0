package io.bridgehead.sip.message;

import java.nio.charset.StandardCharsets;

/** Text to bytes without garbage for the usual case, ASCII. */
final class Utf8 {

    private Utf8() {
    }

    static int length(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) >= 128) {
                return s.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return s.length();
    }

    /** @return the offset behind what was written */
    static int write(String s, byte[] to, int offset) {
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c >= 128) {
                byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
                System.arraycopy(bytes, 0, to, offset, bytes.length);
                return offset + bytes.length;
            }
            to[offset + i] = (byte) c;
        }
        return offset + s.length();
    }

    /**
     * Text known to be ASCII, in one piece.
     *
     * @return the offset behind what was written
     */
    @SuppressWarnings("deprecation") // because it drops high bytes, of which ASCII has none
    static int writeAscii(String ascii, byte[] to, int offset) {
        ascii.getBytes(0, ascii.length(), to, offset);
        return offset + ascii.length();
    }

    /** Whether the bytes are exactly this ASCII text. */
    static boolean isSame(String ascii, byte[] b, int start, int end) {
        if (ascii.length() != end - start) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (ascii.charAt(i) != b[start + i]) {
                return false;
            }
        }
        return true;
    }
}
