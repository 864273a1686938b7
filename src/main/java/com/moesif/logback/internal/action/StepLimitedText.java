package com.moesif.logback.internal.action;

/**
 * Text that a pattern may look at so many times only. Java's regular expressions can backtrack for longer than the
 * universe lasts; a limit on the characters they read ends that, needs no second engine with a second dialect, and costs
 * an honest pattern next to nothing. One thread at a time.
 */
public final class StepLimitedText implements CharSequence {
    private static final int STEPS_AT_LEAST = 50_000;
    private static final int STEPS_PER_CHAR = 64;

    private final CharSequence text;
    private final Budget budget;

    private StepLimitedText(CharSequence text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    /** Allows 50,000 looks and 64 more for each character. */
    public static StepLimitedText of(String text) {
        return new StepLimitedText(text, new Budget(STEPS_AT_LEAST + (long) STEPS_PER_CHAR * text.length()));
    }

    @Override
    public char charAt(int index) {
        if (--budget.left < 0) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new StepLimitedText(text.subSequence(start, end), budget);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static final class Budget {
        private long left;

        Budget(long left) {
            this.left = left;
        }
    }

    /** The pattern needed more looks than it may have. */
    public static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("the pattern backtracks too much", null, false, false);
        }
    }
}
