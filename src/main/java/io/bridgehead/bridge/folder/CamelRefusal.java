package io.bridgehead.bridge.folder;

import java.util.Optional;

import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What Camel finds wrong with the routes of a file, in words for whoever wrote it, and with the line if it can be found. */
final class CamelRefusal {

    private CamelRefusal() {
    }

    /** @param text of the file */
    static BridgeFileException of(Throwable failure, String text) {
        int line = 0;
        String about = "";
        Throwable cause = failure;
        for (Throwable next = failure; next != null; next = next.getCause()) {
            cause = next;
            int found = line(next, text);
            line = found > 0 ? found : line;
            if (next instanceof PropertyBindingException property) {
                about = property.getPropertyName() + ": ";
            }
        }
        String words = cause instanceof MarkedYamlEngineException marked ? marked.getProblem() : cause.getMessage();
        return new BridgeFileException(line,
                "Camel cannot make its routes: " + about + Optional.ofNullable(words).orElse(cause.getClass().getSimpleName()));
    }

    private static int line(Throwable failure, String text) {
        if (failure instanceof MarkedYamlEngineException marked) {
            return marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
        }
        if (failure instanceof FailedToCreateRouteException route) {
            return lineOf("id: " + route.getRouteId(), text);
        }
        if (failure instanceof ResolveEndpointFailedException endpoint) {
            return lineOf(endpoint.getUri().replaceFirst("\\?.*", ""), text);
        }
        if (failure instanceof PropertyBindingException property) {
            return lineOf(property.getPropertyName() + ":", text);
        }
        return failure instanceof ExpressionIllegalSyntaxException expression ? lineOf(expression.getExpression(), text) : 0;
    }

    /** The first line that has these words; 0 if none has. */
    private static int lineOf(String words, String text) {
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length && words != null && !words.isBlank(); i++) {
            if (lines[i].contains(words)) {
                return i + 1;
            }
        }
        return 0;
    }
}
