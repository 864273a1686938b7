package com.acme;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes payments, and says so in a log line. */
@Path("/payments")
public class Payments {
    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    @POST
    public String pay(@QueryParam("customer") String customer, @QueryParam("number") int number) {
        LOG.info("Processed payment {} of {}", number, customer);
        return "paid";
    }
}
