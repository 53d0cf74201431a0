package io.bridgehead.bridge.http;

import java.nio.file.Path;

/** The file with the authorities of bridges cannot be used. */
public class BridgeTrustException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BridgeTrustException(Path file, Exception cause) {
        super(file + " has no certificate that can be read. It must be PEM (-----BEGIN CERTIFICATE-----)", cause);
    }
}
