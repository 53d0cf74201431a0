package io.bridgehead.webservice;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.jboss.logging.Logger;

import io.bridgehead.conference.ConferenceService;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.conference.StatusChange;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapFault.Side;
import io.bridgehead.soap.SoapMessage;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.bridgehead.soap.StatusReport;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The conference service's side of a call of the reporting web service. */
@Named("statusReporting")
@Singleton
@RegisterForReflection(fields = false)
public class StatusReporting {

    private static final Logger LOG = Logger.getLogger(StatusReporting.class);
    /** As long as the IM server keeps messages for who is away. */
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final ConferenceService conferences;
    private final RoleIdentity identity;
    private final Clock clock;

    @Inject
    public StatusReporting(ConferenceService conferences, RoleIdentity identity, Clock clock) {
        this.clock = clock;
        this.conferences = conferences;
        this.identity = identity;
    }

    /** Whether somebody may still want to know. What could not be told for a week is given up, and its conference forgotten. */
    public boolean isWorthTelling(@Body StatusChange change) {
        boolean worth = change.at().plus(KEPT).isAfter(clock.instant());
        if (!worth) {
            LOG.errorf("What happened in conference %s a week ago could not be told and is given up", change.conferenceId());
        }
        return worth;
    }

    /** Makes the HTTP request out of the body, a {@link StatusChange}. */
    public void prepare(Exchange exchange) {
        StatusChange change = exchange.getMessage().getBody(StatusChange.class);
        StatusReport report = ReportMapper.map(change, roster(change));
        byte[] envelope = SoapWriter.report(report);
        SoapOverHttp.request(exchange, SoapVersion.SOAP_1_2,
                identity.sign(RoleIdentity.CONFERENCE_SERVICE, report.messageId(), envelope), envelope);
    }

    /** Read when it is told: in an ended conference nothing changes any more, and the outbox need not hold it for each user. */
    private List<ParticipantView> roster(StatusChange change) {
        if (change.roster() == null) {
            return List.of();
        }
        return change.roster().rowsOf(conferences.view(change.conferenceId(), change.recipients().get(0)));
    }

    /**
     * Looks at the answer.
     *
     * @throws StatusReportingException if the report is to be sent again. A report that the service calls wrong is not: it
     *         would be wrong for ever, and all later ones of its conference would wait behind it
     */
    public void confirm(Exchange exchange) throws IOException {
        int status = SoapOverHttp.status(exchange);
        if (status == OK) {
            return;
        }
        try {
            SoapMessage answer = SoapOverHttp.answer(exchange);
            SoapFault fault = SoapFault.read(answer);
            if (status == UNAUTHORIZED || fault.side() == Side.RECEIVER) {
                throw new StatusReportingException(status, null);
            }
            LOG.errorf("The reporting service refused a report for good: %s", fault.code());
        } catch (SoapException e) {
            throw new StatusReportingException(status, e);
        }
    }
}
