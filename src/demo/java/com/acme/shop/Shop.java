package com.acme.shop;

/**
 * A service as there are many: nothing in this package knows of Moesif. What becomes an action, and how, is in {@code
 * sample-logback.xml} alone.
 */
public final class Shop {
    private Shop() {}

    public static void main(String[] args) throws Exception {
        run(() -> {});
    }

    /** Does a bit of everything once. */
    public static void run(Runnable afterEachStep) throws Exception {
        Step[] steps = {
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
            Gateway::retry,
            Libraries::openConnectionPool,
            Libraries::runScheduledJob,
            Libraries::leaveConsumerGroup
        };
        for (Step step : steps) {
            step.run();
            afterEachStep.run();
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }
}
