package io.bridgehead.app;

import jakarta.enterprise.context.ApplicationScoped;

import io.bridgehead.im.route.MessageSubject;
import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.sip.message.SipRequest;
import io.bridgehead.soap.MessageSummary;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapReader;

/** Lets the message log be searched by what the SOAP inside a message says. */
@ApplicationScoped
class SoapSubject implements MessageSubject {

    @Override
    public LogEntry describe(LogEntry entry, SipRequest request) {
        if (!isSoap(request.contentType())) {
            return entry;
        }
        try {
            MessageSummary summary = MessageSummary.of(SoapReader.read(request.body()));
            return entry.withOperation(summary.operation(), summary.detail())
                    .withConference(summary.conferenceId().orElse(null)).withMessageId(summary.commandId().orElse(null));
        } catch (SoapException e) {
            // It is logged all the same; whoever receives it will refuse it.
            return entry;
        }
    }

    private static boolean isSoap(String contentType) {
        return contentType != null && (contentType.startsWith("application/soap+xml") || contentType.startsWith("text/xml"));
    }
}
