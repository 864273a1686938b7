package com.moesif.logback.rules;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.moesif.logback.Actions;
import com.moesif.logback.harness.Logback;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The example of "Ingest Custom Actions", logged in each of the ways there are, with a time the collector still takes. */
class SeedExampleTest {
    private static final Instant TIME =
            Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS).plusMillis(914);
    private static final String EXAMPLE = """
            {
                "action_name": "Processed Payment Transaction",
                "request": {
                  "time": "%s"
                },
                "company_id": "12345",
                "transaction_id": "a3765025-46ec-45dd-bc83-b136c8d1d257",
                "metadata": {
                  "amount": 24.6,
                  "currency": "USD",
                  "time_seconds": 66.3
                }
            }""".formatted(TIME);
    private static final String NAME = "Processed Payment Transaction";
    private static final String ID = "a3765025-46ec-45dd-bc83-b136c8d1d257";

    static Stream<Arguments> ways() {
        LocalDateTime local = LocalDateTime.ofInstant(TIME, ZoneOffset.UTC);
        return Stream.of(
                way(
                        "pairs",
                        logback -> logback.log()
                                .atInfo()
                                .addKeyValue("action_name", NAME)
                                .addKeyValue("request.time", local.toString())
                                .addKeyValue("company_id", "12345")
                                .addKeyValue("transaction_id", ID)
                                .addKeyValue("amount", 24.6)
                                .addKeyValue("currency", "USD")
                                .addKeyValue("time_seconds", 66.3f)
                                .log("m")),
                way(
                        "marker",
                        logback -> logback.log()
                                .info(
                                        Actions.action(
                                                NAME,
                                                Map.of(
                                                        "request.time",
                                                        TIME,
                                                        "company_id",
                                                        12345,
                                                        "transaction_id",
                                                        UUID.fromString(ID),
                                                        "metadata.amount",
                                                        new BigDecimal("24.6"),
                                                        "metadata.currency",
                                                        java.util.Currency.getInstance("USD"),
                                                        "metadata.time_seconds",
                                                        66.3)),
                                        "m")),
                way(
                        "structured arguments",
                        logback -> logback.log()
                                .info(
                                        "{} {} {} {} {} {} {}",
                                        kv("actionName", NAME),
                                        kv("request.time", TIME.toEpochMilli()),
                                        kv("companyId", 12345L),
                                        kv("transactionId", ID),
                                        kv("amount", 24.6),
                                        kv("currency", "USD"),
                                        kv("time_seconds", 66.3))),
                way("MDC and named arguments", logback -> {
                    logback.mdc.put("tenant", "12345");
                    logback.mdc.put("request.time", local + "Z");
                    logback.log()
                            .atInfo()
                            .addMarker(Actions.action(NAME))
                            .addArgument(24.6)
                            .addArgument("USD")
                            .addArgument(66.3)
                            // Text of a message never gives an id.
                            .addKeyValue("transaction_id", ID)
                            .log("paid amount={} currency={} time_seconds={}");
                }));
    }

    private static Arguments way(String name, Consumer<Logback> logging) {
        return arguments(name, logging);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void example_comesOutEqualFieldByField(String way, Consumer<Logback> logging) {
        JsonMapper mapper = new JsonMapper();
        try (Logback logback = Logback.with("<alias><from>tenant</from><to>company_id</to></alias>")) {
            logging.accept(logback);

            assertThat(mapper.readTree(logback.theAction().json())).isEqualTo(mapper.readTree(EXAMPLE));
            assertThat(logback.collector.received()).singleElement().satisfies(request -> {
                assertThat(request.path()).isEqualTo("/v1/actions");
                assertThat(request.headers())
                        .containsEntry("content-type", "application/json")
                        .containsEntry("x-moesif-application-id", Logback.APPLICATION_ID);
                assertThat(request.headers().get("user-agent")).matches("moesif-logback-appender/\\d.*");
            });
        }
    }
}
