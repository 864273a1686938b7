package com.moesif.logback.internal.transport;

/** An application id that nobody mends. */
public record FixedCredential(String current) implements Credential {
    @Override
    public void refused() {}

    @Override
    public void accepted() {}
}
