package io.bridgehead.bridge.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Refuses a body whose length is not said (411) or too large (413) before any of it is read. */
public final class BridgeCallbackLimit implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext call) {
        String length = call.request().getHeader("Content-Length");
        if (length == null && call.request().getHeader("Transfer-Encoding") != null) {
            refuse(call, 411);
        } else if (length != null && Long.parseLong(length) > BridgeCallbacks.MAX_BODY) {
            refuse(call, 413);
        } else {
            call.next();
        }
    }

    /** What follows is not read: the connection ends. */
    private static void refuse(RoutingContext call, int status) {
        call.response().setStatusCode(status).putHeader("Connection", "close")
                .endHandler(sent -> call.request().connection().close())
                .end();
    }
}
