package com.moesif.logback.internal.transport;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Prints each body as a line instead of sending it, and acknowledges it. In UTF-8 whatever the console's charset is,
 * since JSON is nothing else. Any thread, as far as the stream allows it.
 */
public final class PrintTransport implements Transport {
    private static final Attempt ENDED = () -> {};

    private final PrintStream out;
    private final UnaryOperator<String> form;

    /** @param form makes of a body what a terminal may show */
    public PrintTransport(PrintStream out, UnaryOperator<String> form) {
        this.out = out;
        this.form = form;
    }

    @Override
    public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
        String line = form.apply(new String(payload.body(), StandardCharsets.UTF_8)) + System.lineSeparator();
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        // In one call, so that nobody else's line comes between.
        out.write(bytes, 0, bytes.length);
        out.flush();
        onAnswer.accept(new Answer(201, "application/json", "", "", null));
        return ENDED;
    }

    @Override
    public void close() {
        out.flush();
    }
}
