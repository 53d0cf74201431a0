package io.bridgehead.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Closes a TLS 1.2 connection whose peer wants a second handshake: it costs us far more than the peer, and nobody needs it.
 * Stands before the TLS handler and reads record headers only. After a peer's ChangeCipherSpec one handshake record may come,
 * its Finished; TLS 1.3 hides all later ones as application data.
 */
final class RenegotiationGuard extends ChannelInboundHandlerAdapter {
    private static final int HEADER = 5;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;

    private final byte[] header = new byte[HEADER];
    private int headerBytes;
    private int bodyBytes;
    private boolean cipherChanged;
    private boolean finished;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        if (received instanceof ByteBuf bytes && isRenegotiation(bytes)) {
            ReferenceCountUtil.release(received);
            ctx.close();
        } else {
            ctx.fireChannelRead(received);
        }
    }

    private boolean isRenegotiation(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            if (bodyBytes > 0) {
                int skipped = Math.min(bodyBytes, bytes.writerIndex() - at);
                bodyBytes -= skipped;
                at += skipped;
                continue;
            }
            header[headerBytes++] = bytes.getByte(at++);
            if (headerBytes == HEADER) {
                headerBytes = 0;
                bodyBytes = (header[3] & 0xFF) << 8 | header[4] & 0xFF;
                if (begins(header[0])) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean begins(int type) {
        if (type == CHANGE_CIPHER_SPEC) {
            cipherChanged = true;
        } else if (type == HANDSHAKE && cipherChanged) {
            boolean again = finished;
            finished = true;
            return again;
        }
        return false;
    }
}
