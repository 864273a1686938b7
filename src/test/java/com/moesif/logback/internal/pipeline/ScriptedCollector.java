package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A collector of a test's own making: what it says to each post, it says at the turn after. */
final class ScriptedCollector implements Transport {
    static final Answer CREATED = status(201);

    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

    final List<Post> posts = new ArrayList<>();
    /** The numbers of the accepted actions. */
    final List<Integer> accepted = new ArrayList<>();

    /** Null for no answer. */
    Function<Post, Answer> behaviour = post -> CREATED;

    private final Deque<Runnable> answers = new ArrayDeque<>();
    private long now;

    static Answer status(int status) {
        return new Answer(status, "", "", "", null);
    }

    static Answer retryAfter(int status, String header) {
        return new Answer(status, "", header, "", null);
    }

    static Answer broken() {
        return Answer.failed(new IOException("Connection reset"));
    }

    void startTurn(long nowNanos) {
        now = nowNanos;
        for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
            answer.run();
        }
    }

    boolean hasAnswers() {
        return !answers.isEmpty();
    }

    @Override
    public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
        Post post = new Post(payload, now, answers.size());
        posts.add(post);
        Answer answer = behaviour.apply(post);
        if (answer != null) {
            answers.add(() -> {
                if (answer.status() >= 200 && answer.status() < 300) {
                    accepted.addAll(post.numbers());
                }
                onAnswer.accept(answer);
            });
        }
        return () -> {};
    }

    @Override
    public void close() {}

    List<Integer> sizes() {
        return posts.stream().map(post -> post.numbers().size()).toList();
    }

    Post last() {
        return posts.get(posts.size() - 1);
    }

    /** @param beside how many others were under way */
    record Post(Payload payload, long atNanos, int beside) {
        String text() {
            Batch batch = new Batch(payload, payload.path().endsWith("batch") ? 2 : 1, 0, null, false);
            return new String(Packer.unpack(batch), StandardCharsets.UTF_8);
        }

        List<Integer> numbers() {
            return NUMBER.matcher(text())
                    .results()
                    .map(match -> Integer.valueOf(match.group(1)))
                    .toList();
        }

        boolean holds(int number) {
            return text().contains("\"n\":" + number + ",") || text().contains("\"n\":" + number + "}");
        }
    }
}
