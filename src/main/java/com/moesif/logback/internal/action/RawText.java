package com.moesif.logback.internal.action;

/**
 * Text that somebody says is JSON. It is parsed before it reaches an action: what isn't JSON must not break the others of
 * its batch.
 *
 * @param text the alleged JSON
 * @param ofTree whether a library wrote it of a tree of its own, which may hold NaN and infinities
 */
record RawText(String text, boolean ofTree) {
    RawText(String text) {
        this(text, false);
    }

    static RawText ofTree(String text) {
        return new RawText(text, true);
    }
}
