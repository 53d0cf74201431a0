package io.bridgehead.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.bridgehead.sip.auth.DigestAuthenticator;
import io.bridgehead.sip.auth.DigestResult;
import io.bridgehead.sip.auth.DigestSettings;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipMethod;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transport.ClientCertificates;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.Flow;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.TlsContext;
import io.bridgehead.sip.transport.TlsFiles;
import io.bridgehead.sip.transport.TransportLimits;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.test.TestAuthority;

/** An IM server and gateway in one process with the test: digest authentication, one location, canned conference answers. */
final class MiniServer implements AutoCloseable {

    static final String DOMAIN = "bridgehead.local";

    private final ExecutorService callbacks = Executors.newSingleThreadExecutor();
    private final SipTransport transport;
    private final SipStack stack;
    private final DigestAuthenticator authenticator = new DigestAuthenticator(DigestSettings.of(DOMAIN, true),
            (user, realm, algorithm) -> Optional.ofNullable(Map.of("carol", "demo").get(user))
                    .map(password -> algorithm.ha1(user, realm, password)));
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Flow flow;
    private volatile SipUri contact;
    /** MessageIDs of the commands that arrived, repeats included. */
    final List<String> commands = Collections.synchronizedList(new ArrayList<>());

    /** @param authority of the certificate, if the transport is secure */
    MiniServer(SipTransport transport, TestAuthority authority) {
        this.transport = transport;
        stack = SipStack.builder().listen(listener(transport, authority))
                .transportLimits(TransportLimits.DEFAULT.withMaxUdpRequestBytes(8_000)).executor(callbacks)
                .handler(this::onRequest).build();
        stack.start();
    }

    private static Listener listener(SipTransport transport, TestAuthority authority) {
        return switch (transport) {
            case UDP -> Listener.udp("127.0.0.1", 0);
            case TCP -> Listener.tcp("127.0.0.1", 0);
            case WS -> Listener.ws("127.0.0.1", 0);
            case TLS -> Listener.tls("127.0.0.1", 0, tls(transport, authority));
            case WSS -> Listener.wss("127.0.0.1", 0, tls(transport, authority));
        };
    }

    private static TlsContext tls(SipTransport transport, TestAuthority authority) {
        TestAuthority.Certificate own = authority.issue("server-" + transport, "ip:127.0.0.1");
        return TlsFiles.server(own.certificate(), own.key(), null, ClientCertificates.NONE);
    }

    Destination address() {
        return new Destination(transport, "127.0.0.1", stack.boundPort(transport));
    }

    /** The next commands are answered 408, as when the gateway is gone. */
    MiniServer losing(int commandsLost) {
        unanswered.set(commandsLost);
        return this;
    }

    private void onRequest(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        boolean register = request.is(SipMethod.REGISTER);
        DigestResult result = authenticator.authenticate(request.method(), request.requestUriText(),
                request.headers(register ? SipHeader.AUTHORIZATION : SipHeader.PROXY_AUTHORIZATION));
        if (result instanceof DigestResult.Refused refused) {
            SipResponse challenge = request.createResponse(register ? 401 : 407);
            authenticator.challenges(refused.failure().stale()).forEach(value -> challenge
                    .addHeader(register ? SipHeader.WWW_AUTHENTICATE : SipHeader.PROXY_AUTHENTICATE, value));
            transaction.respond(challenge);
        } else if (register) {
            flow = transaction.flow();
            contact = request.contacts().get(0).uri();
            SipResponse ok = request.createResponse(200);
            ok.addHeader(SipHeader.CONTACT, request.header(SipHeader.CONTACT));
            transaction.respond(ok);
        } else {
            onMessage(transaction, request);
        }
    }

    private void onMessage(ServerTransaction transaction, SipRequest request) {
        String receiver = request.requestUri().user();
        if (!receiver.equals("conference")) {
            transaction.respond(receiver.equals("bob") ? 200 : receiver.equals("dave") ? 202 : 404);
            return;
        }
        try {
            SoapMessage command = SoapReader.read(request.body());
            commands.add(command.messageId().orElseThrow());
            if (unanswered.getAndDecrement() > 0) {
                transaction.respond(408);
                return;
            }
            answer(command.operation().getLocalPart(), command.messageId().orElseThrow());
            transaction.respond(200);
        } catch (SoapException e) {
            transaction.respond(400);
        }
    }

    private void answer(String operation, String messageId) {
        send(Soap.answer(messageId, operation, operation.equals("createConference") ? 1 : 3, "dialing-out"));
        if (operation.equals("createConference")) {
            send(Soap.participant(2, "p1", "Carol", "connected", ""));
        } else if (operation.equals("endConference")) {
            send(Soap.ended(5, "ended-by-owner"));
            send(Soap.participant(4, "p1", "Carol", "disconnected", "booted"));
        }
    }

    private void send(byte[] soap) {
        SipRequest request = SipRequest.create(SipMethod.MESSAGE, contact);
        request.addHeader(SipHeader.FROM,
                NameAddr.of(SipUri.of("conference", DOMAIN, -1)).withTag(SipIds.newTag()).toString());
        request.addHeader(SipHeader.TO, NameAddr.of(SipUri.of("carol", DOMAIN, -1)).toString());
        request.addHeader(SipHeader.CALL_ID, SipIds.newCallId());
        request.addHeader(SipHeader.CSEQ, "1 MESSAGE");
        request.setBody(ConferenceMessages.CONTENT_TYPE, soap);
        stack.sendRequest(request, flow, (transaction, response) -> {
        });
    }

    @Override
    public void close() {
        stack.close();
        callbacks.shutdownNow();
    }
}
