package com.acme;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that logs and returns. It has never heard of Moesif. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger("com.acme.payments");

    private Main() {}

    public static void main(String[] args) {
        log.info("Processed payment {} {} for {} in {} s", 24.6, "USD", "12345", 66.3);
    }
}
