package io.bridgehead.sip.locate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsSection;

/** Reads the records that answer a question; others in the same response are not believed. */
final class DnsRecords {

    /** Of what is left out somebody thought enough for a whole country. */
    static final int MOST = 32;
    private static final int ALIASES = 8;

    /**
     * What a response says.
     *
     * @param seconds how long it may be kept
     */
    record Answer<T>(List<T> records, long seconds) {
    }

    private DnsRecords() {
    }

    static Answer<SrvRecord> services(DnsResponse response, String name, long negativeSeconds) {
        return read(response, name, DnsRecordType.SRV, DnsRecords::service, negativeSeconds);
    }

    static Answer<NaptrRecord> pointers(DnsResponse response, String name, long negativeSeconds) {
        return read(response, name, DnsRecordType.NAPTR, DnsRecords::pointer, negativeSeconds);
    }

    private static <T> Answer<T> read(DnsResponse response, String name, DnsRecordType type, Function<ByteBuf, T> reader,
            long negativeSeconds) {
        Set<String> names = withAliases(response, lower(name));
        List<T> records = new ArrayList<>();
        long seconds = Long.MAX_VALUE;
        for (int i = 0; i < response.count(DnsSection.ANSWER) && records.size() < MOST; i++) {
            DnsRecord record = response.recordAt(DnsSection.ANSWER, i);
            if (record.type().equals(type) && names.contains(lower(record.name())) && record instanceof DnsRawRecord raw) {
                content(raw, reader).ifPresent(records::add);
                seconds = Math.min(seconds, record.timeToLive());
            }
        }
        return new Answer<>(List.copyOf(records), records.isEmpty() ? negativeSeconds : seconds);
    }

    /** The name asked for, and those that the response says are the same (CNAME). */
    private static Set<String> withAliases(DnsResponse response, String name) {
        Set<String> names = new HashSet<>(Set.of(name));
        boolean found = true;
        while (found && names.size() <= ALIASES) {
            found = false;
            for (int i = 0; i < response.count(DnsSection.ANSWER); i++) {
                DnsRecord record = response.recordAt(DnsSection.ANSWER, i);
                if (record.type().equals(DnsRecordType.CNAME) && names.contains(lower(record.name()))
                        && record instanceof DnsRawRecord raw) {
                    found |= content(raw, DnsRecords::name).map(alias -> names.add(lower(alias))).orElse(false);
                }
            }
        }
        return names;
    }

    /** Empty if the record is malformed; the others may still do. */
    private static <T> Optional<T> content(DnsRawRecord raw, Function<ByteBuf, T> reader) {
        try {
            return Optional.of(reader.apply(raw.content().duplicate()));
        } catch (IndexOutOfBoundsException | CorruptedFrameException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SrvRecord service(ByteBuf content) {
        return new SrvRecord(content.readUnsignedShort(), content.readUnsignedShort(), content.readUnsignedShort(),
                name(content));
    }

    private static NaptrRecord pointer(ByteBuf content) {
        int order = content.readUnsignedShort();
        int preference = content.readUnsignedShort();
        String flags = text(content);
        String service = text(content);
        text(content); // a regular expression: RFC 3263 has no use for it
        return new NaptrRecord(order, preference, flags, service, name(content));
    }

    private static String text(ByteBuf content) {
        return content.readCharSequence(content.readUnsignedByte(), StandardCharsets.US_ASCII).toString();
    }

    /** Without the final dot; the root is empty. Letters, digits, hyphens, underscores: nothing else names a host. */
    private static String name(ByteBuf content) {
        String name = DefaultDnsRecordDecoder.decodeName(content);
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (!plain.matches("[A-Za-z0-9._-]{0,253}")) {
            throw new IllegalArgumentException("Not the name of a host");
        }
        return plain;
    }

    private static String lower(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
