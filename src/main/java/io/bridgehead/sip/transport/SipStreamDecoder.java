package io.bridgehead.sip.transport;

import java.util.List;

import io.bridgehead.sip.message.MessageLimits;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipMessage;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipParser;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Cuts a byte stream into messages by Content-Length (RFC 3261 section 18.3) and finds keep-alives between them (RFC 5626
 * section 4.4.1). Emits {@link SipMessage}, {@link KeepAlive#PING} for a double CRLF, or one {@link StreamFailure} after
 * which it reads no more.
 */
final class SipStreamDecoder extends ByteToMessageDecoder {
    private final SipParser parser;
    private final MessageLimits limits;
    private int scanned;
    private int lineBreaks;
    private SipMessage head;
    private int headBytes;
    private int bodyBytes;
    private boolean failed;

    SipStreamDecoder(SipParser parser, MessageLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    /** Bytes held of a message whose end has not come; 0 between messages. */
    int partialBytes() {
        return headBytes + actualReadableBytes();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (failed) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            if (head == null && !readHead(in, out)) {
                return;
            }
            if (in.readableBytes() >= bodyBytes) {
                byte[] body = new byte[bodyBytes];
                in.readBytes(body);
                head.attachBody(body);
                out.add(head);
                head = null;
                headBytes = 0;
            }
        } catch (SipParseException e) {
            failed = true;
            in.skipBytes(in.readableBytes());
            out.add(new StreamFailure(head, e));
            head = null;
            headBytes = 0;
        }
    }

    private boolean readHead(ByteBuf in, List<Object> out) {
        if (skipLineBreaks(in, out)) {
            return false;
        }
        int length = headLength(in);
        if (length < 0) {
            if (in.readableBytes() > limits.maxHeaderBytes()) {
                throw new SipParseException(513, "Header Section Too Large");
            }
            return false;
        }
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        scanned = 0;
        head = parser.parseHead(bytes);
        headBytes = length;
        bodyBytes = bodyLength(head);
        if (bodyBytes > limits.maxMessageBytes() - length) {
            throw new SipParseException(413, "Request Entity Too Large");
        }
        return true;
    }

    /** @return whether there is nothing more to read yet, or a keep-alive was emitted */
    private boolean skipLineBreaks(ByteBuf in, List<Object> out) {
        if (scanned > 0) {
            return false;
        }
        while (in.readableBytes() >= 2 && in.getByte(in.readerIndex()) == '\r' && in.getByte(in.readerIndex() + 1) == '\n') {
            in.skipBytes(2);
            if (++lineBreaks == 2) {
                lineBreaks = 0;
                out.add(KeepAlive.PING);
                return true;
            }
        }
        if (in.readableBytes() == 1 && in.getByte(in.readerIndex()) == '\r') {
            return true;
        }
        if (in.isReadable()) {
            lineBreaks = 0;
        }
        return !in.isReadable();
    }

    /** Bytes up to the end of the empty line, or -1; continues where the last search ended. */
    private int headLength(ByteBuf in) {
        int start = in.readerIndex();
        int end = start + Math.min(in.readableBytes(), limits.maxHeaderBytes());
        for (int i = start + Math.max(scanned, 3); i < end; i++) {
            if (in.getByte(i) == '\n' && in.getByte(i - 1) == '\r' && in.getByte(i - 2) == '\n' && in.getByte(i - 3) == '\r') {
                return i + 1 - start;
            }
        }
        scanned = Math.max(end - start, scanned);
        return -1;
    }

    /** Without exactly one right Content-Length nobody knows where the next message starts. */
    private static int bodyLength(SipMessage message) {
        int length = message.contentLength();
        if (length < 0) {
            throw new SipParseException("Missing Content-Length");
        }
        if (message.headers(SipHeader.CONTENT_LENGTH).size() > 1) {
            throw new SipParseException("Repeated Content-Length");
        }
        return length;
    }
}
