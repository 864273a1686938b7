package com.moesif.logback.cli;

import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Transport;
import java.util.function.Consumer;

/**
 * Remembers the collector's own words: a pipeline keeps them for what becomes a dead letter, and an operator has to know them also
 * where nothing does.
 */
final class HeardTransport implements Transport {
    private final Transport transport;
    private volatile Answer last;

    HeardTransport(Transport transport) {
        this.transport = transport;
    }

    /** What was answered last, when it begins as the pipeline says of it; what the pipeline says when not. */
    String atLength(String why) {
        Answer answer = last;
        return answer != null && answer.failure() == null && answer.summary().equals(why)
                ? Answer.shown(answer.status(), answer.body())
                : why;
    }

    @Override
    public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
        return transport.post(payload, answer -> {
            last = answer;
            onAnswer.accept(answer);
        });
    }

    @Override
    public void prepare() {
        transport.prepare();
    }

    @Override
    public String destination() {
        return transport.destination();
    }

    @Override
    public String destinationWithin() {
        return transport.destinationWithin();
    }

    @Override
    public void acknowledged() {
        transport.acknowledged();
    }

    @Override
    public void unauthorised() {
        transport.unauthorised();
    }

    @Override
    public void close() {
        transport.close();
    }
}
