package io.bridgehead.webservice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

import io.bridgehead.conference.Audience;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Talk;
import io.bridgehead.soap.Addressing;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.soap.TalkReport;
import io.bridgehead.soap.TalkXml;
import io.bridgehead.status.Conflater;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The conference service's side of telling who speaks: not by way of the outbox, for it is worthless a moment later, and one
 * report of a conference at a time.
 */
@Named("talkReporting")
@Singleton
@RegisterForReflection(fields = false)
public class TalkReporting {

    /** Bounds what one bridge can make us do; a person notices no difference. */
    private static final long INTERVAL_MILLIS = 50;
    private static final int AT_ONCE = 16;
    /** The WSDL's limit. */
    private static final int MOST_RECIPIENTS = 200;
    /** As many as surely fit into a message; so many people do not begin to speak within a moment. */
    private static final int MOST_TALKERS = 200;
    private static final int OK = 200;

    private final ConferenceService conferences;
    private final RoleIdentity identity;
    private final Conflater<String, Map<LegId, Talk>> news;

    @Inject
    public TalkReporting(ConferenceService conferences, RoleIdentity identity, CamelContext camel) {
        this.conferences = conferences;
        this.identity = identity;
        ProducerTemplate producer = camel.createProducerTemplate();
        this.news = new Conflater<>("talk-reporting", AT_ONCE, INTERVAL_MILLIS, TalkReporting::newest,
                (conference, talks) -> producer.sendBody("direct:report-talking", talks.values()));
    }

    private static Map<LegId, Talk> newest(Map<LegId, Talk> older, Map<LegId, Talk> newer) {
        Map<LegId, Talk> newest = new HashMap<>(older);
        newer.forEach((leg, talk) -> newest.merge(leg, talk, (one, other) -> other.at().isBefore(one.at()) ? one : other));
        return newest;
    }

    /** Takes it and returns at once: the bridge's other events do not wait for it. */
    public void hear(@Body Talk talk) {
        news.offer(talk.leg().conferenceId(), Map.of(talk.leg(), talk));
    }

    /**
     * What the bridge says about calls that are up, in as many reports as the recipients need; none if nobody is to be told.
     */
    public List<TalkReport> reports(@Body Iterable<Talk> talks) {
        String conference = talks.iterator().next().leg().conferenceId();
        Audience audience = conferences.audience(conference);
        List<TalkReport.Talker> talkers = new ArrayList<>();
        for (Talk talk : talks) {
            if (audience.inCall().contains(talk.leg()) && talkers.size() < MOST_TALKERS) {
                talkers.add(new TalkReport.Talker(talk.leg().participantId(), talk.talking(), talk.at()));
            }
        }
        List<TalkReport> reports = new ArrayList<>();
        List<String> users = talkers.isEmpty() ? List.of() : audience.users();
        for (int from = 0; from < users.size(); from += MOST_RECIPIENTS) {
            reports.add(new TalkReport(conference, talkers,
                    users.subList(from, Math.min(from + MOST_RECIPIENTS, users.size()))));
        }
        return reports;
    }

    /** Makes the HTTP request out of the body, a {@link TalkReport}. */
    public void prepare(Exchange exchange) {
        String messageId = "urn:uuid:" + UUID.randomUUID();
        byte[] envelope = SoapWriter.envelope(SoapVersion.SOAP_1_2, Addressing.message(messageId),
                TalkXml.write(exchange.getMessage().getBody(TalkReport.class)));
        SoapOverHttp.request(exchange, SoapVersion.SOAP_1_2,
                identity.sign(RoleIdentity.CONFERENCE_SERVICE, messageId, envelope), envelope);
    }

    /**
     * Looks at the answer.
     *
     * @throws StatusReportingException if the service did not take it
     */
    public void confirm(Exchange exchange) {
        int status = SoapOverHttp.status(exchange);
        if (status != OK) {
            throw new StatusReportingException(status, null);
        }
    }

    @PreDestroy
    void stop() {
        news.close();
    }
}
