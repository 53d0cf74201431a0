package io.bridgehead.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;

/** A server in a few lines: refuses as told, answers commands as the gateway does. */
final class FakeLine implements SipLine {

    final List<byte[]> sent = Collections.synchronizedList(new ArrayList<>());
    final List<String> receivers = Collections.synchronizedList(new ArrayList<>());
    final Queue<Integer> refusals = new ArrayDeque<>();
    int registrationRefusal = -1;
    int acceptance = 200;
    boolean fault;
    boolean closed;
    private Receiver receiver = message -> {
    };

    @Override
    public void register(Receiver newReceiver) {
        if (registrationRefusal >= 0) {
            throw new SipFailureException(registrationRefusal, "refused", null);
        }
        receiver = newReceiver;
    }

    @Override
    public int send(String to, String contentType, byte[] body) {
        sent.add(body);
        receivers.add(to);
        Integer refusal = refusals.poll();
        if (refusal != null) {
            throw new SipFailureException(refusal, "refused", null);
        }
        if (contentType.equals(ConferenceMessages.CONTENT_TYPE)) {
            answer(body);
        }
        return acceptance;
    }

    private void answer(byte[] body) {
        SoapMessage command;
        try {
            command = SoapReader.read(body);
        } catch (SoapException e) {
            throw new AssertionError(e);
        }
        String id = command.messageId().orElseThrow();
        if (fault) {
            receive(Soap.fault(id));
            return;
        }
        String operation = command.operation().getLocalPart();
        receive(Soap.answer(id, operation, operation.equals("createConference") ? 1 : 3, "dialing-out"));
        if (operation.equals("createConference")) {
            receive(Soap.participant(2, "p1", "Carol", "connected", ""));
        } else if (operation.equals("endConference")) {
            receive(Soap.participant(4, "p1", "Carol", "disconnected", "booted"));
            receive(Soap.ended(5, "ended-by-owner"));
        }
    }

    void receive(byte[] soap) {
        receiver.received(new Incoming("sip:conference@bridgehead.local", ConferenceMessages.CONTENT_TYPE, soap));
    }

    @Override
    public void close() {
        closed = true;
    }
}
