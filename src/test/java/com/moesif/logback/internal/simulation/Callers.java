package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.pipeline.Pipeline.Parking;
import com.moesif.logback.internal.simulation.DiskFaults.Killed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * The application's threads. They are real ones, since a caller that waits does so in the middle of its call; but only one runs
 * at any time, this or the world's, and where it rests the world decides when it goes on. So a history is as repeatable as
 * with one thread.
 */
final class Callers implements Parking {
    private static final int MOST_MICROS_TO_WAKE = 300;
    /** One of so many rests ends for no reason, as the JDK's may. */
    private static final int SPURIOUS = 40;

    /** So often one may be told to go on at one moment. More is a loop without an end, since time stands still in it. */
    private static final int MOST_SPINS = 2_000;

    private final Agenda agenda;
    private final Random random;
    private final Coverage coverage;
    private final Deque<Caller> idle = new ArrayDeque<>();
    private final List<Caller> all = new ArrayList<>();

    Callers(Agenda agenda, Random random, Coverage coverage) {
        this.agenda = agenda;
        this.random = random;
        this.coverage = coverage;
    }

    /** One of the application's threads. */
    final class Caller implements Runnable {
        private final Semaphore turn = new Semaphore(0);
        private final Semaphore worlds = new Semaphore(0);
        private final Thread thread = new Thread(this, "caller");
        private Runnable call;
        private Runnable after;
        private Throwable failure;
        private boolean dismissed;
        /** As that of {@link java.util.concurrent.locks.LockSupport}. */
        private boolean permit;

        /** What it rests at; null while it doesn't. */
        private Object blocker;

        private long rests;
        private long spunAtMicros;
        private int spins;

        @Override
        public void run() {
            turn.acquireUninterruptibly();
            while (call != null) {
                try {
                    call.run();
                } catch (Throwable t) {
                    failure = t;
                }
                call = null;
                worlds.release();
                turn.acquireUninterruptibly();
            }
        }

        private void begin(Runnable what, Runnable then) {
            call = what;
            after = then;
            permit = false;
            dismissed = false;
            goOn();
        }

        /** Until it rests, or has returned. Of the world's thread. */
        private void goOn() {
            blocker = null;
            turn.release();
            worlds.acquireUninterruptibly();
            if (call == null) {
                Throwable thrown = failure;
                failure = null;
                Runnable then = after;
                idle.push(this);
                if (thrown != null && !(thrown instanceof Killed) && !dismissed) {
                    throw thrown instanceof Violation violation
                            ? violation
                            : new Violation("what must not throw threw " + thrown, thrown);
                }
                if (!dismissed) {
                    then.run();
                }
            }
        }

        private void rest(Object at, long nanos) {
            if (dismissed) {
                throw new Killed();
            }
            if (permit || nanos <= 0) {
                permit = false;
                if (spunAtMicros != agenda.micros()) {
                    spunAtMicros = agenda.micros();
                    spins = 0;
                } else if (++spins > MOST_SPINS) {
                    throw new Violation(
                            "a caller goes round and round at " + at.getClass().getSimpleName());
                }
                return;
            }
            coverage.reached("caller rests at " + at.getClass().getSimpleName());
            blocker = at;
            wakeIn(
                    random.nextInt(SPURIOUS) == 0 ? random.nextInt(1_000) : nanos / 1_000 + random.nextInt(100),
                    ++rests);
            worlds.release();
            turn.acquireUninterruptibly();
            permit = false;
            if (dismissed) {
                throw new Killed();
            }
        }

        private void wakeIn(long micros, long rest) {
            agenda.in(micros, () -> {
                if (blocker != null && rests == rest) {
                    goOn();
                }
            });
        }

        boolean rests() {
            return blocker != null;
        }

        /** Whether it rests there, and nobody has woken it. */
        boolean sleepsAt(String name) {
            return blocker != null
                    && !permit
                    && blocker.getClass().getSimpleName().equals(name);
        }
    }

    /**
     * Somebody calls the library.
     *
     * @param then what follows when the call returns, unless its process has died; of the world's thread
     */
    Caller call(Runnable what, Runnable then) {
        Caller caller = idle.poll();
        if (caller == null) {
            caller = new Caller();
            caller.thread.setDaemon(true);
            caller.thread.start();
            all.add(caller);
        }
        caller.begin(what, then);
        return caller;
    }

    @Override
    public void park(Object blocker, long nanos) {
        ofThis(Thread.currentThread()).rest(blocker, nanos);
    }

    @Override
    public void unpark(Thread thread) {
        Caller caller = ofThis(thread);
        if (caller != null && !caller.permit) {
            caller.permit = true;
            if (caller.blocker != null) {
                caller.wakeIn(random.nextInt(MOST_MICROS_TO_WAKE), caller.rests);
            }
        }
    }

    private Caller ofThis(Thread thread) {
        for (Caller each : all) {
            if (each.thread == thread) {
                return each;
            }
        }
        return null;
    }

    /** Its process has died in the middle of its call. */
    void dismiss(Caller caller) {
        if (caller.rests()) {
            caller.dismissed = true;
            caller.goOn();
        }
    }

    /** Ends all threads. */
    void close() {
        all.forEach(this::dismiss);
        for (Caller each : all) {
            each.call = null;
            each.turn.release();
        }
    }
}
