package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.api.APIHelper;
import com.moesif.api.Configuration;
import com.moesif.api.MoesifAPIClient;
import com.moesif.api.controllers.APIController;
import com.moesif.api.exceptions.APIException;
import com.moesif.api.models.ActionModel;
import com.moesif.api.models.ActionRequestModel;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Moesif's own Java client, as it is on Maven Central, finds in the collector what it finds at Moesif. */
class MoesifClientTest {
    private final LocalCollector collector = LocalCollector.start(0);
    private final APIController moesif = client(collector);

    @AfterEach
    void close() {
        collector.close();
    }

    @AfterAll
    static void endTheThreadsOfTheClient() {
        APIHelper.shutdown();
    }

    @Test
    void createAction_arrivesWithEveryField() throws Throwable {
        String time = Instant.now().toString();
        String id = UUID.randomUUID().toString();

        moesif.createAction(action(id, time));

        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.actions()).singleElement().satisfies(received -> {
            assertThat(received.actionName()).isEqualTo("Processed Payment Transaction");
            assertThat(received.companyId()).isEqualTo("12345");
            assertThat(received.userId()).isEqualTo("user");
            assertThat(received.subscriptionId()).isEqualTo("subscription");
            assertThat(received.sessionToken()).isEqualTo("token");
            assertThat(received.transactionId()).isEqualTo(id);
            assertThat(received.requestTime()).isEqualTo(time);
            assertThat(received.metadata()).isEqualTo(Map.of("amount", 24.6));
        });
    }

    @Test
    void createActionsBatch_arrivesAndIsDeduplicated() throws Throwable {
        String time = Instant.now().toString();
        ActionModel twice = action(UUID.randomUUID().toString(), time);

        moesif.createActionsBatch(List.of(twice, action(UUID.randomUUID().toString(), time), twice));
        moesif.createAction(twice);

        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.actions()).hasSize(2);
        assertThat(collector.duplicates()).isEqualTo(2);
    }

    @Test
    void names_areCamelCaseOnTheWireAndCounted() throws Throwable {
        moesif.createAction(action(UUID.randomUUID().toString(), Instant.now().toString()));

        assertThat(collector.camelCaseRequests()).isEqualTo(1);
        assertThat(collector.actions()).singleElement().satisfies(received -> {
            assertThat(received.camelCase()).isTrue();
            assertThat(received.json()).contains("\"actionName\"").contains("\"companyId\"");
            assertThat(received.request()).containsOnlyKeys("uri", "userAgentString", "ipAddress", "time");
        });
    }

    @Test
    void refusal_isAnErrorToTheClient() {
        collector.requireApplicationId("another");

        assertThatThrownBy(() -> moesif.createAction(
                        action(UUID.randomUUID().toString(), Instant.now().toString())))
                .isInstanceOf(APIException.class);
        assertThat(collector.actions()).isEmpty();
    }

    /**
     * The client asks for /v1/config and /v1/rules when it is made and prints a stack trace if it gets neither. They are
     * no part of the Collector API's actions, so it meets another server first and is sent to the collector then.
     */
    private static APIController client(LocalCollector collector) {
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

    private static ActionModel action(String id, String time) {
        ActionRequestModel request = new ActionRequestModel.Builder("https://example.org/payments")
                .setTime(time)
                .setIpAddress("192.0.2.1")
                .setUserAgentString("agent")
                .build();
        return new ActionModel.Builder("Processed Payment Transaction", request)
                .setCompanyId("12345")
                .setUserId("user")
                .setSubscriptionId("subscription")
                .setSessionToken("token")
                .setTransactionId(id)
                .setMetadata(Map.of("amount", 24.6))
                .build();
    }
}
