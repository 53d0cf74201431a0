package io.bridgehead.sip.useragent;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.bridgehead.sip.auth.DigestAuthenticator;
import io.bridgehead.sip.auth.DigestResult;
import io.bridgehead.sip.auth.DigestSettings;
import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Flow;

/** A registrar for example.org that knows alice with the password "secret". */
final class TinyServer implements AutoCloseable {

    final TestNode node = new TestNode().serve(this::serve);
    final List<SipRequest> accepted = new CopyOnWriteArrayList<>();
    final AtomicInteger challenges = new AtomicInteger();
    final AtomicInteger keepAlives = new AtomicInteger();
    volatile String seenFrom;
    volatile Flow flow;
    volatile NameAddr contact;
    volatile long granted = 60;
    volatile long minimum;
    private final DigestAuthenticator authenticator = new DigestAuthenticator(DigestSettings.of("example.org", true),
            (user, realm, algorithm) -> user.equals("alice") ? Optional.of(algorithm.ha1(user, realm, "secret"))
                    : Optional.empty());

    private void serve(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        if (request.is("OPTIONS")) {
            transaction.respond(seen(request.createResponse(200)));
            keepAlives.incrementAndGet();
            return;
        }
        DigestResult result = authenticator.authenticate(request.method(), request.requestUriText(),
                request.headers(SipHeader.AUTHORIZATION));
        if (result instanceof DigestResult.Refused refused) {
            challenges.incrementAndGet();
            SipResponse challenge = request.createResponse(401);
            authenticator.challenges(refused.failure().stale())
                    .forEach(c -> challenge.addHeader(SipHeader.WWW_AUTHENTICATE, c));
            transaction.respond(challenge);
            return;
        }
        accepted.add(request);
        if (request.is("REGISTER")) {
            register(transaction);
        } else {
            transaction.respond(200);
        }
    }

    private void register(ServerTransaction transaction) {
        NameAddr given = transaction.request().contacts().get(0);
        long wanted = Long.parseLong(given.param("expires"));
        if (wanted > 0 && wanted < minimum) {
            transaction.respond((SipResponse) transaction.request().createResponse(423).setHeader(SipHeader.MIN_EXPIRES,
                    Long.toString(minimum)));
            return;
        }
        flow = transaction.flow();
        contact = wanted == 0 ? null : given;
        SipResponse response = transaction.request().createResponse(200);
        if (wanted > 0) {
            response.addHeader(SipHeader.CONTACT, given.withParam("expires", Long.toString(granted)).toString());
        }
        transaction.respond(seen(response));
    }

    /** Tells the client that it comes from elsewhere. */
    private SipResponse seen(SipResponse response) {
        if (seenFrom != null) {
            response.setHeader(SipHeader.VIA, response.topVia().withParam("received", seenFrom).toString());
        }
        return response;
    }

    @Override
    public void close() {
        node.close();
    }
}
