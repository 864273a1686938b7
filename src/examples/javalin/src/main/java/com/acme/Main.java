package com.acme;

import io.javalin.Javalin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public final class Main {
    public static void main(String[] args) {
        Example.run(
                () -> new Service().run(),
                "Payment 12345 {amount=24.6, currency=USD}",
                "Request 12345 {method=POST, path=/payments/12345, status=200}");
    }

    private static final class Service {
        private static final Logger log = LoggerFactory.getLogger(Service.class);

        void run() throws Exception {
            Javalin javalin = Javalin.create(config -> {
                        config.requestLogger.http((ctx, millis) -> log.info(
                                "{} {} was answered with {} for {}",
                                ctx.method(),
                                ctx.path(),
                                ctx.statusCode(),
                                ctx.path().substring("/payments/".length())));
                        config.routes.post("/payments/{customer}", ctx -> {
                            log.info("Processed payment {} {} for {}", 24.6, "USD", ctx.pathParam("customer"));
                            ctx.result("paid");
                        });
                    })
                    .start(0);
            Example.pay(javalin.port());
            javalin.stop();
        }
    }
}
