package io.bridgehead.webservice;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** HTTP headers of the web services, and the rule that none of them crosses the border to Camel. */
final class Headers implements HeaderFilterStrategy {

    /** A {@link io.bridgehead.identity.SignedIdentity} token. */
    static final String IDENTITY = "Bridgehead-Identity";
    /** HTTP Basic, RFC 7617. */
    static final String AUTHORIZATION = "Authorization";
    /** RFC 9110, section 11.6.1. */
    static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    static final String RETRY_AFTER = "Retry-After";

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        // Camel would otherwise send a request's headers back in the answer.
        return true;
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }
}
