package com.acme.shop;

import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Old code: lines glued together, formatted by hand, and an object for an argument. */
final class Orders {
    private static final Logger log = LoggerFactory.getLogger(Orders.class);

    private Orders() {}

    /** Its {@code toString()} is all that the log line shows. */
    record Parcel(String carrier, double kilograms, List<String> items) {}

    static void place() {
        int items = 3;
        double total = 74.9;
        log.info("Order A-1001 of customer " + "12345" + " placed: " + items + " items, " + total + " USD");
    }

    static void export() {
        log.info(String.format(Locale.ROOT, "Report %s for %s: %d rows, %.2f MB", "sales", "67890", 12_408, 3.25));
    }

    static void ship() {
        log.info("Shipped {} for {}", new Parcel("DHL", 1.2, List.of("mug", "pen")), "12345");
    }
}
