package com.acme.shop;

import java.util.List;

/**
 * A service as there are many: nothing in this package knows of Moesif. What becomes an action, and how, is in {@code
 * sample-logback.xml} alone.
 */
public final class Shop {
    private static final List<Step> TRADE = List.of(
            Payments::settle,
            Payments::decline,
            Payments::refund,
            Orders::place,
            Orders::export,
            Orders::ship,
            Accounts::signIn,
            Accounts::renew,
            Accounts::changeRole,
            Accounts::meter,
            Gateway::serve,
            Gateway::call,
            Gateway::retry);

    private static final List<Step> HOUSEKEEPING =
            List.of(Libraries::openConnectionPool, Libraries::runScheduledJob, Libraries::leaveConsumerGroup);

    private Shop() {}

    public static void main(String[] args) throws Exception {
        run(() -> {});
    }

    /** One thing that the service does. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /** Does a bit of everything once. */
    public static void run(Step afterEach) throws Exception {
        trade(afterEach);
        each(HOUSEKEEPING, afterEach);
    }

    /** What its customers do. */
    public static void trade(Step afterEach) throws Exception {
        each(TRADE, afterEach);
    }

    /** Many customers at once. */
    public static void rush() {
        for (int order = 0; order < 50; order++) {
            Orders.place();
            Payments.settle();
        }
    }

    private static void each(List<Step> steps, Step afterEach) throws Exception {
        for (Step step : steps) {
            step.run();
            afterEach.run();
        }
    }
}
