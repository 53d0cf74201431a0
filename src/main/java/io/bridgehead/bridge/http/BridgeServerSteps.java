package io.bridgehead.bridge.http;

import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.BridgeUnavailableException;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The steps of the routes by which a bridge in a process of its own is told what to do over HTTP. */
@RegisterForReflection
public final class BridgeServerSteps {

    private static final Logger LOG = Logger.getLogger(BridgeServerSteps.class);

    private final CommandReader reader;
    private final EventFeed feed;
    private final ObjectMapper json;

    public BridgeServerSteps(CommandReader reader, EventFeed feed, ObjectMapper json) {
        this.reader = reader;
        this.feed = feed;
        this.json = json;
    }

    /** The command of a request; throws {@link CallbackRefusedException} if it is none of Bridgehead's. */
    public BridgeCommand command(Exchange exchange) {
        Message request = exchange.getMessage();
        byte[] body = request.getBody(byte[].class);
        return reader.command(request.getHeader("id", String.class), name -> request.getHeader(name, String.class),
                body == null ? new byte[0] : body);
    }

    /** Answers that the bridge has the command, with its calls if it was asked for them. */
    public void taken(Exchange exchange) throws JsonProcessingException {
        if (exchange.getMessage().getBody() instanceof BridgeLegs legs) {
            answer(exchange, 200, json.writeValueAsString(legs.toJson()));
        } else {
            answer(exchange, 202, null);
        }
    }

    /** Answers with the events after a number. */
    public void events(Exchange exchange) throws JsonProcessingException {
        Message request = exchange.getMessage();
        long after = reader.after(request.getHeader("after", String.class), name -> request.getHeader(name, String.class));
        answer(exchange, 200, json.writeValueAsString(feed.replay(after).toJson()));
    }

    /** Answers what failed: a refusal with its status; anything else may be tried again. */
    public void refuse(Exchange exchange) throws JsonProcessingException {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure instanceof CallbackRefusedException refusal) {
            LOG.warnf("A command was refused (%d): %s", refusal.status(), refusal.getMessage());
            answer(exchange, refusal.status(), json.writeValueAsString(Map.of("error", refusal.getMessage())));
            return;
        }
        if (!(failure instanceof BridgeUnavailableException)) {
            LOG.error("A command could not be carried out", failure);
        }
        answer(exchange, 503, json.writeValueAsString(Map.of("error", "Not now. Tell it again.")));
        exchange.getMessage().setHeader("Retry-After", "2");
    }

    private static void answer(Exchange exchange, int status, String body) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        if (body != null) {
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        exchange.getMessage().setBody(body);
    }
}
