package io.bridgehead.soap;

/** A message is refused before anything was done for it. Its text names the rule and quotes nothing of the message. */
public final class SoapException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why a message is refused. */
    public enum Code {
        /** Larger than {@link SoapReader#MAX_BYTES}. */
        TOO_LARGE("too-large", "The message is larger than 60 kB"),
        /** Neither UTF-8 nor UTF-16 with a byte order mark, or not what it declares, or malformed in it. */
        UNSUPPORTED_ENCODING("unsupported-encoding", "The message must be UTF-8, or UTF-16 with a byte order mark"),
        /** Has a document type declaration, which SOAP forbids. */
        DOCTYPE("doctype", "SOAP allows no document type declaration"),
        /** Not well-formed XML 1.0 with namespaces. */
        NOT_WELL_FORMED("not-well-formed", "The message is not well-formed XML"),
        /** Has a processing instruction, which SOAP forbids. */
        PROCESSING_INSTRUCTION("processing-instruction", "SOAP allows no processing instruction"),
        /** Elements within elements beyond {@link SoapReader#MAX_DEPTH}. */
        TOO_DEEP("too-deep", "Elements are nested too deeply"),
        /** More elements, attributes or namespaces than allowed. */
        TOO_MANY_PARTS("too-many-parts", "The message has too many elements, attributes or namespaces"),
        /** XML, but not an envelope with at most one header and one body. */
        NOT_SOAP("not-soap", "The message is not a SOAP envelope"),
        /** An envelope of a version that is not spoken. */
        UNKNOWN_VERSION("unknown-version", "Only SOAP 1.1 and SOAP 1.2 are spoken"),
        /** The body has no child, or several. */
        NOT_ONE_BODY_CHILD("not-one-body-child", "The body must have exactly one child element"),
        /** A WS-Addressing header occurs twice, or is longer than {@link SoapReader#MAX_HEADER_TEXT}, or has odd characters. */
        BAD_ADDRESSING("bad-addressing", "A WS-Addressing header is repeated, too long or malformed"),
        /** Two elements have the same id, as in an attempt to have one checked and the other one used. */
        DUPLICATE_ID("duplicate-id", "Two elements have the same id"),
        /** A header is mandatory to understand, and is not understood. */
        NOT_UNDERSTOOD("not-understood", "A header with mustUnderstand is not understood"),
        /** A readable message that is not what its reader asked for, such as an answer without a conference id. */
        UNEXPECTED_CONTENT("unexpected-content", "The message does not have the expected content");

        private final String word;
        private final String sentence;

        Code(String word, String sentence) {
            this.word = word;
            this.sentence = sentence;
        }

        /** The code as programs read it in a fault: {@code too-deep}. */
        public String word() {
            return word;
        }
    }

    private final Code code;

    public SoapException(Code code) {
        this(code, null);
    }

    public SoapException(Code code, Throwable cause) {
        super(code.sentence, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
