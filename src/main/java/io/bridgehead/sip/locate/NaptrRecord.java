package io.bridgehead.sip.locate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.bridgehead.sip.transport.SipTransport;

/**
 * Names the transports of a domain (RFC 3263 section 4.1).
 *
 * @param flags {@code s}: the replacement has SRV records; others are of no use here
 * @param service such as {@code SIP+D2T}
 * @param replacement domain name without final dot
 */
record NaptrRecord(int order, int preference, String flags, String service, String replacement) {

    private static final Map<String, SipTransport> TRANSPORTS = Map.of("SIP+D2U", SipTransport.UDP, "SIP+D2T", SipTransport.TCP,
            "SIPS+D2T", SipTransport.TLS, "SIP+D2W", SipTransport.WS, "SIPS+D2W", SipTransport.WSS);

    /** Those that we can follow, in the order in which the domain wants them tried. */
    static List<NaptrRecord> usable(List<NaptrRecord> records, boolean secureOnly) {
        return records.stream()
                .filter(record -> record.transport().filter(transport -> !secureOnly || transport.isSecure()).isPresent())
                .sorted(Comparator.comparingInt(NaptrRecord::order).thenComparingInt(NaptrRecord::preference)).toList();
    }

    /** Empty if it is not about SIP, or leads elsewhere than to SRV records. */
    Optional<SipTransport> transport() {
        return !flags.equalsIgnoreCase("s") || replacement.isEmpty() ? Optional.empty()
                : Optional.ofNullable(TRANSPORTS.get(service.toUpperCase(Locale.ROOT)));
    }
}
