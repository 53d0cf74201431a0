package io.bridgehead.sip.transport;

import java.security.cert.X509Certificate;

import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** After an outbound handshake: the certificate must be of the host we asked for, or nothing is sent (RFC 5922 section 7). */
final class ServerIdentity extends ChannelInboundHandlerAdapter {
    private final String host;

    ServerIdentity(String host) {
        this.host = host;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess() && !isRight(ctx)) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    private boolean isRight(ChannelHandlerContext ctx) {
        try {
            return ctx.pipeline().get(SslHandler.class).engine().getSession()
                    .getPeerCertificates()[0] instanceof X509Certificate own
                    && new PeerCertificate(own).isOf(host);
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }
}
