package io.bridgehead.sip.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Networks;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;

/** RFC 3263 against a name server that tells the truth, lies, stammers or stays silent. */
class DnsServerLocatorTest {

    private static final Duration TIMEOUT = Duration.ofMillis(400);

    private final FakeNameServer names = new FakeNameServer();
    private ServerLocator locator = locator(Networks.NONE, Networks.NONE);

    @AfterEach
    void close() {
        locator.close();
        names.close();
    }

    @Test
    @Feature("A020")
    void followsNaptrThenSrvThenAddresses() {
        names.naptr("example.org", 20, 10, "SIP+D2U", "_sip._udp.example.org")
                .naptr("example.org", 10, 50, "SIP+D2T", "other.example.org")
                .naptr("example.org", 5, 5, "E2U+email", "x.example.org")
                .srv("other.example.org", 1, 0, 5080, "a.example.org").host("a.example.org", "192.0.2.7", 60);
        assertThat(found("sip:example.org")).containsExactly("TCP a.example.org:5080 192.0.2.7");
        assertThat(names.questions()).doesNotContain("SRV _sip._udp.example.org");
    }

    @Test
    @Feature("A020")
    void goesSecurelyToWhomASecureUriNames() {
        names.naptr("example.org", 1, 1, "SIP+D2T", "_sip._tcp.example.org")
                .naptr("example.org", 2, 1, "SIPS+D2T", "_sips._tcp.example.org")
                .srv("_sips._tcp.example.org", 1, 0, 5061, "tls.hoster.net").host("tls.hoster.net", "192.0.2.8", 60);
        // The certificate has to be the domain's, not that of whom DNS names.
        assertThat(found("sips:alice@example.org")).containsExactly("TLS example.org:5061 192.0.2.8");
    }

    @Test
    void asksForServicesWhereTheDomainNamesNoTransports() {
        names.srv("_sip._udp.example.org", 1, 0, 5070, "u.example.org").host("u.example.org", "192.0.2.9", 60);
        assertThat(found("sip:example.org")).containsExactly("UDP u.example.org:5070 192.0.2.9");
        assertThat(names.questions()).containsSubsequence("NAPTR example.org", "SRV _sip._tcp.example.org",
                "SRV _sip._udp.example.org", "A u.example.org");
    }

    @ParameterizedTest
    @CsvSource({ "sip:h.example.org, UDP h.example.org:5060 192.0.2.1", "sips:h.example.org, TLS h.example.org:5061 192.0.2.1",
            "sip:h.example.org;transport=tcp, TCP h.example.org:5060 192.0.2.1",
            "sip:h.example.org:5099;transport=tcp, TCP h.example.org:5099 192.0.2.1",
            "sip:h.example.org:5099, UDP h.example.org:5099 192.0.2.1" })
    void goesToTheHostItselfWhereDnsKnowsNoMore(String uri, String expected) {
        names.host("h.example.org", "192.0.2.1", 60);
        assertThat(found(uri)).containsExactly(expected);
    }

    @Test
    void takesBothFamiliesOfAddresses() {
        names.host("h.example.org", "2001:db8::7", 60).host("h.example.org", "192.0.2.1", 60);
        assertThat(found("sip:h.example.org:5060")).containsExactly("UDP h.example.org:5060 192.0.2.1",
                "UDP h.example.org:5060 2001:db8:0:0:0:0:0:7");
        assertThat(found("sip:[2001:db8::1]")).containsExactly("UDP [2001:db8::1]:5060 2001:db8:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "sip:192.0.2.1", "sip:192.0.2.1:5070;transport=tcp", "sip:[2001:db8::1]",
            "sip:x@abc.invalid;transport=ws",
            "sip:x@ABC.INVALID", "tel:+15551234", "sips:a@192.0.2.1" })
    @Threat(13)
    void neverLooksUpWhatNeedsNoLookUp(String uri) {
        found(uri);
        assertThat(names.questions()).isEmpty();
    }

    @Test
    @Feature("A020")
    void triesPrioritiesInOrderAndWeightsByChance() {
        names.srv("_sip._tcp.example.org", 20, 0, 5060, "c.example.org")
                .srv("_sip._tcp.example.org", 10, 90, 5060, "a.example.org")
                .srv("_sip._tcp.example.org", 10, 10, 5060, "b.example.org").host("a.example.org", "192.0.2.1", 60)
                .host("b.example.org", "192.0.2.2", 60).host("c.example.org", "192.0.2.3", 60);
        Set<String> firsts = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            List<String> order = found("sip:example.org;transport=tcp");
            assertThat(order).hasSize(3);
            assertThat(order.get(2)).contains("192.0.2.3");
            firsts.add(order.get(0).replaceAll(".* ", ""));
        }
        assertThat(firsts).containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");
    }

    @Test
    void triesLastWhatFailedLately() {
        names.host("h.example.org", "192.0.2.1", 60).host("h.example.org", "192.0.2.2", 60);
        Destination first = locate("sip:h.example.org:5060").get(0);
        locator.failed(first);
        assertThat(locate("sip:h.example.org:5060")).hasSize(2).last().isEqualTo(first);
    }

    @Test
    void knowsThatAServiceIsDecidedlyNotThere() {
        names.naptr("example.org", 1, 1, "SIP+D2T", "_sip._tcp.example.org").srv("_sip._tcp.example.org", 0, 0, 0, "")
                .host("example.org", "192.0.2.1", 60);
        assertThat(found("sip:example.org")).isEmpty();
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(found("sip:nobody.example.org")).isEmpty();
        int asked = names.questions().size();
        assertThat(found("sip:nobody.example.org")).isEmpty();
        // That there is nothing is remembered, too.
        assertThat(names.questions()).hasSize(asked);
    }

    @Test
    void asksAgainOnlyWhenTheTimeToLiveIsOver() {
        names.host("long.example.org", "192.0.2.1", 600).host("never.example.org", "192.0.2.2", 0);
        for (int i = 0; i < 3; i++) {
            found("sip:long.example.org:5060");
            found("sip:never.example.org:5060");
        }
        assertThat(names.questions().stream().filter("A long.example.org"::equals)).hasSize(1);
        assertThat(names.questions().stream().filter("A never.example.org"::equals)).hasSize(3);
    }

    @Test
    void comesAgainByTcpWhenAnAnswerWasTooLong() {
        names.truncates("SRV _sip._tcp.example.org").srv("_sip._tcp.example.org", 1, 0, 5060, "a.example.org").host(
                "a.example.org",
                "192.0.2.1", 60);
        assertThat(found("sip:example.org;transport=tcp")).containsExactly("TCP a.example.org:5060 192.0.2.1");
    }

    @Test
    void followsAliases() {
        names.alias("_sip._tcp.example.org", "SRV", "_sip._tcp.hoster.net")
                .srvOf("_sip._tcp.example.org", "_sip._tcp.hoster.net", 1, 0, 5060, "a.hoster.net")
                .host("a.hoster.net", "192.0.2.1", 60);
        assertThat(found("sip:example.org;transport=tcp")).containsExactly("TCP a.hoster.net:5060 192.0.2.1");
    }

    @Test
    @Threat(13)
    void believesNoRecordsOfOtherNames() {
        names.srvOf("_sip._tcp.example.org", "_sip._tcp.bank.example", 1, 0, 5060, "evil.example.net").host("evil.example.net",
                "192.0.2.66", 60).host("example.org", "192.0.2.1", 60);
        assertThat(found("sip:example.org;transport=tcp")).containsExactly("TCP example.org:5060 192.0.2.1");
        assertThat(names.questions()).doesNotContain("A evil.example.net");
    }

    @Test
    void skipsMalformedRecordsAndNeverTakesMoreThanAFew() {
        byte[] loop = { 0, 1, 0, 1, 0x13, (byte) 0xc4, (byte) 0xc0, 6 };
        names.raw("SRV", "_sip._tcp.example.org", new byte[] { 1 }).raw("SRV", "_sip._tcp.example.org", loop)
                .srv("_sip._tcp.example.org", 1, 0, 5060, "sp ace.example.org");
        for (int i = 0; i < 100; i++) {
            names.srv("_sip._tcp.example.org", 1, 0, 5060 + i, "a.example.org");
        }
        names.truncates("SRV _sip._tcp.example.org").host("a.example.org", "192.0.2.1", 60);
        assertThat(found("sip:example.org;transport=tcp")).hasSizeBetween(1, 8).allMatch(text -> text.endsWith(" 192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "silent", "garbled", "servfail", "refused" })
    @Threat(29)
    void failsSoonWhereNameServersDoNotAnswer(String how) {
        switch (how) {
            case "silent" -> names.isSilentAbout("*");
            case "garbled" -> names.garbles("NAPTR example.org");
            case "servfail" -> names.refuses("*", 2);
            default -> names.refuses("*", 5);
        }
        CompletableFuture<List<Destination>> looking = locator.locate(SipUri.parse("sip:example.org")).toCompletableFuture();
        assertThatThrownBy(() -> looking.orTimeout(30, TimeUnit.SECONDS).join()).isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LocateException.class);
    }

    @Test
    @Threat(29)
    void stillFindsOthersWhileOneNameServerIsSilent() {
        names.host("good.example.org", "192.0.2.1", 60).isSilentAbout("A slow.example.org")
                .isSilentAbout("AAAA slow.example.org");
        CompletableFuture<List<Destination>> slow = locator.locate(SipUri.parse("sip:slow.example.org:5060"))
                .toCompletableFuture();
        assertThat(found("sip:good.example.org:5060")).hasSize(1);
        assertThat(slow).isNotDone();
    }

    @Test
    void asksTheSameQuestionOnceAtATime() {
        names.isSilentAbout("NAPTR example.org");
        CompletableFuture<?> one = locator.locate(SipUri.parse("sip:example.org")).toCompletableFuture();
        CompletableFuture<?> other = locator.locate(SipUri.parse("sip:example.org")).toCompletableFuture();
        assertThatThrownBy(one::join).isInstanceOf(CompletionException.class);
        assertThatThrownBy(other::join).isInstanceOf(CompletionException.class);
        assertThat(names.questions().stream().filter("NAPTR example.org"::equals)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "sip:inside.example.org:5060", "sip:10.1.2.3", "sip:[::ffff:10.1.2.3]",
            "sip:inside6.example.org:5060",
            "sip:[::1]", "sip:inside.example.org" })
    @Threat(13)
    void goesToNoForbiddenNetwork(String uri) {
        names.host("inside.example.org", "10.1.2.3", 60).host("inside6.example.org", "::1", 60);
        locator.close();
        locator = locator(Networks.NONE, Networks.of(List.of("10.0.0.0/8", "::1")));
        assertThat(found(uri)).isEmpty();
    }

    @Test
    @Threat(13)
    void goesToAllowedNetworksOnlyIfThereAreSuch() {
        names.host("h.example.org", "192.0.2.1", 60).host("h.example.org", "198.51.100.1", 60);
        locator.close();
        locator = locator(Networks.of(List.of("198.51.100.0/25")), Networks.NONE);
        assertThat(found("sip:h.example.org:5060")).containsExactly("UDP h.example.org:5060 198.51.100.1");
        assertThat(found("sip:198.51.100.200")).isEmpty();
        assertThat(found("sip:3325256705")).isEmpty();
    }

    private List<String> found(String uri) {
        return locate(uri).stream().map(to -> to + " " + to.address().getHostAddress()).toList();
    }

    private List<Destination> locate(String uri) {
        return locator.locate(SipUri.parse(uri)).toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private ServerLocator locator(Networks allowed, Networks denied) {
        return new DnsServerLocator(new LocateSettings(List.of(names.address()), TIMEOUT, allowed, denied));
    }
}
