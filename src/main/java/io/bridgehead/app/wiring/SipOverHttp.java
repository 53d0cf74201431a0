package io.bridgehead.app.wiring;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.AfterStart;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.bridgehead.app.config.BridgeheadConfig;
import io.bridgehead.app.config.Role;
import io.bridgehead.sip.SipComponent;
import io.bridgehead.sip.transport.WebSocketHandshake;
import io.bridgehead.sip.transport.WebSocketIntake;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.ext.web.Router;

/**
 * SIP over WebSocket on the port of the web services: browsers need no second port, and TLS is set up once. After the upgrade
 * the connection is the SIP component's; the web server only keeps count of it.
 */
@ApplicationScoped
class SipOverHttp {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final CamelContext camel;
    private final boolean here;
    private final String host;
    private final int port;
    private final int securePort;
    private volatile WebSocketIntake plain;
    private volatile WebSocketIntake secure;

    SipOverHttp(CamelContext camel, BridgeheadConfig config, @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port,
            @ConfigProperty(name = "quarkus.http.ssl-port", defaultValue = "8443") int securePort) {
        this.camel = camel;
        this.here = config.roles().contains(Role.IM_SERVER);
        this.host = host;
        this.port = port;
        this.securePort = securePort;
    }

    /** Before anybody is told where we listen. */
    void open(@Observes @Priority(1) AfterStart event) {
        if (here) {
            plain = intake(port, false);
        }
    }

    void route(@Observes Router router) {
        if (here) {
            router.route(WebSocketHandshake.PATH).handler(call -> upgrade(call.request()));
        }
    }

    private void upgrade(HttpServerRequest request) {
        WebSocketIntake intake = request.connection().isSsl() ? secure() : plain;
        if (intake == null) {
            request.response().setStatusCode(SERVICE_UNAVAILABLE).putHeader("Retry-After", "5").end();
            return;
        }
        WebSocketHandshake handshake = new WebSocketHandshake(request.method().name(), request.path(),
                request.headers()::getAll, request.authority() == null ? null : request.scheme() + "://" + request.authority());
        int status = handshake.status(intake.origins());
        HttpServerResponse response = request.response();
        handshake.answer(status).forEach(response::putHeader);
        if (status != SWITCHING_PROTOCOLS) {
            response.setStatusCode(status).end();
            return;
        }
        InetAddress peer = NetUtil.createInetAddressFromIpAddressString(request.remoteAddress().hostAddress());
        request.toNetSocket().onSuccess(socket -> {
            ChannelHandlerContext last = ((NetSocketInternal) socket).channelHandlerContext();
            InetAddress nearest = ((InetSocketAddress) last.channel().remoteAddress()).getAddress();
            intake.adopt(last.channel(), last.name(), peer == null ? nearest : peer);
        });
    }

    /** Opened by the first who comes that way: whether the web server has a certificate is its own affair. */
    private synchronized WebSocketIntake secure() {
        if (secure == null && plain != null) {
            secure = intake(securePort, true);
        }
        return secure;
    }

    private WebSocketIntake intake(int itsPort, boolean isSecure) {
        return camel.getComponent("sip", SipComponent.class).intake(host, itsPort, isSecure);
    }
}
