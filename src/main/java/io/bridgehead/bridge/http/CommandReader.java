package io.bridgehead.bridge.http;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.bridge.BridgeCommand;

/** Reads what Bridgehead tells a bridge over HTTP. Nothing is parsed before it is known that Bridgehead says it. */
public final class CommandReader {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private final WebhookSignature signature;
    private final ObjectMapper json;

    public CommandReader(WebhookSignature signature, ObjectMapper json) {
        this.signature = signature;
        this.json = json;
    }

    /**
     * Reads {@code PUT /commands/{id}}.
     *
     * @param id of the path
     * @param header gives a header of the request, null if it is missing
     * @throws CallbackRefusedException with the status to answer: 401 if it is not from Bridgehead, 400 if it is no command
     */
    public BridgeCommand command(String id, UnaryOperator<String> header, byte[] body) {
        verify(header, body);
        try {
            Map<String, Object> read = json.readValue(body, OBJECT);
            BridgeCommand command = BridgeCommand.fromJson(read == null ? Map.of() : read);
            if (!command.id().equals(id)) {
                throw new CallbackRefusedException(400, "The id in the path is not the command's");
            }
            return command;
        } catch (IOException e) {
            throw new CallbackRefusedException(400, "Not a JSON object");
        } catch (IllegalArgumentException e) {
            throw new CallbackRefusedException(400, e.getMessage());
        }
    }

    /**
     * Reads {@code GET /events?after=N}; gives N.
     *
     * @throws CallbackRefusedException as {@link #command}
     */
    public long after(String number, UnaryOperator<String> header) {
        verify(header, new byte[0]);
        if (number == null || !NUMBER.matcher(number).matches()) {
            throw new CallbackRefusedException(400, "after must be a whole number");
        }
        return Long.parseLong(number);
    }

    private void verify(UnaryOperator<String> header, byte[] body) {
        if (body.length > BridgeCallbacks.MAX_BODY) {
            throw new CallbackRefusedException(413, "At most " + BridgeCallbacks.MAX_BODY + " bytes");
        }
        try {
            signature.verify(header.apply(WebhookSignature.ID), header.apply(WebhookSignature.TIMESTAMP),
                    header.apply(WebhookSignature.SIGNATURE), body, Instant.now());
        } catch (InvalidSignatureException e) {
            throw new CallbackRefusedException(401, e.getMessage());
        }
    }
}
