package io.bridgehead.client;

import java.util.List;
import java.util.Optional;

import io.bridgehead.soap.ConferenceAnswer;
import io.bridgehead.soap.ReportedEnd;
import io.bridgehead.soap.ReportedParticipant;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.soap.StatusReport;

/** What the gateway sends to clients, about the conference c1 of Carol. */
final class Soap {

    private Soap() {
    }

    static byte[] answer(String relatesTo, String operation, long version, String carolsState) {
        return SoapWriter.answer(SoapVersion.SOAP_1_2, Optional.of(relatesTo),
                new ConferenceAnswer(operation, Updates.ID, version, version, "starting", false, false, Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                        "Your request is under way.", Optional.empty(), List.of(), Optional.empty(),
                        List.of(row("p1", "Carol", carolsState, ""))));
    }

    static byte[] participant(long version, String id, String name, String state, String method) {
        return SoapWriter.report(new StatusReport(Updates.ID, version, version, "participant-state-changed",
                Updates.NOON, Optional.empty(), "running", false, Optional.empty(), Optional.empty(),
                Optional.of(row(id, name, state, method)), List.of(),
                name + " is now " + state, List.of("sip:carol@example.org")));
    }

    static byte[] ended(long version, String reason) {
        return SoapWriter.report(new StatusReport(Updates.ID, version, version, "conference-ended", Updates.NOON,
                Optional.empty(), "ended", false, Optional.empty(),
                Optional.of(new ReportedEnd(reason, Optional.empty(), Optional.empty(), Optional.of("it is over"))),
                Optional.empty(), List.of(), "The conference has ended", List.of("sip:carol@example.org")));
    }

    static byte[] fault(String relatesTo) {
        return SoapWriter.fault(SoapVersion.SOAP_1_2, Optional.of(relatesTo),
                new SoapFault(SoapFault.Side.SENDER, "not-allowed", "You may not.", "Ask the operator."));
    }

    private static ReportedParticipant row(String id, String name, String state, String method) {
        return new ReportedParticipant(id, Optional.of(name), Optional.of("sip:" + name + "@example.org"),
                Optional.of("sip:" + name + "@example.org"), id.equals("p1") ? "initiator" : "participant", state,
                Optional.of(method).filter(m -> !m.isEmpty()), Optional.empty(), Optional.empty(), 1, "bridge",
                Updates.NOON, false, false, Optional.empty());
    }
}
