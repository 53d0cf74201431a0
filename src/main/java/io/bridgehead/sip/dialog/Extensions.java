package io.bridgehead.sip.dialog;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;

/** Option tags of requests (RFC 3261 section 19.2). We know one, {@code timer}. */
final class Extensions {

    private Extensions() {
    }

    /** Whether the sender knows an extension. */
    static boolean isSupported(SipRequest request, String tag) {
        return Stream.of(SipHeader.SUPPORTED, SipHeader.REQUIRE).flatMap(name -> tags(request, name)).anyMatch(tag::equals);
    }

    /** The 420 for a request that insists on what we do not know (section 8.2.2.3), else null. */
    static SipResponse refusal(SipRequest request) {
        String unknown = tags(request, SipHeader.REQUIRE).filter(tag -> !tag.equals(SessionTimer.EXTENSION))
                .collect(Collectors.joining(", "));
        return unknown.isEmpty() ? null
                : (SipResponse) request.createResponse(420).setHeader(SipHeader.UNSUPPORTED, unknown);
    }

    private static Stream<String> tags(SipRequest request, String header) {
        return request.headers(header).stream().map(tag -> tag.strip().toLowerCase(Locale.ROOT)).filter(tag -> !tag.isEmpty());
    }
}
