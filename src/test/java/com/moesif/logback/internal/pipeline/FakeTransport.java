package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Takes what is posted; answers when a test says so, or as its behaviour does. */
final class FakeTransport implements Transport {
    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

    final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile Consumer<Post> behaviour = post -> {};
    private volatile boolean closed;
    final AtomicInteger acknowledged = new AtomicInteger();
    final AtomicInteger unauthorised = new AtomicInteger();

    void behave(Consumer<Post> onPost) {
        behaviour = onPost;
    }

    @Override
    public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
        Post post = new Post(payload, onAnswer);
        posts.add(post);
        behaviour.accept(post);
        return post;
    }

    Post last() {
        return posts.get(posts.size() - 1);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void acknowledged() {
        acknowledged.incrementAndGet();
    }

    @Override
    public void unauthorised() {
        unauthorised.incrementAndGet();
    }

    @Override
    public void close() {
        closed = true;
    }

    /** One attempt as the transport sees it. */
    static final class Post implements Attempt {
        final Payload payload;
        private final Consumer<Answer> onAnswer;
        private volatile boolean cancelled;
        private volatile Runnable onCancel = () -> {};

        private Post(Payload payload, Consumer<Answer> onAnswer) {
            this.payload = payload;
            this.onAnswer = onAnswer;
        }

        void answer(int status) {
            answer(new Answer(status, "", "", "", null));
        }

        void answer(Answer answer) {
            onAnswer.accept(answer);
        }

        void onCancel(Runnable task) {
            onCancel = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
            onCancel.run();
        }

        boolean isCancelled() {
            return cancelled;
        }

        String text() {
            try (GZIPInputStream unzipped =
                    payload.gzip() ? new GZIPInputStream(new ByteArrayInputStream(payload.body())) : null) {
                byte[] bytes = unzipped == null ? payload.body() : unzipped.readAllBytes();
                return new String(bytes, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The numbers of its actions, in their order. */
        List<Integer> numbers() {
            return NUMBER.matcher(text())
                    .results()
                    .map(match -> Integer.valueOf(match.group(1)))
                    .toList();
        }
    }
}
