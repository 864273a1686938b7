package com.moesif.logback.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.shop.Shop;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sample service as a process of its own, whose {@code main} simply returns: log statements as they are found in real
 * code bases, and three libraries' own, turned into actions by the rules of {@code sample-logback.xml} alone.
 */
@Timeout(120)
class SampleServiceTest {
    private static LocalCollector collector;
    private static JavaProcess service;

    @BeforeAll
    static void run(@TempDir Path scratch) throws Exception {
        collector = LocalCollector.start(0);
        service = JavaProcess.run(
                scratch,
                Map.of(
                        "MOESIF_APPLICATION_ID",
                        "sample",
                        "MOESIF_BASE_URI",
                        collector.baseUri().toString(),
                        "MOESIF_SPOOL",
                        scratch.resolve("spool").toString()),
                "-Dlogback.configurationFile=sample-logback.xml",
                Shop.class.getName());
    }

    @AfterAll
    static void close() {
        collector.close();
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                // Parameters, whose types are kept.
                action(
                        "Processed Payment Transaction",
                        "12345",
                        "amount",
                        24.6,
                        "currency",
                        "USD",
                        "time_seconds",
                        0.84),
                // An exception; the mask holds there too.
                action(
                        "Payment Failed",
                        "67890",
                        "amount",
                        99.0,
                        "error",
                        "java.lang.IllegalStateException: card **** expired"),
                // Suppliers of the fluent API.
                action("Refunded Payment", "12345", "amount", 4.6),
                // Glued together with +.
                action("Placed Order", "12345", "order_id", "A-1001", "items", 3, "amount", 74.9, "currency", "USD"),
                // String.format.
                action("Exported Report", "67890", "report", "sales", "rows", 12408, "size.mb", 3.25),
                // A record as an argument.
                action(
                        "Shipped Order",
                        "12345",
                        "parcel",
                        Map.of("carrier", "DHL", "kilograms", 1.2, "items", List.of("mug", "pen"))),
                // The MDC.
                action("Signed In", "12345", "plan", "gold"),
                // Key-value pairs of the fluent API.
                action("Renewed Subscription", "67890", "seats", 25, "trial", false),
                // A marker.
                action("Audit", "12345", "what", "Role of u-7 changed from viewer to admin"),
                // JSON within the text.
                action("Metered Usage", "12345", "usage", Map.of("api_calls", 1200, "storage_gb", 1.5)),
                // An access line.
                action("Served Request", "12345", "verb", "GET", "millis", 18),
                // key={}.
                action("API Call", "67890", "path", "/v2/search", "status", 200, "bytes", 5120),
                // One message at two levels, of which one counts.
                action("Webhook Failed", "67890", "status", 503, "attempt", 5),
                // HikariCP on H2.
                action("Opened Connection Pool", "internal", "pool", "orders-db"),
                // Quartz.
                action("Wrote Invoices", "67890", "job", "nightly-invoices", "invoices", 42),
                // Kafka's consumer, of which no broker has ever heard.
                action(
                        "Left Consumer Group",
                        "internal",
                        "client_id",
                        "consumer-invoices-1",
                        "group_id",
                        "invoices",
                        "reason",
                        "consumer pro-actively leaving the group"));
    }

    private static Arguments action(String name, String company, Object... metadata) {
        Map<String, Object> expected = new HashMap<>(Map.of("service", "shop"));
        for (int i = 0; i < metadata.length; i += 2) {
            expected.put((String) metadata[i], metadata[i + 1]);
        }
        return Arguments.of(name, company, expected);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void logLine_isThisAction(String name, String company, Map<String, Object> metadata) {
        ReceivedAction action = received(name);

        assertThat(action.companyId()).isEqualTo(company);
        assertThat(action.metadata()).isEqualTo(metadata);
    }

    @Test
    void service_givesExactlyTheseActions() {
        List<Object> expected = actions().map(arguments -> arguments.get()[0]).toList();

        assertThat(collector.actions())
                .extracting(ReceivedAction::actionName)
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(String.class::cast).toList());
        assertThat(collector.refusals()).isEmpty();
        assertThat(collector.duplicates()).isZero();
    }

    @Test
    void reservedNames_haveTheirPlaces() {
        assertThat(received("Signed In").userId()).isEqualTo("u-1");
        assertThat(received("Served Request").request())
                .containsEntry("uri", "https://shop.acme.com/v1/cart")
                .containsEntry("ip_address", "203.0.113.7");
        // Made of the payment's own id, where the others' are random.
        assertThat(UUID.fromString(received("Refunded Payment").transactionId()).version())
                .isEqualTo(3);
    }

    @Test
    void service_knowsNothingOfUs() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.moesif..")
                .check(new ClassFileImporter().importPackagesOf(Shop.class));
    }

    @Test
    void ordinaryLog_isWhatItWasAndNothingBeside() {
        assertThat(service.exitCode()).isZero();
        assertThat(service.err()).isEmpty();
        assertThat(service.out())
                .anyMatch(line -> line.endsWith("INFO  Payments - Processed payment 24.60 USD for 12345 in 0.84 s"))
                .anyMatch(line -> line.endsWith("INFO  HikariDataSource - orders-db - Start completed."))
                .allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d (INFO |WARN |ERROR) \\w+ - .*")
                        || line.equals("java.lang.IllegalStateException: card 4111 1111 1111 1111 expired")
                        || line.startsWith("\tat com.acme.shop."));
    }

    private static ReceivedAction received(String name) {
        return collector.actions().stream()
                .filter(action -> action.actionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + name + "' among " + collector.actions()
                        + ", and the log was " + String.join("\n", service.out())));
    }
}
