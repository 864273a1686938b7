package com.acme;

import com.moesif.logback.Actions;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** One of each kind, and some that are no actions. */
final class LogStatements {
    private static final Logger PAYMENTS = LoggerFactory.getLogger("com.acme.payments.Service");
    private static final Logger OTHER = LoggerFactory.getLogger("com.acme.Other");

    private LogStatements() {}

    static void all() {
        rules();
        fields();
        PAYMENTS.info("Something else {}", 1);
        PAYMENTS.debug("Processed payment {} {} for {}", 2, "EUR", "below its level");
        LoggerFactory.getLogger("com.acme.twice.Service")
                .atInfo()
                .addKeyValue("action_name", "Once")
                .addKeyValue("company_id", "c6")
                .log("once");
        for (int i = 0; i < 3; i++) {
            LoggerFactory.getLogger("com.acme.async.Service")
                    .atInfo()
                    .addKeyValue("action_name", "Behind")
                    .addKeyValue("company_id", "c" + i)
                    .log("behind");
        }
    }

    private static void rules() {
        PAYMENTS.info("Processed payment {} {} for {}", 24.6, "EUR", "c1");
        MDC.put("plan", "gold");
        OTHER.info("exported " + 1200 + " rows for " + "c2");
        MDC.remove("plan");
        OTHER.info("exported " + 7 + " rows for " + "c2");
        Marker audit = MarkerFactory.getMarker("AUDIT");
        OTHER.info(audit, "below the rule's level");
        MDC.put("tenant", "c3");
        OTHER.warn(audit, "opened {}", "the door");
        MDC.clear();
    }

    private static void fields() {
        Marker nested = MarkerFactory.getDetachedMarker("OUTER");
        nested.add(MarkerFactory.getMarker("ACTION"));
        OTHER.atInfo().addMarker(nested).addKeyValue("company_id", "c4").log("Marked");
        MDC.put("trace_id", "t-1");
        OTHER.atInfo()
                .addKeyValue("action_name", "Sent Message")
                .addKeyValue("company_id", "c5")
                .addKeyValue("user_id", 17)
                .addKeyValue("card", "paid with 4111111111111111")
                .addKeyValue("secret_code", "x")
                .addKeyValue("parts", List.of(1, 2))
                .log("sent");
        MDC.clear();
        OTHER.info(Actions.action("Registered", Map.of("company_id", "c5", "seats", 3)), "registered");
    }

    static void afterReload() {
        PAYMENTS.info("Processed payment {} {} for {}", 3, "USD", "c7");
    }
}
