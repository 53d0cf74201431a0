package io.bridgehead.app.wiring;

import java.net.URI;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.bridgehead.app.config.BridgeApartException;
import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.bridge.http.BridgeCallbackLimit;
import io.bridgehead.bridge.http.BridgeServerSteps;
import io.bridgehead.bridge.http.CommandReader;
import io.bridgehead.bridge.http.EventFeed;
import io.bridgehead.bridge.http.EventPoster;
import io.bridgehead.bridge.http.WebhookSignature;
import io.vertx.ext.web.Router;

/** The bridge in the box as a process of its own: told over HTTP, reporting over HTTP. Made only where its routes run. */
@ApplicationScoped
class BridgeServerWiring {

    @Produces
    @Singleton
    @Named("bridgeEventFeed")
    EventFeed feed(BridgeheadConfig config, ObjectMapper json) {
        return new EventFeed(new EventPoster(eventsUrl(config), signature(config), json,
                config.bridge().http().trust().orElse(null)));
    }

    /** Throws where the configuration of a bridge apart is not complete. */
    void requireComplete(BridgeheadConfig config) {
        eventsUrl(config);
        signature(config);
    }

    private static URI eventsUrl(BridgeheadConfig config) {
        return URI.create(config.bridge().embedded().http().eventsUrl()
                .orElseThrow(() -> new BridgeApartException("bridgehead.bridge.embedded.http.events-url is missing")));
    }

    void close(@Disposes EventFeed feed) {
        feed.close();
    }

    @Produces
    @Singleton
    @Named("bridgeServer")
    BridgeServerSteps steps(BridgeheadConfig config, EventFeed feed, ObjectMapper json) {
        return new BridgeServerSteps(new CommandReader(signature(config), json), feed, json);
    }

    private static WebhookSignature signature(BridgeheadConfig config) {
        String secret = config.bridge().embedded().http().secret().filter(text -> text.length() >= WebhookSignature.MIN_SECRET)
                .orElseThrow(() -> new BridgeApartException("bridgehead.bridge.embedded.http.secret is missing or shorter than "
                        + WebhookSignature.MIN_SECRET + " characters"));
        return new WebhookSignature(secret);
    }

    /** Before Camel reads a body. */
    void limit(@Observes Router router) {
        router.route("/bridge/*").order(Integer.MIN_VALUE).handler(new BridgeCallbackLimit());
    }
}
