package com.moesif.logback.internal.action;

/** A value can't be had, and this is why: in words that go on after "it", without anything of the value itself. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
        super(why, null, false, false);
    }
}
