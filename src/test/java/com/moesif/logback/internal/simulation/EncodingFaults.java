package com.moesif.logback.internal.simulation;

/** What goes wrong in the middle of encoding an action: it is asked there for a number that it has. */
final class EncodingFaults {
    /** Memory that has lacked for so long is waited for no more. */
    private static final long LONGEST_LACK_MICROS = 5_000_000;

    private final World world;
    private Kind kind = Kind.FAULT;
    private long left;

    enum Kind {
        /** Memory ends. */
        MEMORY,
        /** The thread's stack does. */
        STACK,
        /** A fault of the library's own, or of what it uses. */
        FAULT
    }

    private static final class NoMemory extends OutOfMemoryError {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private static final class NoStack extends StackOverflowError {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    EncodingFaults(World world) {
        this.world = world;
    }

    /** The next so many actions, or the same one so many times. */
    void become(Kind next, long times) {
        kind = next;
        left = times;
    }

    void heal() {
        left = 0;
    }

    Number number(Act act) {
        return new Asked(act);
    }

    /** A caller leaves it to the sender, and the sender waits for memory for a while, as long as there will be another turn. */
    private boolean mayBeDropped(Life life) {
        if (!world.faults.inTurn) {
            return life.departing;
        }
        if (kind != Kind.MEMORY) {
            return true;
        }
        life.lackSinceMicros = life.lackSinceMicros < 0 ? life.turnMicros : life.lackSinceMicros;
        return life.turnMicros - life.lackSinceMicros >= LONGEST_LACK_MICROS;
    }

    private final class Asked extends Number {
        private static final long serialVersionUID = 1;

        private final transient Act act;

        Asked(Act act) {
            this.act = act;
        }

        @Override
        public long longValue() {
            if (left == 0) {
                act.life.lackSinceMicros = -1;
                // It was waited for, however long memory had lacked for others.
                act.unencodable = false;
                return act.number;
            }
            left--;
            world.coverage.reached("encoding meets " + kind);
            act.unencodable |= mayBeDropped(act.life);
            switch (kind) {
                case MEMORY -> throw new NoMemory();
                case STACK -> throw new NoStack();
                default -> throw new IllegalStateException("simulated");
            }
        }

        @Override
        public int intValue() {
            return (int) longValue();
        }

        @Override
        public float floatValue() {
            return longValue();
        }

        @Override
        public double doubleValue() {
            return longValue();
        }
    }
}
