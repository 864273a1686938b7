package com.moesif.logback.internal.action;

/**
 * Stands for a value that could not be captured: the field stays, says so, and is counted.
 *
 * @param why short, without anything of the value itself
 */
record Lost(String why) {
    static Lost because(String what, Throwable cause) {
        return new Lost(what + ": " + cause.getClass().getSimpleName());
    }

    String text() {
        return "[not serialisable: " + why + "]";
    }
}
