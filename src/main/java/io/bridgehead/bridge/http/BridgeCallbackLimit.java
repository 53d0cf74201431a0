package io.bridgehead.bridge.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Refuses a body whose length is not said (411) or too large (413): nothing of it is kept. */
public final class BridgeCallbackLimit implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext call) {
        String length = call.request().getHeader("Content-Length");
        if (length == null && call.request().method().equals(HttpMethod.POST)) {
            // It might have no end.
            call.response().setStatusCode(411).endHandler(sent -> call.request().connection().close()).end();
        } else if (length != null && Long.parseLong(length) > BridgeCallbacks.MAX_BODY) {
            call.response().setStatusCode(413).end();
        } else {
            call.next();
        }
    }
}
