package com.moesif.logback.internal.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;

/**
 * Reads an answer: no more than 64 kB of its body, and keeps no more of that than a person would want to see. Owned by the
 * I/O thread.
 */
final class AnswerConsumer extends AbstractBinResponseConsumer<Answer> {
    private static final int MOST_KEPT = 2_048;
    private static final int MOST_READ = 65_536;

    private int status;
    private String contentType = "";
    private String retryAfter = "";
    private byte[] kept = {};
    private int read;

    @Override
    protected void start(HttpResponse response, ContentType type) {
        status = response.getCode();
        contentType = type == null || type.getMimeType() == null ? "" : type.getMimeType();
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        retryAfter = header == null || header.getValue() == null ? "" : header.getValue();
    }

    @Override
    protected int capacityIncrement() {
        return MOST_READ;
    }

    @Override
    protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
        int taken = Math.min(source.remaining(), MOST_KEPT - kept.length);
        read += source.remaining();
        if (taken > 0) {
            int before = kept.length;
            kept = Arrays.copyOf(kept, before + taken);
            source.get(kept, before, taken);
        }
        source.position(source.limit());
        if (read > MOST_READ && !endOfStream) {
            throw new TooLong(answer());
        }
    }

    @Override
    protected Answer buildResult() {
        return answer();
    }

    private Answer answer() {
        return new Answer(status, contentType, retryAfter, new String(kept, StandardCharsets.UTF_8), null);
    }

    @Override
    public void releaseResources() {
        // Nothing is held but memory.
    }

    /** Ends the reading, and with it the connection; what was answered is known by then. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        TooLong(Answer answer) {
            super("the answer has more than " + MOST_READ + " bytes");
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }
}
