package com.acme.shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Logs with what is around the message: the MDC, key-value pairs and markers. */
final class Accounts {
    private static final Logger log = LoggerFactory.getLogger(Accounts.class);
    private static final Marker AUDIT = MarkerFactory.getMarker("AUDIT");

    private Accounts() {}

    static void signIn() {
        inContext(() -> log.info("User signed in"));
    }

    static void renew() {
        log.atInfo()
                .addKeyValue("company_id", "67890")
                .addKeyValue("seats", 25)
                .addKeyValue("trial", false)
                .log("Subscription renewed");
    }

    static void changeRole() {
        inContext(() -> log.warn(AUDIT, "Role of {} changed from {} to {}", "u-7", "viewer", "admin"));
    }

    static void meter() {
        inContext(() -> log.info("usage " + "{\"api_calls\": 1200, \"storage_gb\": 1.5}"));
    }

    /** What a servlet filter does in a real service. */
    private static void inContext(Runnable request) {
        MDC.put("tenant", "12345");
        MDC.put("user_id", "u-1");
        MDC.put("plan", "gold");
        try {
            request.run();
        } finally {
            MDC.clear();
        }
    }
}
