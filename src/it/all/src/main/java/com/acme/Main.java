package com.acme;

import org.slf4j.LoggerFactory;

/** Has none of the libraries that the jar has inside. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        LoggerFactory.getLogger("com.acme.Payments").info("Processed payment {} {} for {}", 24.6, "EUR", "acme");
    }
}
