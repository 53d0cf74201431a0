package io.bridgehead.webservice;

import java.util.List;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Exchange;
import org.apache.camel.Variable;

import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.soap.StatusReport;
import io.bridgehead.soap.StatusXml;
import io.bridgehead.webservice.wsdl.reporting.ReportStatusResponse;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The reporting web service: one report becomes one message to each recipient. */
@Named("statusDelivery")
@Singleton
@RegisterForReflection(fields = false)
public class StatusDelivery {

    /** The report for each recipient, who sees no other recipient. */
    public List<StatusReport> perRecipient(@Variable(Call.VARIABLE) Call call) throws SoapException {
        StatusReport report = StatusXml.read(call.message());
        call.about(report.conferenceId());
        return report.recipients().stream().distinct().map(report::forRecipient).toList();
    }

    /**
     * Makes the message to the one recipient of the body, a {@link StatusReport}. Whoever is away learns at the return what is
     * so, not what was: the state of each conference that goes on by {@link Snapshots}, and how a conference has ended by the
     * report of it, which has everybody's last state and waits.
     */
    public void toMessage(Exchange exchange) {
        StatusReport report = exchange.getMessage().getBody(StatusReport.class);
        OutgoingMessage.set(exchange, report.recipients().get(0), SoapVersion.SOAP_1_2, report.conferenceId(),
                SoapWriter.report(report));
        if (report.isEnd()) {
            exchange.setVariable(OutgoingMessage.TOPIC, report.topic());
        } else {
            exchange.setVariable(OutgoingMessage.EXPIRES, OutgoingMessage.AT_ONCE);
        }
    }

    /** All messages are on their way. */
    public ReportStatusResponse confirm() {
        return new ReportStatusResponse();
    }
}
