package com.acme;

import io.micronaut.runtime.Micronaut;

/** A service with Micronaut, which reads its logging configuration again after each start and at each refresh. */
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
