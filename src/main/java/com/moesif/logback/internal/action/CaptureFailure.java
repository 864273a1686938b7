package com.moesif.logback.internal.action;

import java.lang.reflect.InaccessibleObjectException;
import java.util.ConcurrentModificationException;
import java.util.regex.Pattern;

/**
 * Stands for a value that could not be captured: the field stays, says so, and is counted.
 *
 * @param why words that go on after "it", with a remedy as the next sentence where one is known; without anything of the value itself
 */
record CaptureFailure(String why) {
    private static final String BEGINNING = "[This value was lost: it ";
    private static final String END = ".]";
    private static final String TOO_DEEP = "holds itself, or is nested more than " + ValueWriter.MOST_LEVELS
            + " levels deep. Log what identifies it instead";
    /** Each part of a longer one takes a piece of the stack. */
    private static final int LONGEST_NAME = 1_000;

    private static final Pattern CLASS_NAME = Pattern.compile("[\\w$]+(?:[./][\\w$]+)+");

    /** @param type of the value that was being read */
    static CaptureFailure because(Class<?> type, Throwable cause) {
        return new CaptureFailure(
                cause instanceof Unreadable known ? known.getMessage() : reason(cause, "", nameOf(type)));
    }

    static Unreadable unreadable(Class<?> type, Throwable cause) {
        return new Unreadable(because(type, cause).why());
    }

    /** The same of one property, whose getter was called. */
    static Unreadable property(String property, Class<?> owner, Throwable cause) {
        return cause instanceof Unreadable known
                ? known
                : new Unreadable(reason(cause, "the property '" + property + "' of ", nameOf(owner)));
    }

    private static String reason(Throwable cause, String part, String type) {
        String whose = part + type;
        if (cause instanceof StackOverflowError) {
            return TOO_DEEP;
        }
        if (cause instanceof LinkageError) {
            return "needs a class for " + whose + " that can't be loaded" + missing((LinkageError) cause)
                    + ". Add the library that has it, in the version that " + type + " was compiled with";
        }
        if (cause instanceof ConcurrentModificationException) {
            return "was changed while it was being read. Log a copy of it";
        }
        if (cause instanceof InaccessibleObjectException || cause instanceof IllegalAccessException) {
            return "can't be read: " + whose + " is not accessible. Make the class public, or log what matters of it";
        }
        String remedy = part.isEmpty() ? "Mend what it calls" : "Mend its getter, or hide it with @JsonIgnore";
        return "failed: " + whose + " threw " + nameOf(cause.getClass()) + " while it was being read. " + remedy;
    }

    private static String missing(LinkageError cause) {
        String message = cause.getMessage();
        // What the JVM says here is the name of a class; what somebody else says is not repeated.
        boolean name = cause instanceof NoClassDefFoundError
                && message != null
                && message.length() <= LONGEST_NAME
                && CLASS_NAME.matcher(message).matches();
        return name ? ": " + message.replace('/', '.') : " (" + cause.getClass().getSimpleName() + ")";
    }

    static Unreadable tooDeep() {
        return new Unreadable(TOO_DEEP);
    }

    static String nameOf(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    String text() {
        return BEGINNING + why + END;
    }

    /** Whether one of them is said somewhere in this JSON. */
    static boolean isSaidWithin(String json) {
        return json.contains(BEGINNING);
    }

    /** The one whose {@link #text} this is; null for any other text. */
    static CaptureFailure saidIn(String text) {
        return text.startsWith(BEGINNING) && text.endsWith(END)
                ? new CaptureFailure(text.substring(BEGINNING.length(), text.length() - END.length()))
                : null;
    }
}
