package com.acme.shop;

import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs with parameters, as SLF4J would have it. */
final class Payments {
    private static final Logger log = LoggerFactory.getLogger(Payments.class);

    private Payments() {}

    static void settle() {
        log.debug("Talking to the bank");
        log.info("Processed payment {} {} for {} in {} s", new BigDecimal("24.60"), "USD", "12345", 0.84);
    }

    static void decline() {
        log.error(
                "Payment of {} for {} failed",
                new BigDecimal("99.00"),
                "67890",
                new IllegalStateException("card 4111 1111 1111 1111 expired"));
    }

    static void refund() {
        log.atInfo()
                .setMessage("Refunded {} of payment {} to {}")
                .addArgument(() -> new BigDecimal("4.60"))
                .addArgument("pay_8f2c61")
                .addArgument("12345")
                .log();
    }
}
