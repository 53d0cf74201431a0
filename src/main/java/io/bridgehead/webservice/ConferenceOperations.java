package io.bridgehead.webservice;

import java.time.Clock;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.apache.camel.Body;
import org.apache.camel.Variable;

import io.bridgehead.conference.CommandAnswer;
import io.bridgehead.conference.ConferenceCommand;
import io.bridgehead.conference.ConferenceService;
import io.bridgehead.webservice.wsdl.conference.ConferenceAnswer;
import io.bridgehead.webservice.wsdl.conference.GetConference;
import io.bridgehead.webservice.wsdl.conference.ListConferences;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The operations of the conference web service. Each answers with the conference as it is after the command, so that reports
 * already on their way cannot take a reader back behind the answer.
 */
@Named("conferenceOperations")
@Singleton
@RegisterForReflection(fields = false)
public class ConferenceOperations {

    private static final int DEFAULT_LIMIT = 20;

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
     * @param parameters of the operation; a wrapped one has exactly one, its body's element
     */
    public Object execute(@Body List<?> parameters, @Variable(Call.VARIABLE) Call call) {
        Object request = parameters.get(0);
        if (request instanceof GetConference get) {
            call.about(get.getConferenceId());
            return AnswerMapper.map(operation(call), conferences.view(get.getConferenceId(), call.user()), List.of(), false);
        } else if (request instanceof ListConferences list) {
            int limit = list.getLimit() == null ? DEFAULT_LIMIT : list.getLimit();
            return AnswerMapper.map(conferences.conferencesOf(call.user(), Boolean.TRUE.equals(list.isActiveOnly()), limit));
        }
        return command(CommandMapper.map(request), call);
    }

    private ConferenceAnswer command(ConferenceCommand command, Call call) {
        String messageId = call.message().messageId().orElseThrow(MessageIdMissingException::new);
        CommandAnswer answer = conferences.execute(command, messageId, call.user(), clock.instant());
        call.about(answer.conferenceId());
        return AnswerMapper.map(operation(call), conferences.view(answer.conferenceId(), call.user()), answer.participantIds(),
                answer.replay());
    }

    private static String operation(Call call) {
        return call.message().operation().getLocalPart();
    }
}
