package com.moesif.logback.internal.transport;

/** The application id, as it is now. Any thread. */
public interface Credential {
    /** What to send; never shown. Asked for before each request, where it may take its time. */
    String current();

    /** The collector has refused it: whoever knows a newer one should have it ready for the next request. */
    void refused();

    /** The collector has taken it. */
    void accepted();

    /** Whether this may be one: it travels in a header, where a line break would end it. */
    static boolean isSendable(String id) {
        return id.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
