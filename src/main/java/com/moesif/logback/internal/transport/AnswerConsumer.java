package com.moesif.logback.internal.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.entity.AbstractBinDataConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Reads an answer: no more than 64 kB of its body, and keeps no more of that than a person would want to see. Whatever type the
 * answer says it has, it is an answer: HttpClient's own consumers fail on a character set they don't know. Owned by the I/O thread.
 */
final class AnswerConsumer extends AbstractBinDataConsumer implements AsyncResponseConsumer<Answer> {
    private static final int MOST_KEPT = 2_048;
    private static final int MOST_READ = 65_536;

    /** In the context of a request that has been handed to its connection: an answer from before is the proxy's. */
    private static final String SET_OUT = AnswerConsumer.class.getName() + ".setOut";

    private int status;
    private boolean setOut;
    private String contentType = "";
    private String retryAfter = "";
    private byte[] kept = {};
    private int read;
    private FutureCallback<Answer> callback;
    private volatile boolean asksLocally;

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Answer> onAnswer) {
        status = response.getCode();
        setOut = hasSetOut(context);
        Header patience = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        retryAfter = patience == null ? "" : patience.getValue();
        callback = onAnswer;
        Header question = response.getFirstHeader(LocalQuestion.HEADER);
        asksLocally = question != null && LocalQuestion.LINES.equals(question.getValue());
        if (entity == null) {
            completed();
        } else {
            contentType = mediaType(entity.getContentType());
        }
    }

    /** Whether a header asks for the log lines. Whose header that is, others decide. */
    boolean asksLocally() {
        return asksLocally;
    }

    /** Once there is a way to the collector: until then whoever answers is a proxy that was asked for a tunnel. */
    static void setsOut(HttpContext context) {
        context.setAttribute(SET_OUT, Boolean.TRUE);
    }

    static boolean hasSetOut(HttpContext context) {
        return context.getAttribute(SET_OUT) != null;
    }

    private static String mediaType(String header) {
        return header == null ? "" : header.split(";", 2)[0].strip();
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // 100 Continue and the like: the answer is still to come.
    }

    @Override
    protected int capacityIncrement() {
        return MOST_READ;
    }

    @Override
    protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
        read += source.remaining();
        int taken = Math.min(source.remaining(), MOST_KEPT - kept.length);
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
    protected void completed() {
        callback.completed(answer());
    }

    private Answer answer() {
        if (!setOut) {
            return new Answer(0, "", retryAfter, "", new TunnelRefused(status));
        }
        return new Answer(status, contentType, retryAfter, new String(kept, StandardCharsets.UTF_8), null);
    }

    @Override
    public void failed(Exception cause) {
        // The request's own callback hears of it.
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
