package io.bridgehead.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.bridgehead.test.Threat;

/**
 * The rules of RFC 4475 and RFC 5118 by messages of our own: {@code src/test/resources/torture}, listed with section, outcome
 * and rule in {@code outcomes.tsv}. The details below are what the RFCs say besides accepted or refused.
 */
@Threat(6)
class TortureTest {
    private static final Path FOLDER = Path.of("src/test/resources/torture");

    private record Row(String section, String message, String outcome, String rule) {
    }

    @TestFactory
    Stream<DynamicTest> everyRuleOfRfc4475() {
        return rows("rfc4475", 49);
    }

    @TestFactory
    Stream<DynamicTest> everyRuleOfRfc5118() {
        return rows("rfc5118", 12);
    }

    private static Stream<DynamicTest> rows(String rfc, int count) {
        List<Row> rows = lines(FOLDER.resolve(rfc).resolve("outcomes.tsv")).filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t")).map(cells -> new Row(cells[0], cells[1], cells[2], cells[3])).toList();
        assertThat(rows).hasSize(count);
        assertThat(FOLDER.resolve(rfc).toFile().list()).as("messages and their table").hasSize(count + 1);
        return rows.stream().map(row -> DynamicTest.dynamicTest(row.section + " " + row.rule, () -> check(rfc, row)));
    }

    private static void check(String rfc, Row row) {
        byte[] datagram = read(rfc, row.message);
        assertThat(TortureOutcome.of(datagram)).isEqualTo(row.outcome);
        if (row.outcome.equals(TortureOutcome.PASS)) {
            SipMessage message = SipParser.parse(datagram);
            byte[] written = message.toBytes();
            assertThat(SipParser.parse(written).toBytes()).isEqualTo(written);
        }
    }

    @Test
    void takesFoldedValuesApart() {
        SipRequest request = request("rfc4475", "folded-values-odd-case");
        assertThat(request.to().tag()).isEqualTo("g77");
        assertThat(request.from().displayName()).isEqualTo("Hugo \\\"");
        assertThat(request.from().tag()).isEqualTo("h5");
        assertThat(request.maxForwards()).isEqualTo(40);
        assertThat(request.cseq().number()).isEqualTo(12);
        assertThat(request.vias()).extracting(Via::branch).containsExactly("oldstyle", "z9hG4bKedge", "z9hG4bKseven");
        assertThat(request.header("unheard-of")).isEqualTo("one value goes on here");
        assertThat(request.contacts().get(0).param("q")).isEqualTo("0.5");
        assertThat(request.routes().get(0).uri().param("without-value")).isEmpty();
    }

    @Test
    void keepsEscapesForWhatTheyStandFor() {
        SipRequest request = request("rfc4475", "escapes-in-uris");
        assertThat(request.requestUri().user()).isEqualTo("sips:gerda@example.com");
        assertThat(request.requestUri().host()).isEqualTo("example.net");
        assertThat(request.to().uri().matches(SipUri.parse("sip:gerda@example.com"))).isTrue();
        List<NameAddr> contacts = request("rfc4475", "escaped-nul-in-users").contacts();
        assertThat(contacts.get(0).uri().matches(contacts.get(1).uri())).isFalse();
        SipRequest plain = request("rfc4475", "percent-is-no-escape-outside-uris");
        assertThat(plain.method()).isEqualTo("M%45SSAGE");
        assertThat(plain.contacts()).hasSize(2);
        assertThat(plain.topVia().branch()).isEqualTo("z9hG4bK7%5Ahz");
    }

    @Test
    void endsADatagramAtItsContentLength() {
        assertThat(request("rfc4475", "second-request-behind-the-first").toText()).doesNotContain("Not for you");
    }

    @Test
    void knowsWhereParametersBelong() {
        assertThat(request("rfc4475", "semicolon-inside-the-user").requestUri().user()).isEqualTo("gerda;way=u@example.net");
        NameAddr bare = request("rfc4475", "unknown-contact-parameter").contacts().get(0);
        assertThat(bare.param("feathered")).isEmpty();
        assertThat(bare.uri().param("feathered")).isNull();
        NameAddr bracketed = request("rfc4475", "unknown-uri-parameter").contacts().get(0);
        assertThat(bracketed.param("feathered")).isNull();
        assertThat(bracketed.uri().param("feathered")).isEmpty();
        assertThat(request("rfc4475", "branch-of-only-the-cookie").topVia().hasRfc3261Branch()).isFalse();
        assertThat(request("rfc4475", "long-values").vias()).hasSize(31);
    }

    @Test
    void readsAddressesAndPortsOfIpv6() {
        SipUri ambiguous = request("rfc5118", "port-inside-the-brackets").requestUri();
        assertThat(ambiguous.host()).isEqualTo("[2001:db8::10:5070]");
        assertThat(ambiguous.port()).isEqualTo(-1);
        SipUri clear = request("rfc5118", "port-behind-the-brackets").requestUri();
        assertThat(clear.host()).isEqualTo("[2001:db8::10]");
        assertThat(clear.port()).isEqualTo(5070);
        assertThat(request("rfc5118", "received-in-brackets").topVia().received()).isEqualTo("[2001:db8::9:255]");
        assertThat(request("rfc5118", "received-without-brackets").topVia().received()).isEqualTo("2001:db8::9:255");
        assertThat(request("rfc5118", "ipv4-mapped").topVia().sentBy()).isEqualTo("[::ffff:192.0.2.10]:19823");
    }

    private static SipRequest request(String rfc, String name) {
        return (SipRequest) SipParser.parse(read(rfc, name));
    }

    private static byte[] read(String rfc, String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(rfc).resolve(name + ".sip"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
