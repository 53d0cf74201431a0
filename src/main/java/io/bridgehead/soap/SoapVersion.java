package io.bridgehead.soap;

import java.util.Optional;

/** The versions of SOAP that are spoken. A request is answered in its own version. */
public enum SoapVersion {

    SOAP_1_1("http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
    SOAP_1_2("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

    private final String namespace;
    private final String mediaType;

    SoapVersion(String namespace, String mediaType) {
        this.namespace = namespace;
        this.mediaType = mediaType;
    }

    /** The namespace of Envelope, Header, Body and Fault. */
    public String namespace() {
        return namespace;
    }

    /** The media type without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** The value of a Content-Type header for envelopes written by {@link SoapWriter}. */
    public String contentType() {
        return mediaType + ";charset=UTF-8";
    }

    static Optional<SoapVersion> ofNamespace(String namespace) {
        for (SoapVersion version : values()) {
            if (version.namespace.equals(namespace)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
