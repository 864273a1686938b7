package com.moesif.logback.internal.pipeline;

/**
 * What a caller does once its action is in the ring: waits for it to be written, or rests while none is, or nothing. That changes twice
 * at most in a pipeline's life, when its configuration has been read and when the JVM exits. Any thread.
 */
final class AfterPut {
    private final Hold hold;
    private volatile Runnable step;

    /** @param step null for nothing */
    AfterPut(Runnable step, Hold hold) {
        this.hold = hold;
        this.step = step;
    }

    /** Null for nothing. */
    Runnable step() {
        return step;
    }

    /** Until the {@link Hold} is over nobody waits for a file: it may be the thread that reads the configuration. */
    void hold() {
        Runnable later = step;
        if (later != null) {
            step = new Runnable() {
                @Override
                public void run() {
                    if (!hold.isOn()) {
                        replace(this, later);
                        later.run();
                    }
                }
            };
        }
    }

    /** The JVM exits: nothing comes after this. */
    synchronized void exit(Runnable last) {
        step = last;
    }

    private synchronized void replace(Runnable held, Runnable later) {
        if (step == held) {
            step = later;
        }
    }
}
