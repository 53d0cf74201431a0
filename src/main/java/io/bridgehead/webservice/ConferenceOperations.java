package io.bridgehead.webservice;

import java.time.Instant;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.Variable;

import io.bridgehead.conference.CommandAnswer;
import io.bridgehead.conference.ConferenceCommand;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.webservice.wsdl.conference.AddParticipant;
import io.bridgehead.webservice.wsdl.conference.ConferenceAnswer;
import io.bridgehead.webservice.wsdl.conference.CreateConference;
import io.bridgehead.webservice.wsdl.conference.DialAgain;
import io.bridgehead.webservice.wsdl.conference.EndConference;
import io.bridgehead.webservice.wsdl.conference.GetConference;
import io.bridgehead.webservice.wsdl.conference.RemoveParticipant;
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

    @Inject
    public ConferenceOperations(ConferenceService conferences) {
        this.conferences = conferences;
    }

    public ConferenceAnswer createConference(@Body CreateConference request, @Variable(Call.VARIABLE) Call call) {
        return execute(CommandMapper.map(request), call);
    }

    public ConferenceAnswer addParticipant(@Body AddParticipant request, @Variable(Call.VARIABLE) Call call) {
        return execute(CommandMapper.map(request), call);
    }

    public ConferenceAnswer removeParticipant(@Body RemoveParticipant request, @Variable(Call.VARIABLE) Call call) {
        return execute(CommandMapper.map(request), call);
    }

    public ConferenceAnswer dialAgain(@Body DialAgain request, @Variable(Call.VARIABLE) Call call) {
        return execute(CommandMapper.map(request), call);
    }

    public ConferenceAnswer endConference(@Body EndConference request, @Variable(Call.VARIABLE) Call call) {
        return execute(CommandMapper.map(request), call);
    }

    public ConferenceAnswer getConference(@Body GetConference request, @Variable(Call.VARIABLE) Call call) {
        call.about(request.getConferenceId());
        return AnswerMapper.map(call.message().operation().getLocalPart(),
                conferences.view(request.getConferenceId(), call.user()), List.of(), false);
    }

    private ConferenceAnswer execute(ConferenceCommand command, Call call) {
        String messageId = call.message().messageId().orElseThrow(MessageIdMissingException::new);
        CommandAnswer answer = conferences.execute(command, messageId, call.user(), Instant.now());
        call.about(answer.conferenceId());
        return AnswerMapper.map(call.message().operation().getLocalPart(),
                conferences.view(answer.conferenceId(), call.user()), answer.participantIds(), answer.replay());
    }
}
