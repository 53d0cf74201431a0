package io.bridgehead.webservice;

import java.io.IOException;
import java.util.List;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

import io.bridgehead.soap.Addressing;
import io.bridgehead.soap.CommandXml;
import io.bridgehead.soap.ConferenceAnswer;
import io.bridgehead.soap.ConferenceRequest;
import io.bridgehead.soap.ConferenceSummary;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapReader;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.status.Conflater;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Tells whoever comes back what is so: each conference the user may see, whole, in the
 * state it is in now, and in parts if it is too large for one message.
 */
@Named("snapshots")
@Singleton
@RegisterForReflection(fields = false)
public class Snapshots {

    /** A device that registers again and again gets no more than one round in this time. */
    private static final long INTERVAL_MILLIS = 1000;
    /** After a restart all users come back at once; the commands of those who are there already do not wait for them. */
    private static final int AT_ONCE = 4;
    /** The most conferences that one user is told of: the WSDL's limit. */
    private static final int MOST = 100;
    private static final String CONFERENCE = "conference";
    /** Variable: how many participants the user was told of. */
    private static final String OFFSET = "offset";
    private static final int COMPLETE = -1;

    private final Conflater<String, Boolean> users;

    @Inject
    public Snapshots(CamelContext camel) {
        ProducerTemplate producer = camel.createProducerTemplate();
        this.users = new Conflater<>("snapshots", AT_ONCE, INTERVAL_MILLIS, (one, other) -> one, (user, news) -> {
            Exchange exchange = producer.request("direct:send-snapshots",
                    question -> question.setVariable(ConferenceServiceCall.SENDER, user));
            if (exchange.getException() != null) {
                throw new IllegalStateException(exchange.getException());
            }
        });
    }

    /** A device of the sender has registered; what it missed follows. */
    public void registered(Exchange exchange) {
        users.offer(exchange.getVariable(ConferenceServiceCall.SENDER, String.class), true);
    }

    /** A device of the recipient answers again; what it was not told follows. */
    void answersAgain(String recipient) {
        users.offer(recipient, true);
    }

    /** Makes the body the question which conferences go on. */
    public void askForList(Exchange exchange) throws SoapException {
        ask(exchange, ConferenceRequest.ListConferences.active(MOST));
    }

    /** The ids in the answer to that. */
    public List<String> conferences(Exchange exchange) throws SoapException, IOException {
        return CommandXml.readList(SoapOverHttp.answer(exchange)).stream().map(ConferenceSummary::conferenceId).toList();
    }

    /** The body is a conference's id: it is to be told from its first participant on. */
    public void beginConference(Exchange exchange) {
        exchange.setVariable(CONFERENCE, exchange.getMessage().getBody(String.class));
        exchange.setVariable(OFFSET, 0);
    }

    /** Whether there is a part of the conference that was not told yet. */
    public boolean isMore(Exchange exchange) {
        return exchange.getVariable(OFFSET, Integer.class) != COMPLETE;
    }

    /** Makes the body the question how the conference is. */
    public void askForConference(Exchange exchange) throws SoapException {
        ask(exchange, new ConferenceRequest.GetConference(exchange.getVariable(CONFERENCE, String.class),
                exchange.getVariable(OFFSET, Integer.class)));
    }

    private static void ask(Exchange exchange, ConferenceRequest request) throws SoapException {
        exchange.getMessage().setBody(SoapReader
                .read(SoapWriter.envelope(SoapVersion.SOAP_1_2, Addressing.NONE, CommandXml.write(request))));
    }

    /**
     * Makes the message to the user out of the answer, as if the user had asked. Whoever is gone again gets another one later.
     */
    public void toMessage(Exchange exchange) throws SoapException, IOException {
        SoapMessage answer = SoapOverHttp.answer(exchange);
        ConferenceAnswer conference = CommandXml.readAnswer(answer);
        int told = exchange.getVariable(OFFSET, Integer.class) + conference.participants().size();
        boolean more = !conference.participants().isEmpty() && told < conference.participantCount().orElse(0);
        exchange.setVariable(OFFSET, more ? told : COMPLETE);
        OutgoingMessage.set(exchange, exchange.getVariable(ConferenceServiceCall.SENDER, String.class),
                answer.version(), conference.conferenceId(),
                SoapWriter.envelope(answer.version(), Addressing.NONE, answer.body()));
        exchange.setVariable(OutgoingMessage.EXPIRES, OutgoingMessage.AT_ONCE);
    }

    @PreDestroy
    void stop() {
        users.close();
    }
}
