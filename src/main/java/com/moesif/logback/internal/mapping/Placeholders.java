package com.moesif.logback.internal.mapping;

/**
 * Where SLF4J's {@code MessageFormatter} puts arguments: at each {@code {}}, unless one backslash stands before it; two
 * backslashes are an escaped backslash and leave the placeholder a placeholder.
 */
final class Placeholders {
    private Placeholders() {}

    /** Where the next placeholder begins, or -1. */
    static int next(String message, int from) {
        for (int at = message.indexOf("{}", from); at >= 0; at = message.indexOf("{}", at + 1)) {
            if (!isEscaped(message, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isEscaped(String message, int at) {
        return at > 0 && message.charAt(at - 1) == '\\' && !(at > 1 && message.charAt(at - 2) == '\\');
    }
}
