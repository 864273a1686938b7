package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns of a sender in a heap that is full but for a few small objects, more of them each time: whatever the first is that finds
 * no memory, no action may be lost for it.
 */
final class ShortMemoryProgram implements Transport {
    private static final int MOST_LEFT = 40;
    private static final int[] FILLERS = {1 << 18, 1 << 12, 1 << 7};
    private static final Attempt ATTEMPT = () -> {};

    private static Object[] filled;

    private final List<Consumer<Answer>> asked = new ArrayList<>(1_000);
    private final Wiring wiring = new Wiring(new Knobs().config(), this);
    private long now;
    private int numbers;

    public static void main(String[] args) {
        int starved = 0;
        for (int status : new int[] {201, 503, 403, 400}) {
            // The first time with all the memory there is, or classes would be loaded with too little.
            new ShortMemoryProgram().run(status, -1, 3);
            for (int left = 0; left < MOST_LEFT; left += 2) {
                starved += new ShortMemoryProgram().run(status, left, left % 4 == 0 ? 1 : 3);
            }
        }
        System.out.println(starved + " turns had too little memory");
    }

    private int run(int status, int left, int count) {
        put(count);
        turn();
        answerAll(status);
        put(2);
        // The second batch is to be sent in the same turn.
        wiring.parts.open.fill(now, Long.MAX_VALUE);
        now += Duration.ofSeconds(90).toNanos();
        int starved = 0;
        fill(left);
        try {
            wiring.parts.sender.runOnce(now);
        } catch (OutOfMemoryError e) {
            starved = 1;
        } finally {
            filled = null;
        }
        for (int i = 0; i < 30; i++) {
            turn();
            balanced(status, left);
            answerAll(201);
        }
        Counts counts = balanced(status, left);
        if (counts.delivered() != numbers) {
            throw new IllegalStateException(status + " with " + left + " left: " + counts);
        }
        wiring.parts.sender.takeAll(now, new ArrayList<>());
        wiring.parts.sender.end();
        wiring.parts.close();
        return starved;
    }

    private Counts balanced(int status, int left) {
        Counts counts = wiring.ledger.counts();
        if (!counts.balance() || counts.droppedInAll() > 0) {
            throw new IllegalStateException(status + " with " + left + " left: " + counts);
        }
        return counts;
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            wiring.parts.ring.expect();
            wiring.parts.ring.put(Sample.action(numbers++));
        }
    }

    private void turn() {
        wiring.parts.sender.runOnce(now);
        now += Duration.ofSeconds(90).toNanos();
        wiring.parts.sender.runOnce(now);
    }

    private void answerAll(int status) {
        asked.forEach(each -> each.accept(new Answer(status, "", "", "", null)));
        asked.clear();
    }

    /** Until there is room for no more than so many small objects; not at all when negative. */
    private static void fill(int left) {
        if (left < 0) {
            return;
        }
        for (int size : FILLERS) {
            try {
                while (true) {
                    filled = new Object[] {filled, new byte[size]};
                }
            } catch (OutOfMemoryError e) {
                // Now smaller ones.
            }
        }
        try {
            while (true) {
                filled = new Object[] {filled, null};
            }
        } catch (OutOfMemoryError e) {
            for (int i = 0; i < left; i++) {
                filled = (Object[]) filled[0];
            }
        }
    }

    @Override
    public Attempt post(Payload payload, Consumer<Answer> onAnswer) {
        asked.add(onAnswer);
        return ATTEMPT;
    }

    @Override
    public void close() {}
}
