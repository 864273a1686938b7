package com.moesif.logback.collector;

import com.moesif.api.APIHelper;
import com.moesif.api.Configuration;
import com.moesif.api.MoesifAPIClient;
import com.moesif.api.controllers.APIController;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Moesif's own Java client, as it is on Maven Central, in front of a local collector. */
public final class MoesifClient {
    static {
        // Its threads are the whole JVM's: whoever ended them after one test would end them for all.
        Runtime.getRuntime().addShutdownHook(new Thread(APIHelper::shutdown));
    }

    private MoesifClient() {}

    /**
     * The client asks for /v1/config and /v1/rules when it is made and prints a stack trace if it gets neither. They are
     * no part of the Collector API's actions, so it meets another server first and is sent to the collector then.
     */
    public static APIController of(LocalCollector collector) {
        Configuration configuration = new Configuration();
        configuration.applicationId = "test";
        try {
            HttpServer rest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            rest.createContext("/v1/config", exchange -> answer(exchange, "{}"));
            rest.createContext("/v1/rules", exchange -> answer(exchange, "[]"));
            rest.start();
            configuration.baseUri = "http://127.0.0.1:" + rest.getAddress().getPort();
            APIController made = new MoesifAPIClient(configuration).getAPI();
            rest.stop(0);
            configuration.baseUri = collector.baseUri().toString();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        exchange.sendResponseHeaders(200, json.length());
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(json.getBytes(StandardCharsets.UTF_8));
        }
    }
}
