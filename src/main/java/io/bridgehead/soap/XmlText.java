package io.bridgehead.soap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import io.bridgehead.soap.SoapException.Code;

/**
 * From bytes to characters, before any parser sees them. Deciding the encoding here, strictly, leaves no way to hide a
 * document type declaration in an encoding the parser would have understood and the check would not.
 */
final class XmlText {

    private XmlText() {
    }

    /** Decodes and checks; the result has no byte order mark. */
    static String decode(byte[] bytes) throws SoapException {
        Charset charset = StandardCharsets.UTF_8;
        int skip = 0;
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            skip = 3;
        } else if (startsWith(bytes, 0xFE, 0xFF)) {
            charset = StandardCharsets.UTF_16BE;
            skip = 2;
        } else if (startsWith(bytes, 0xFF, 0xFE)) {
            charset = StandardCharsets.UTF_16LE;
            skip = 2;
        }
        String text = strictly(charset, bytes, skip);
        if (text.indexOf('\0') >= 0) {
            // What UTF-16 or UTF-32 without a byte order mark looks like as UTF-8; NUL is no XML character in any case.
            throw new SoapException(Code.UNSUPPORTED_ENCODING);
        }
        if (text.contains("<!DOCTYPE")) {
            throw new SoapException(Code.DOCTYPE);
        }
        return text;
    }

    /** Whether the XML declaration may name this encoding, given how the bytes were decoded; null means it names none. */
    static boolean agrees(String declared, byte[] bytes) {
        if (declared == null) {
            return true;
        }
        boolean utf16 = startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE);
        return utf16 ? declared.equalsIgnoreCase("UTF-16")
                : declared.equalsIgnoreCase("UTF-8") || declared.equalsIgnoreCase("US-ASCII");
    }

    private static String strictly(Charset charset, byte[] bytes, int skip) throws SoapException {
        try {
            return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, skip, bytes.length - skip)).toString();
        } catch (CharacterCodingException e) {
            throw new SoapException(Code.UNSUPPORTED_ENCODING, e);
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
