package io.bridgehead.webservice;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Variable;

import io.bridgehead.soap.Addressing;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.soap.TalkReport;
import io.bridgehead.soap.TalkXml;
import io.bridgehead.status.Conflater;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The gateway's side of telling who speaks: to each recipient one message at a time, so that a slow one holds up nobody. */
@Named("talkDelivery")
@Singleton
@RegisterForReflection(fields = false)
public class TalkDelivery {

    /** Ten messages a second to one recipient at most, however many speak. */
    private static final long INTERVAL_MILLIS = 100;

    /** Each client that has vanished and not said so keeps one sending busy for half a minute. */
    private static final int AT_ONCE = 64;

    private record Ear(String recipient, String conferenceId) {
    }

    private final Conflater<Ear, TalkReport> news;

    @Inject
    public TalkDelivery(CamelContext camel) {
        ProducerTemplate producer = camel.createProducerTemplate();
        this.news = new Conflater<>("talk-delivery", AT_ONCE, INTERVAL_MILLIS, TalkReport::with,
                (ear, report) -> producer.sendBody("direct:send-talking", report));
    }

    /** Whether the request is a report of who speaks. */
    public boolean isTalk(@Variable(Call.VARIABLE) Call call) {
        return TalkXml.isReport(call.message());
    }

    /** Takes the report and answers at once: its messages are on their way, and nobody is told whether they arrive. */
    public byte[] take(@Variable(Call.VARIABLE) Call call) throws SoapException {
        TalkReport report = TalkXml.read(call.message());
        call.about(report.conferenceId());
        report.recipients().stream().distinct()
                .forEach(recipient -> news.offer(new Ear(recipient, report.conferenceId()), report.forRecipient(recipient)));
        return TalkXml.answer();
    }

    /** Makes the message to the one recipient of the body, a {@link TalkReport}. It is not to wait for anybody. */
    public void toMessage(Exchange exchange) {
        TalkReport report = exchange.getMessage().getBody(TalkReport.class);
        OutgoingMessage.set(exchange, report.recipients().get(0), SoapVersion.SOAP_1_2, report.conferenceId(),
                SoapWriter.envelope(SoapVersion.SOAP_1_2, Addressing.NONE, TalkXml.write(report)));
        exchange.setVariable(OutgoingMessage.EXPIRES, OutgoingMessage.AT_ONCE);
    }

    @PreDestroy
    void stop() {
        news.close();
    }
}
