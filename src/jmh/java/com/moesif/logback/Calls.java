package com.moesif.logback;

import org.slf4j.Logger;

/** The logging calls that are measured, written as an application writes them. */
final class Calls {
    private Calls() {}

    /** No action: a message with two arguments. */
    static void message(Logger log, int number) {
        log.info("Fetched {} rows for {}", number, "acme");
    }

    /** No action: key-value pairs, none of which names one. */
    static void pairs(Logger log, int number) {
        log.atInfo()
                .addKeyValue("rows", number)
                .addKeyValue("tenant", "acme")
                .addKeyValue("cached", Boolean.TRUE)
                .log("fetched");
    }

    /** An action with five key-value pairs. */
    static void action(Logger log, int number) {
        log.atInfo()
                .addKeyValue("action_name", "Processed Payment Transaction")
                .addKeyValue("company_id", "67890")
                .addKeyValue("amount", number / 100.0)
                .addKeyValue("currency", "USD")
                .addKeyValue("time_seconds", number % 60)
                .log("Processed payment");
    }
}
