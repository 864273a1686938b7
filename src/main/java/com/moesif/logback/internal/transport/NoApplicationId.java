package com.moesif.logback.internal.transport;

/** The file of the application id gives none: nothing was sent. */
public final class NoApplicationId extends Exception {
    private static final long serialVersionUID = 1L;

    NoApplicationId() {
        super("<applicationIdFile> gives no application id");
    }
}
