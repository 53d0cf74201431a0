package io.bridgehead.sip.transport;

import java.nio.file.Path;

/** A certificate, key or trust file cannot be used. The message names the file, what is wrong and what to do about it. */
public class TlsFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TlsFileException(Path file, String problem, Throwable cause) {
        super("The TLS file " + file + " " + problem, cause);
    }
}
