package com.moesif.logback.collector;

import java.time.Instant;
import java.util.UUID;

/** Bodies to post. */
final class Samples {
    /** The example of Moesif's own documentation, to the letter. */
    static final String DOCUMENTED = """
            {
                "action_name": "Processed Payment Transaction",
                "request": {
                  "time": "2024-03-01T04:45:42.914"
                },
                "company_id": "12345",
                "transaction_id": "a3765025-46ec-45dd-bc83-b136c8d1d257",
                "metadata": {
                  "amount": 24.6,
                  "currency": "USD",
                  "time_seconds": 66.3
                }
              }""";

    static final Instant SOON_AFTER_DOCUMENTED = Instant.parse("2024-03-01T05:00:00Z");

    private Samples() {}

    /** An action that breaks no rule, with an id of its own. */
    static String action() {
        return action(UUID.randomUUID());
    }

    static String action(UUID id) {
        return "{\"action_name\":\"Tested\",\"transaction_id\":\"" + id + "\",\"request\":{\"time\":\"" + Instant.now()
                + "\"},\"metadata\":{\"amount\":24.6}}";
    }

    /** An action with these members beside what is required. */
    static String actionWith(String members) {
        return "{\"action_name\":\"Tested\",\"request\":{}," + members + "}";
    }

    /** An action with these members in its request. */
    static String actionWithRequest(String members) {
        return "{\"action_name\":\"Tested\",\"request\":{" + members + "}}";
    }

    static String batch(String... actions) {
        return "[" + String.join(",", actions) + "]";
    }
}
