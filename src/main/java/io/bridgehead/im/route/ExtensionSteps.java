package io.bridgehead.im.route;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;

import io.bridgehead.sip.SipResponseException;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a request insists on beyond RFC 3261: served if we know it, otherwise named in a 420 and not guessed at. */
@ApplicationScoped
@Named("extensions")
@RegisterForReflection
public class ExtensionSteps {

    /** RFC 3327 and RFC 5626. */
    private static final Set<String> OF_REGISTRAR = Set.of("path", "outbound");
    private static final Pattern OPTION_TAG = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]{1,64}");
    private static final int NAMED = 10;
    private static final int BAD_EXTENSION = 420;

    /**
     * For a request that ends here (RFC 3261 §8.2.2.3): Require.
     *
     * @throws SipResponseException 420 with Unsupported
     */
    public void checkForUs(Exchange exchange) {
        check(exchange, SipHeader.REQUIRE, OF_REGISTRAR);
        checkForProxy(exchange);
    }

    /**
     * For a request that goes on (RFC 3261 §16.3 step 5): Proxy-Require; Require is its receiver's affair.
     *
     * @throws SipResponseException 420 with Unsupported
     */
    public void checkForProxy(Exchange exchange) {
        check(exchange, SipHeader.PROXY_REQUIRE, Set.of());
    }

    private static void check(Exchange exchange, String header, Set<String> supported) {
        SipRequest request = SipExchange.request(exchange);
        if (!request.hasHeader(header)) {
            return;
        }
        List<String> unsupported = request.headers(header).stream().flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(tag -> !supported.contains(tag.toLowerCase(Locale.ROOT))).toList();
        if (!unsupported.isEmpty()) {
            // Only what is an option tag is repeated.
            throw new SipResponseException(BAD_EXTENSION, "Bad Extension").with("Unsupported", String.join(", ",
                    unsupported.stream().filter(tag -> OPTION_TAG.matcher(tag).matches()).limit(NAMED).toList()));
        }
    }
}
