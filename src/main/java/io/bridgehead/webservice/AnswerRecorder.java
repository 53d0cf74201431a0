package io.bridgehead.webservice;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import org.apache.cxf.interceptor.StaxOutInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Keeps a copy of an answer or fault while it is written, and gives it to the message log. */
final class AnswerRecorder extends AbstractPhaseInterceptor<Message> {

    private static final int HTTP_OK = 200;

    private final WebServiceLog log;

    AnswerRecorder(WebServiceLog log) {
        super(Phase.PRE_STREAM);
        this.log = log;
        addBefore(StaxOutInterceptor.class.getName());
    }

    @Override
    public void handleMessage(Message message) {
        OutputStream out = message.getContent(OutputStream.class);
        // A caller who proved nothing leaves no trace in the log of what users said.
        Call.of(message).filter(call -> call.requestRow() != null).ifPresent(
                call -> message.setContent(OutputStream.class, new Copy(out, message, call)));
    }

    private final class Copy extends FilterOutputStream {

        private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
        private final Message message;
        private final Call call;
        private boolean closed;

        Copy(OutputStream out, Message message, Call call) {
            super(out);
            this.message = message;
            this.call = call;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            copy.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            copy.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                Object status = message.get(Message.RESPONSE_CODE);
                log.logAnswer(call, copy.toByteArray(), status instanceof Integer code ? code : HTTP_OK);
            }
            super.close();
        }
    }
}
