package io.bridgehead.app.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/**
 * Takes the parameters off the {@code Content-Type} of requests to the web services. The bytes of an envelope say how it is
 * encoded; a {@code charset} that this machine does not know would end in CXF without a fault, and one that it knows would be
 * that of the answer.
 */
@ApplicationScoped
class SoapContentType {

    /** Before CXF looks at the request. */
    void route(@Observes Router router, @ConfigProperty(name = "quarkus.cxf.path") String path) {
        router.route(path + "/*").order(Integer.MIN_VALUE).handler(call -> {
            strip(call.request());
            call.next();
        });
    }

    private static void strip(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.indexOf(';') >= 0) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, type.substring(0, type.indexOf(';')).strip());
        }
    }
}
