package com.acme.shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Access lines, {@code key=value} lines, and one message at two levels. */
final class Gateway {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    private Gateway() {}

    static void serve() {
        log.info("{} {} from {} for {} took {} ms", "GET", "https://shop.acme.com/v1/cart", "203.0.113.7", "12345", 18);
    }

    static void call() {
        log.info("api_call tenant={} path={} status={} bytes={}", "67890", "/v2/search", 200, 5_120L);
    }

    static void retry() {
        log.info("Webhook to {} answered {}, attempt {}", "67890", 503, 1);
        log.warn("Webhook to {} answered {}, attempt {}", "67890", 503, 5);
    }
}
