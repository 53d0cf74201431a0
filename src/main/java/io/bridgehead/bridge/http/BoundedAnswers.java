package io.bridgehead.bridge.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Keeps what a bridge answers within bounds: {@value #MAX_BYTES} bytes, within ten seconds, never unpacked, and asked for once.
 * The outbox repeats what failed.
 */
public final class BoundedAnswers implements HttpClientConfigurer {

    /** More than any answer of the contract needs. */
    public static final int MAX_BYTES = 1 << 20;

    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.disableContentCompression().disableAutomaticRetries().disableCookieManagement()
                .addResponseInterceptorFirst((response, entity, context) -> {
                    if (response instanceof ClassicHttpResponse answer && answer.getEntity() != null) {
                        answer.setEntity(new Bounded(answer.getEntity()));
                    }
                });
    }

    private static final class Bounded extends HttpEntityWrapper {

        private InputStream stream;

        private Bounded(HttpEntity entity) {
            super(entity);
        }

        @Override
        public InputStream getContent() throws IOException {
            if (stream == null) {
                stream = new BoundedStream(super.getContent());
            }
            return stream;
        }
    }

    private static final class BoundedStream extends FilterInputStream {

        private final long end = System.nanoTime() + LONGEST.toNanos();
        private int left = MAX_BYTES;
        private boolean aborted;

        private BoundedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0 || System.nanoTime() > end) {
                abort();
                throw new IOException(left <= 0 ? "its answer is too long" : "its answer does not end");
            }
            int count = super.read(buffer, offset, Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        /** Closing would read what is left. */
        private void abort() throws IOException {
            aborted = true;
            if (in instanceof EofSensorInputStream sensor) {
                sensor.abort();
            }
        }

        @Override
        public void close() throws IOException {
            if (!aborted) {
                super.close();
            }
        }
    }
}
