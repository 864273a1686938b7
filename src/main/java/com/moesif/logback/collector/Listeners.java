package com.moesif.logback.collector;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who want to hear of each value as it comes. Any thread; they are told on the thread that has the value, without a lock. */
final class Listeners<T> {
    private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();

    void add(Consumer<? super T> listener) {
        listeners.add(listener);
    }

    void tell(T value) {
        for (Consumer<? super T> listener : listeners) {
            try {
                listener.accept(value);
            } catch (RuntimeException | Error e) {
                // The sender under test must not see a fault that is the listener's.
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
        }
    }
}
