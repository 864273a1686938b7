package com.acme;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes payments, and says so in a log line. */
@Controller("/payments")
public class Payments {
    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    @Post
    String pay(@QueryValue String customer, @QueryValue int number) {
        LOG.info("Processed payment {} of {}", number, customer);
        return "paid";
    }
}
