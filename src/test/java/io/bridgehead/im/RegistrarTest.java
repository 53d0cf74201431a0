package io.bridgehead.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;

import io.bridgehead.sip.BadRequestException;
import io.bridgehead.sip.ForbiddenException;
import io.bridgehead.sip.IntervalTooBriefException;
import io.bridgehead.sip.NotFoundException;
import io.bridgehead.sip.RelayTarget;
import io.bridgehead.sip.SipResponseException.Header;
import io.bridgehead.store.Database;
import io.bridgehead.store.DatabaseTest;
import io.bridgehead.store.SqlAccountStore;
import io.bridgehead.store.SqlLocationStore;
import io.bridgehead.store.TestDatabase;
import io.bridgehead.test.Feature;

class RegistrarTest {

    private static final String ALICE = "alice@example.com";
    private static final String BROWSER = "<sip:x7@k3.invalid;transport=ws;ob>;reg-id=1;+sip.instance=\"<urn:uuid:1>\"";

    private Instant now = Instant.parse("2026-05-01T12:00:00Z");
    private Registrar registrar;
    private Locator locator;

    @DatabaseTest
    void bindsRefreshesAndRemovesADevice(TestDatabase test) {
        open(test);
        assertThat(register(1, "600", "<sip:alice@10.0.0.1:5060>"))
                .containsExactly("<sip:alice@10.0.0.1:5060>;expires=600");
        now = now.plusSeconds(100);
        assertThat(register(2, null)).containsExactly("<sip:alice@10.0.0.1:5060>;expires=500");
        assertThat(register(3, "600", "<sip:alice@10.0.0.1:5060>;expires=900"))
                .containsExactly("<sip:alice@10.0.0.1:5060>;expires=900");
        assertThat(register(4, null, "<sip:alice@10.0.0.1:5060>;expires=0")).isEmpty();
        assertThat(registrar.bindings(ALICE)).isEmpty();
    }

    @DatabaseTest
    @Feature("A041")
    void tellsADeviceThatIsNewFromOneThatOnlyRefreshes(TestDatabase test) {
        open(test);
        Registration first = registration("one", 1, null, "flow-1", false, "<sip:a@10.0.0.1>");
        assertThat(registrar.register(first).newDevice()).isTrue();
        assertThat(registrar.register(registration("one", 2, null, "flow-1", false, "<sip:a@10.0.0.1>")).newDevice())
                .as("refresh").isFalse();
        assertThat(registrar.register(registration("two", 1, null, "flow-1", false, "<sip:a@10.0.0.1>")).newDevice())
                .as("started anew").isTrue();
        assertThat(registrar.register(registration("two", 2, null, "flow-2", false, "<sip:a@10.0.0.1>")).newDevice())
                .as("connected anew").isTrue();
        assertThat(registrar.register(registration("two", 3, null, "flow-2", false))
                .newDevice()).as("only asks").isFalse();
        assertThat(registrar.register(registration("two", 4, "0", "flow-2", false, "<sip:a@10.0.0.1>")).newDevice())
                .as("leaves").isFalse();
    }

    @DatabaseTest
    void usesTheStandardExpiryAndLimitsTheLongest(TestDatabase test) {
        open(test);
        assertThat(register(1, null, "<sip:a@10.0.0.1>")).containsExactly("<sip:a@10.0.0.1>;expires=3600");
        assertThat(register(2, "soon", "<sip:a@10.0.0.1>")).containsExactly("<sip:a@10.0.0.1>;expires=3600");
        assertThat(register(3, "4294967295", "<sip:a@10.0.0.1>")).containsExactly("<sip:a@10.0.0.1>;expires=86400");
    }

    @DatabaseTest
    void answers_423_with_the_minimum_when_the_interval_is_too_brief(TestDatabase test) {
        open(test);
        assertThatThrownBy(() -> register(1, "59", "<sip:a@10.0.0.1>")).isInstanceOfSatisfying(
                IntervalTooBriefException.class,
                e -> assertThat(e.headers()).containsExactly(new Header("Min-Expires", "60")));
        assertThat(registrar.bindings(ALICE)).isEmpty();
    }

    @DatabaseTest
    void letsABindingExpire(TestDatabase test) {
        open(test);
        register(1, "60", "<sip:a@10.0.0.1>");
        now = now.plusSeconds(60);

        assertThat(registrar.bindings(ALICE)).isEmpty();
        registrar.sweep();
        assertThat(new SqlLocationStore(test.open(), "one", null).recover(Instant.EPOCH)).isEmpty();
    }

    @DatabaseTest
    void removesAllWithAStar(TestDatabase test) {
        open(test);
        register(1, null, "<sip:a@10.0.0.1>", "<sip:b@10.0.0.2>");

        assertThatThrownBy(() -> register(2, null, "*")).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> register(2, "60", "*")).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> register(2, "0", "*", "<sip:a@10.0.0.1>")).isInstanceOf(BadRequestException.class);
        assertThat(registrar.bindings(ALICE)).hasSize(2);
        assertThat(register(2, "0", "*")).isEmpty();
    }

    @DatabaseTest
    void refusesARequestOlderThanTheBinding(TestDatabase test) {
        open(test);
        register(5, null, "<sip:a@10.0.0.1>");

        assertThatThrownBy(() -> register(4, null, "<sip:a@10.0.0.1>;expires=0")).isInstanceOf(BadRequestException.class);
        assertThatThrownBy(() -> register(5, "0", "*")).isInstanceOf(BadRequestException.class);
        assertThat(registrar.bindings(ALICE)).hasSize(1);
    }

    @DatabaseTest
    void replacesTheBindingOfTheSameDeviceWhenItComesBackByAnotherFlow(TestDatabase test) {
        open(test);
        registrar.register(registration("call-1", 1, null, "flow-1", false, BROWSER));
        RegisteredContacts answer = registrar.register(
                registration("call-2", 1, null, "flow-2", false, BROWSER.replace("k3.invalid", "z9.invalid")));

        assertThat(answer.outbound()).isTrue();
        assertThat(answer.contacts()).containsExactly("<sip:x7@z9.invalid;transport=ws;ob>;expires=3600"
                + ";+sip.instance=\"<urn:uuid:1>\";reg-id=1");
        assertThat(registrar.bindings(ALICE)).extracting(Binding::flow).containsExactly("flow-2");
    }

    @DatabaseTest
    void keepsAtMostFiveDevicesAndLetsTheNewestIn(TestDatabase test) {
        open(test);
        for (int i = 1; i <= 6; i++) {
            now = now.plusSeconds(1);
            register(i, null, "<sip:a@10.0.0." + i + ">");
        }
        assertThat(registrar.bindings(ALICE)).hasSize(5).extracting(Binding::contact)
                .contains("sip:a@10.0.0.6").doesNotContain("sip:a@10.0.0.1");
        assertThatThrownBy(() -> register(9, null, "<sip:1@h>", "<sip:2@h>", "<sip:3@h>", "<sip:4@h>", "<sip:5@h>",
                "<sip:6@h>")).isInstanceOf(ForbiddenException.class);
    }

    @DatabaseTest
    void changesNothingWhenOneOfSeveralContactsIsBad(TestDatabase test) {
        open(test);
        for (String bad : List.of("<sip:", "<tel:+49211>", "<sip:a@" + "h".repeat(1100) + ">",
                "<sip:a@h>;reg-id=0;+sip.instance=\"<urn:uuid:1>\"", "<sip:a@h>;reg-id=x;+sip.instance=\"<urn:uuid:1>\"",
                "<sip:a@h>;+sip.instance=\"" + "u".repeat(300) + "\"")) {
            assertThatThrownBy(() -> register(1, null, "<sip:good@10.0.0.1>", bad))
                    .isInstanceOf(BadRequestException.class);
        }
        assertThat(registrar.bindings(ALICE)).isEmpty();
    }

    @DatabaseTest
    void remembersAfterARestartOnlyWhatDoesNotHangOnAConnection(TestDatabase test) {
        open(test);
        registrar.register(new Registration(ALICE, "call-1", 1, List.of("<sip:a@10.0.0.1>;q=0.5"), null, "udp-1", true,
                List.of("<sip:proxy;lr>", "<sip:proxy2;lr>"), "Phone"));
        List<Binding> before = registrar.bindings(ALICE);
        registrar.register(registration("call-2", 1, null, "ws-1", false, BROWSER));

        open(test);

        assertThat(registrar.bindings(ALICE)).isEqualTo(before);
    }

    @DatabaseTest
    void forgetsDevicesWhoseConnectionIsClosed(TestDatabase test) {
        open(test);
        registrar.register(registration("call-1", 1, null, "ws-1", false, BROWSER));
        registrar.register(registration("call-2", 1, null, "udp-1", true, "<sip:a@10.0.0.1>"));

        registrar.flowClosed("ws-1");

        assertThat(registrar.bindings(ALICE)).extracting(Binding::flow).containsExactly("udp-1");
    }

    @DatabaseTest
    void locatesEachDeviceOnceByTheFlowItRegisteredLast(TestDatabase test) {
        open(test);
        registrar.register(registration("call-1", 1, null, "ws-1", false, BROWSER));
        now = now.plusSeconds(1);
        registrar.register(registration("call-2", 1, null, "ws-2", false, BROWSER.replace("reg-id=1", "reg-id=2")));
        registrar.register(registration("call-3", 1, null, "udp-1", true, "<sip:a@10.0.0.1>;q=0.1"));

        assertThat(locator.locate(ALICE).devices()).containsExactly(
                RelayTarget.byFlow("sip:x7@k3.invalid;transport=ws;ob", "ws-2"),
                new RelayTarget("sip:a@10.0.0.1", "udp-1", List.of(), 100));
    }

    @DatabaseTest
    void tellsAnUnknownUserFromOneWhoIsAway(TestDatabase test) {
        open(test);
        assertThat(locator.locate(ALICE).isNowhere()).isTrue();
        assertThatThrownBy(() -> locator.locate("nobody@example.com")).isInstanceOf(NotFoundException.class);
    }

    private void open(TestDatabase test) {
        Database database = test.open();
        registrar = new Registrar(new SqlLocationStore(database, "one", null), () -> now, RegistrarSettings.STANDARD);
        registrar.start();
        Accounts accounts = new Accounts(new SqlAccountStore(database), "example.com", () -> now);
        if (accounts.find("alice").isEmpty()) {
            accounts.add("alice", "Alice", "secret", Account.Role.USER);
        }
        locator = new Locator(accounts, registrar, new Neighbours(new Domains("example.com", List.of()), List.of()),
                Siblings.NONE);
    }

    private List<String> register(long cseq, String expires, String... contacts) {
        return registrar.register(registration("call-0", cseq, expires, "udp-0", true, contacts)).contacts();
    }

    private static Registration registration(String callId, long cseq, String expires, String flow, boolean lasting,
            String... contacts) {
        return new Registration(ALICE, callId, cseq, List.of(contacts), expires, flow, lasting, List.of(), "Test");
    }
}
