package com.moesif.logback.internal.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What another appender has left to this one, until it has its place here. Sender thread only, but for {@link #announce}. */
final class Inheritance {
    /** Null when there is nothing to inherit. */
    private volatile Consumer<List<Batch>> announced;
    /** What has no place yet. */
    private final List<Batch> gathered = new ArrayList<>();

    /** Any thread. @param batches adds them to a list */
    void announce(Consumer<List<Batch>> batches) {
        announced = batches;
    }

    /** @return whether there was something */
    boolean giveTo(Delivery delivery) {
        Consumer<List<Batch>> batches = announced;
        if (batches == null) {
            return false;
        }
        announced = null;
        try {
            batches.accept(gathered);
            delivery.inherit(gathered);
            gathered.clear();
        } catch (Throwable t) {
            // Memory is short: the next turn goes on where this one has ended.
            announced = batches;
            throw t;
        }
        return true;
    }

    /**
     * What was gathered and could not be given a place, memory being short: there is no next turn. When this throws, it is here
     * still.
     */
    void leaveTo(Delivery delivery, List<Batch> left) {
        delivery.passOn(gathered, left);
        gathered.clear();
    }

    /** @return how many actions nobody will have */
    long giveUp(Delivery delivery) {
        long actions = delivery.receive(gathered);
        gathered.clear();
        return actions;
    }
}
