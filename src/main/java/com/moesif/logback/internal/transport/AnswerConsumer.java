package com.moesif.logback.internal.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;

/** Reads an answer, but keeps no more of its body than a person would want to see. Owned by the I/O thread. */
final class AnswerConsumer extends AbstractBinResponseConsumer<Answer> {
    private static final int MOST_KEPT = 2_048;
    private static final int READ_AHEAD = 65_536;

    private int status;
    private String contentType = "";
    private byte[] kept = {};

    @Override
    protected void start(HttpResponse response, ContentType type) {
        status = response.getCode();
        contentType = type == null || type.getMimeType() == null ? "" : type.getMimeType();
    }

    @Override
    protected int capacityIncrement() {
        return READ_AHEAD;
    }

    @Override
    protected void data(ByteBuffer source, boolean endOfStream) {
        int taken = Math.min(source.remaining(), MOST_KEPT - kept.length);
        if (taken > 0) {
            int before = kept.length;
            kept = Arrays.copyOf(kept, before + taken);
            source.get(kept, before, taken);
        }
        source.position(source.limit());
    }

    @Override
    protected Answer buildResult() {
        return new Answer(status, contentType, new String(kept, StandardCharsets.UTF_8), null);
    }

    @Override
    public void releaseResources() {
        // Nothing is held but memory.
    }
}
