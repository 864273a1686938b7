package com.acme;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.LoggerFormat;
import io.vertx.ext.web.handler.LoggerHandler;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public final class Main {
    public static void main(String[] args) {
        Example.run(
                () -> new Service().run(),
                "Payment 12345 {amount=24.6, currency=USD}",
                "Request 12345 {status=200}");
    }

    private static final class Service {
        private static final Logger log = LoggerFactory.getLogger(Service.class);

        void run() throws Exception {
            Vertx vertx = Vertx.vertx();
            Router router = Router.router(vertx);
            router.route().handler(LoggerHandler.create(LoggerFormat.DEFAULT));
            router.post("/payments/:customer").handler(context -> {
                log.info("Processed payment {} {} for {}", 24.6, "USD", context.pathParam("customer"));
                context.response().end("paid");
            });
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            Example.pay(server.actualPort());
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }
}
