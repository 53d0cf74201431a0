package io.bridgehead.sip.proxy;

import java.util.Comparator;
import java.util.List;

import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipResponse;

/** Chooses the final response to forward (RFC 3261 section 16.7 item 6). */
final class BestResponse {

    private BestResponse() {
    }

    /** The best of at least one response; challenges of the others are added to a 401 or 407 (item 7). */
    static SipResponse of(List<SipResponse> responses) {
        SipResponse best = responses.stream().min(Comparator.comparingInt(BestResponse::rank)).orElseThrow();
        if (best.status() != 401 && best.status() != 407) {
            return best;
        }
        SipResponse merged = best.copy();
        for (SipResponse other : responses) {
            if (other != best && (other.status() == 401 || other.status() == 407)) {
                other.headers(SipHeader.WWW_AUTHENTICATE).forEach(v -> merged.addHeader(SipHeader.WWW_AUTHENTICATE, v));
                other.headers(SipHeader.PROXY_AUTHENTICATE).forEach(v -> merged.addHeader(SipHeader.PROXY_AUTHENTICATE, v));
            }
        }
        return merged;
    }

    /** Lower is better: success, then 6xx, then the lowest class; within 4xx those that tell the caller what to change. */
    private static int rank(SipResponse response) {
        int status = response.status();
        if (status < 300) {
            return 0;
        }
        if (status >= 600) {
            return 1_000 + status;
        }
        int preferred = switch (status) {
            case 401, 407, 415, 420, 484 -> 0;
            // Nobody was asked at all: says less than any device's answer.
            case 408, 430 -> 900;
            default -> 500;
        };
        return status / 100 * 10_000 + preferred * 10 + status % 100;
    }
}
