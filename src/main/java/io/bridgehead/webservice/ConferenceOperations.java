package io.bridgehead.webservice;

import java.time.Clock;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Variable;

import io.bridgehead.conference.CommandAnswer;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.conference.ConferenceView;
import io.bridgehead.conference.NotAllowedException;
import io.bridgehead.soap.CommandXml;
import io.bridgehead.soap.ConferenceAnswer;
import io.bridgehead.soap.ConferenceRequest;
import io.bridgehead.soap.ConferenceRequest.GetConference;
import io.bridgehead.soap.ConferenceRequest.ListConferences;
import io.bridgehead.soap.RequestXml;
import io.bridgehead.soap.SoapException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The operations of the conference web service. Each answers with the conference as it is after the command, so that reports
 * already on their way cannot take a reader back behind the answer.
 */
@Named("conferenceOperations")
@Singleton
@RegisterForReflection(fields = false)
public class ConferenceOperations {

    private final ConferenceService conferences;
    private final Clock clock;

    @Inject
    public ConferenceOperations(ConferenceService conferences, Clock clock) {
        this.conferences = conferences;
        this.clock = clock;
    }

    /**
     * Carries a request out: questions are answered, everything else is a command.
     *
     * @return the element of the answer
     */
    public byte[] execute(@Variable(Call.VARIABLE) Call call) throws SoapException {
        ConferenceRequest request = RequestXml.read(call.message());
        if (request instanceof GetConference get) {
            call.about(get.conferenceId());
            ConferenceView view = conferences.view(get.conferenceId(), call.user());
            return CommandXml.write(AnswerMapper.map(request, view, List.of(),
                    MessageRoom.page(view.participants(), get.offset(), get.limit().orElse(null)), false));
        } else if (request instanceof ListConferences list) {
            return CommandXml.write(
                    AnswerMapper.map(conferences.conferencesOf(call.user(), list.activeOnly(), list.limit())));
        }
        return CommandXml.write(command(request, call));
    }

    private ConferenceAnswer command(ConferenceRequest request, Call call) {
        String messageId = call.message().messageId().orElseThrow(MessageIdMissingException::new);
        CommandAnswer answer = conferences.execute(CommandMapper.map(request), messageId, call.user(), clock.instant());
        call.about(answer.conferenceId());
        ConferenceView view = afterwards(answer.conferenceId(), call.user());
        return AnswerMapper.map(request, view, answer.participantIds(),
                MessageRoom.after(view.participants(), answer.participantIds()), answer.replay());
    }

    /** Who has handed the moderator's right on may see no more; that it was done is still the answer. */
    private ConferenceView afterwards(String conferenceId, String user) {
        try {
            return conferences.view(conferenceId, user);
        } catch (NotAllowedException e) {
            return conferences.outline(conferenceId);
        }
    }
}
