package io.bridgehead.app.wiring;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.camel.quarkus.main.events.AfterStart;
import org.apache.camel.quarkus.main.events.BeforeStop;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The HTTP port is open before the routes behind it are there, and after they are gone. Meanwhile bridges and callers are told
 * to come again (503): "not found" would mean to them that what they say is not wanted.
 */
@ApplicationScoped
class HttpUntilStarted {

    private static final int NOT_NOW = 503;
    private static final String SECONDS = "2";

    private volatile boolean started;

    /** After the bridges' files have been read. */
    void start(@Observes @Priority(200) AfterStart event) {
        started = true;
    }

    void stop(@Observes BeforeStop event) {
        started = false;
    }

    /** Before anything else looks at a request. */
    void route(@Observes Router router) {
        for (String path : new String[] { "/services/*", "/bridges/*", "/bridge/*" }) {
            router.route(path).order(Integer.MIN_VALUE).handler(this::answer);
        }
    }

    private void answer(RoutingContext call) {
        if (started) {
            call.next();
        } else {
            call.response().setStatusCode(NOT_NOW).putHeader("Retry-After", SECONDS).end();
        }
    }
}
