package io.bridgehead.sip.transport;

import java.util.Locale;

import io.netty.handler.ssl.ClientAuth;

/** Whether a TLS listener asks its peers for a certificate. */
public enum ClientCertificates {
    /** Peers are not asked. */
    NONE(ClientAuth.NONE),
    /** Peers are asked; one without is admitted, one with a certificate that is not trusted is refused. */
    OPTIONAL(ClientAuth.OPTIONAL),
    /** Only peers with a trusted certificate are admitted. */
    REQUIRED(ClientAuth.REQUIRE);

    private final ClientAuth auth;

    ClientCertificates(ClientAuth auth) {
        this.auth = auth;
    }

    ClientAuth auth() {
        return auth;
    }

    /** @throws IllegalArgumentException naming the words there are */
    public static ClientCertificates of(String word) {
        try {
            return valueOf(word.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tlsClientCertificates: " + word + " is none of none, optional and required", e);
        }
    }
}
