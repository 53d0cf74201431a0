package io.bridgehead.webservice;

import org.jboss.logging.Logger;

import io.bridgehead.soap.Addressing;
import io.bridgehead.soap.SoapException;
import io.bridgehead.soap.SoapException.Code;
import io.bridgehead.soap.SoapFault;
import io.bridgehead.soap.SoapVersion;
import io.bridgehead.soap.SoapWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;

/**
 * Requests that are larger than the HTTP server takes never reach a web service's route: they are answered with the fault for
 * messages that are too large, too, with status 413. What still comes of them is thrown away, for a moment only.
 */
final class SizeLimit {

    private static final Logger LOG = Logger.getLogger(SizeLimit.class);
    private static final SoapFault FAULT = SoapFault.of(new SoapException(Code.TOO_LARGE));
    private static final int TOO_LARGE = 413;
    /** Milliseconds. Closed at once, the connection would take the answer along from a caller who is still sending. */
    private static final long UNTIL_CLOSED = 2000;
    private static final long NO_ERROR = 0;

    private final byte[] fault;
    private final long most;

    /**
     * @param service the namespace of the web service
     * @param most bytes that the HTTP server takes
     */
    SizeLimit(String service, long most) {
        this.fault = SoapWriter.fault(SoapVersion.SOAP_1_2, Addressing.NONE, service, FAULT);
        this.most = most;
    }

    /** Listens before the server answers by itself, with nothing but the status. */
    void listen(Route route) {
        route.order(Integer.MIN_VALUE).handler(this::look).failureHandler(this::afterwards);
    }

    /** A size that is said is known before anything is read. */
    private void look(RoutingContext call) {
        String length = call.request().getHeader("Content-Length");
        if (length != null && Long.parseLong(length) > most) {
            refuse(call);
        } else {
            call.next();
        }
    }

    /** Of a body that comes in chunks the server reads as much as it takes, and then fails. */
    private void afterwards(RoutingContext call) {
        if (call.statusCode() == TOO_LARGE) {
            refuse(call);
        } else if (!call.response().ended()) {
            // Otherwise it has been refused, and that the connection is gone now is no failure.
            call.next();
        }
    }

    private void refuse(RoutingContext call) {
        LOG.warnf("A web service request was refused: %s", FAULT.code());
        call.response().setStatusCode(TOO_LARGE).putHeader("Content-Type", SoapVersion.SOAP_1_2.contentType())
                .end(Buffer.buffer(fault));
        HttpServerRequest request = call.request().resume();
        call.vertx().setTimer(UNTIL_CLOSED, over -> {
            if (!request.isEnded()) {
                stop(request);
            }
        });
    }

    /** Other requests share a connection of HTTP/2: there, RFC 9113 §8.1, the caller is told that nobody listens any more. */
    private static void stop(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(NO_ERROR);
        } else {
            request.connection().close();
        }
    }
}
