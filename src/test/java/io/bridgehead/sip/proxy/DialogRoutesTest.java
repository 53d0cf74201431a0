package io.bridgehead.sip.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.test.Feature;
import io.bridgehead.test.Threat;

/** Who passes by our Record-Route, and where to. */
class DialogRoutesTest {

    private static final byte[] KEY = new byte[32];
    private static final SipUri BOB = SipUri.parse("sip:bob@example.org");

    private final List<TestNode> nodes = new ArrayList<>();
    private final Map<String, String> connected = new ConcurrentHashMap<>();
    private final List<SipRequest> atServer = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void tellsEachSideOfTheTransportThatItHas() {
        Dialog dialog = dialog(SipTransport.UDP, SipTransport.TCP, KEY);
        assertThat(dialog.routes).hasSize(2);
        assertThat(dialog.routes.get(0).param("transport")).isEqualTo("tcp");
        assertThat(dialog.routes.get(1).param("transport")).isNull();
        assertThat(dialog(SipTransport.TCP, SipTransport.TCP, KEY).routes).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = SipTransport.class, names = { "UDP", "TCP" })
    @Feature("A042")
    void carriesRequestsOfACallBothWays(SipTransport transport) {
        Dialog dialog = dialog(transport, SipTransport.TCP, KEY);
        assertThat(dialog.fromCaller("BYE").status()).isEqualTo(200);
        assertThat(dialog.atCallee.get(1).routes()).isEmpty();
        assertThat(dialog.fromCallee("INFO").status()).isEqualTo(200);
        assertThat(dialog.atCaller.get(0).method()).isEqualTo("INFO");
    }

    @Test
    @Feature("A042")
    void carriesRequestsOfACallAfterItsOwnRestart() {
        Dialog dialog = dialog(SipTransport.UDP, SipTransport.UDP, KEY);
        dialog.restart();
        assertThat(dialog.fromCaller("BYE").status()).isEqualTo(200);
        assertThat(dialog.fromCallee("INFO").status()).isEqualTo(200);
        assertThat(atServer).isEmpty();
    }

    @Test
    @Feature("A042")
    void findsTheConnectionThatADeviceHasAfterARestart() {
        Dialog dialog = dialog(SipTransport.TCP, SipTransport.UDP, KEY);
        dialog.contactOf(dialog.caller, "sip:caller@nowhere.invalid;transport=ws");
        dialog.restart();
        assertThat(dialog.fromCallee("BYE").status()).isEqualTo(430);
        connected.put("tester@example.org caller@nowhere.invalid", dialog.connectionOfCaller());
        assertThat(dialog.fromCallee("BYE").status()).isEqualTo(200);
        assertThat(dialog.atCaller).hasSize(1);
    }

    @Test
    @Threat(4)
    void goesToNoOtherContactThanThatOfTheCall() {
        Dialog dialog = dialog(SipTransport.TCP, SipTransport.UDP, KEY);
        dialog.contactOf(dialog.caller, "sip:caller@nowhere.invalid;transport=ws");
        dialog.restart();
        connected.put("tester@example.org somebody@nowhere.invalid", dialog.connectionOfCaller());
        dialog.contactOf(dialog.caller, "sip:somebody@nowhere.invalid;transport=ws");
        assertThat(dialog.fromCallee("BYE").status()).isEqualTo(430);
        assertThat(dialog.atCaller).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "MESSAGE", "REGISTER", "SUBSCRIBE", "REFER", "NOTIFY", "PUBLISH", "OPTIONS", "MOONLIGHT" })
    @Threat(4)
    void leavesWhateverBeginsSomethingNewToTheServer(String method) {
        Dialog dialog = dialog(SipTransport.TCP, SipTransport.TCP, KEY);
        assertThat(dialog.fromCaller(method).status()).isEqualTo(404);
        assertThat(dialog.atCallee).hasSize(1);
        assertThat(atServer).hasSize(1);
    }

    @Test
    @Threat(4)
    void leavesAnInviteThatOpensACallToTheServer() {
        Dialog dialog = dialog(SipTransport.TCP, SipTransport.TCP, KEY);
        SipRequest invite = dialog.request("INVITE", true);
        invite.setHeader(SipHeader.TO, "<" + BOB + ">");
        assertThat(dialog.caller.ask(invite, dialog.proxy.address(SipTransport.TCP)).status()).isEqualTo(404);
        assertThat(dialog.atCallee).hasSize(1);
    }

    @Test
    @Threat(4)
    void knowsTokensOfNoOtherCall() {
        Dialog dialog = dialog(SipTransport.TCP, SipTransport.TCP, KEY);
        SipRequest bye = dialog.request("BYE", true);
        bye.setHeader(SipHeader.CALL_ID, "another");
        assertThat(dialog.caller.ask(bye, dialog.proxy.address(SipTransport.TCP)).status()).isEqualTo(404);
        assertThat(dialog.atCallee).hasSize(1);
    }

    @Test
    @Threat(3)
    void takesAwayWhatASenderSaysAboutItsIdentity() {
        Dialog dialog = dialog(SipTransport.TCP, SipTransport.TCP, KEY);
        SipRequest info = dialog.request("INFO", true);
        info.addHeader("P-Asserted-Identity", "<sip:boss@example.org>").addHeader("X-Signed-Identity", "forged");
        dialog.caller.ask(info, dialog.proxy.address(SipTransport.TCP));
        assertThat(dialog.atCallee.get(1).hasHeader("P-Asserted-Identity")).isFalse();
        assertThat(dialog.atCallee.get(1).hasHeader("X-Signed-Identity")).isFalse();
    }

    @Test
    void understandsStrictRouters() {
        Dialog dialog = dialog(SipTransport.TCP, SipTransport.TCP, KEY);
        SipRequest bye = dialog.request("BYE", true);
        SipUri target = bye.requestUri();
        bye.setRequestUri(dialog.routes.get(0));
        bye.removeHeader(SipHeader.ROUTE);
        bye.addHeader(SipHeader.ROUTE, "<" + target + ">");
        assertThat(dialog.caller.ask(bye, dialog.proxy.address(SipTransport.TCP)).status()).isEqualTo(200);
        assertThat(dialog.atCallee.get(1).requestUri()).isEqualTo(target);
    }

    private Dialog dialog(SipTransport callers, SipTransport callees, byte[] key) {
        Dialog dialog = new Dialog(callers, callees, key);
        dialog.open();
        return dialog;
    }

    private TestNode node() {
        TestNode node = new TestNode();
        nodes.add(node);
        return node;
    }

    /** A call from one node to another through a proxy. */
    private final class Dialog {

        private final List<SipRequest> atCaller = new CopyOnWriteArrayList<>();
        private final List<SipRequest> atCallee = new CopyOnWriteArrayList<>();
        private final List<String> flows = new CopyOnWriteArrayList<>();
        private final TestNode caller = node().serve(t -> {
            atCaller.add(t.request());
            t.respond(200);
        });
        private final TestNode callee = node().serve(t -> {
            atCallee.add(t.request());
            t.respond(200);
        });
        private final SipTransport callers;
        private final SipTransport callees;
        private final byte[] key;
        private final SipRequest invite = TestNode.request("INVITE", BOB);
        private TestNode proxy;
        private ProxyCore core;
        private List<SipUri> routes;
        private String callerContact;

        private Dialog(SipTransport callers, SipTransport callees, byte[] key) {
            this.callers = callers;
            this.callees = callees;
            this.key = key;
        }

        private void open() {
            proxy = proxy(new TestNode());
            callerContact = caller.uri("caller").toString();
            establish();
        }

        private TestNode proxy(TestNode node) {
            nodes.add(node);
            core = new ProxyCore(node.node(), new ProxySettings(key, List.of("P-Asserted-Identity", "X-Signed-Identity"),
                    (aor, contact) -> Optional.ofNullable(connected.get(aor.userAtHost() + ' ' + contact.userAtHost()))));
            node.serve(t -> {
                if (t.request().is("INVITE") && t.request().routes().isEmpty()) {
                    core.forward(t, List.of(new ProxyTarget(SipUri.of("callee", "127.0.0.1", callee.stack().boundPort(callees)),
                            callee.address(callees), List.of())), ForwardOptions.DEFAULT);
                } else if (t.request().is("X-HELLO")) {
                    flows.add(t.flow().id());
                    t.respond(200);
                } else {
                    atServer.add(t.request());
                    t.respond(404);
                }
            });
            return node;
        }

        private void establish() {
            SipRequest sent = invite.copy();
            sent.addHeader(SipHeader.CONTACT, "<" + callerContact + ">");
            assertThat(caller.ask(sent, proxy.address(callers)).status()).isEqualTo(200);
            routes = atCallee.get(atCallee.size() - 1).recordRoutes().stream().map(NameAddr::uri).toList();
        }

        /** The call is opened again with another contact. */
        private void contactOf(TestNode node, String contact) {
            boolean fresh = callerContact.startsWith("sip:caller@127");
            callerContact = contact;
            if (fresh) {
                atCallee.clear();
                invite.setHeader(SipHeader.CALL_ID, "again@" + System.nanoTime());
                establish();
            }
        }

        /** Another process at the same ports with the same key. */
        private void restart() {
            int udp = proxy.stack().boundPort(SipTransport.UDP);
            int tcp = proxy.stack().boundPort(SipTransport.TCP);
            proxy.close();
            await().ignoreExceptions().until(() -> {
                proxy = proxy(new TestNode(udp, tcp));
                return true;
            });
        }

        private String connectionOfCaller() {
            caller.ask(TestNode.request("X-HELLO", BOB), proxy.address(SipTransport.TCP));
            return flows.get(0);
        }

        private SipResponse fromCaller(String method) {
            return caller.ask(request(method, true), proxy.address(callers));
        }

        private SipResponse fromCallee(String method) {
            return callee.ask(request(method, false), proxy.address(callees));
        }

        private SipRequest request(String method, boolean callersOwn) {
            SipRequest request = SipRequest.create(method,
                    callersOwn ? "sip:callee@127.0.0.1:" + callee.stack().boundPort(callees) : callerContact);
            String from = invite.header(SipHeader.FROM);
            String to = "<" + BOB + ">;tag=them";
            request.addHeader(SipHeader.FROM, callersOwn ? from : to);
            request.addHeader(SipHeader.TO, callersOwn ? to : from);
            request.addHeader(SipHeader.CALL_ID, invite.callId());
            request.addHeader(SipHeader.CSEQ, "2 " + method);
            List<SipUri> mine = new ArrayList<>(routes);
            if (callersOwn) {
                Collections.reverse(mine);
            }
            mine.forEach(route -> request.addHeader(SipHeader.ROUTE, "<" + route + ">"));
            return request;
        }
    }
}
