package io.bridgehead.sip.dialog;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.bridgehead.sip.dispatch.TestNode;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.sip.message.SipResponse;
import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.SipTransport;

/** A called party whose every message the test decides; it keeps what it is sent. */
final class WirePeer implements AutoCloseable {

    private static final String TAG = "wire";

    final TestNode node = new TestNode();
    final List<SipRequest> requests = new CopyOnWriteArrayList<>();
    private long cseq;

    /** @param answers the response to each request, null for none */
    WirePeer(Function<SipRequest, SipResponse> answers) {
        node.serve(transaction -> answer(transaction, answers));
    }

    private void answer(ServerTransaction transaction, Function<SipRequest, SipResponse> answers) {
        transaction.onAck(node.acks::add);
        requests.add(transaction.request());
        SipResponse response = answers.apply(transaction.request());
        if (response != null) {
            transaction.respond(response);
        }
    }

    /** A response of the dialog, with Contact. */
    SipResponse response(SipRequest request, int status) {
        SipRequest tagged = request.to().tag() == null ? request.copy().setLocalTag(TAG) : request;
        SipResponse response = tagged.createResponse(status);
        response.setHeader(SipHeader.CONTACT, "<" + node.uri("phone") + ">");
        return response;
    }

    /** A 200 with a session. */
    SipResponse answer(SipRequest request) {
        SipResponse response = response(request, 200);
        response.setBody("application/sdp", "answer");
        return response;
    }

    /** A request within the dialog of the INVITE that came first. */
    SipRequest request(String method) {
        SipRequest invite = requests.get(0);
        SipRequest request = SipRequest.create(method, invite.contacts().get(0).uri());
        request.addHeader(SipHeader.FROM, invite.to().withTag(TAG).toString());
        request.addHeader(SipHeader.TO, invite.from().toString());
        request.addHeader(SipHeader.CALL_ID, invite.callId());
        request.addHeader(SipHeader.CSEQ, ++cseq + " " + method);
        request.addHeader(SipHeader.CONTACT, "<" + node.uri("phone") + ">");
        return request;
    }

    /** Sends a request to whom called and gives the final response. */
    SipResponse ask(SipRequest request, TestNode caller) {
        return node.ask(request, caller.address(SipTransport.TCP));
    }

    /** The requests of a method, in their order. */
    List<SipRequest> requests(String method) {
        return requests.stream().filter(request -> request.is(method)).toList();
    }

    @Override
    public void close() {
        node.close();
    }
}
