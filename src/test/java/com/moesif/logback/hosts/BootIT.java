package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Jdks;
import com.moesif.logback.harness.Ports;
import com.moesif.logback.harness.Rig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A service with Spring Boot, Tomcat, HikariCP, Actuator and Prometheus, on one process for each version, since a start is
 * dear. No test needs another, but the last ends the process.
 */
@ParameterizedClass(name = "{0} on {1}")
@MethodSource("services")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class BootIT {
    private static final String PREPAID = "customer-of-the-outage";

    @TempDir
    private static Path scratch;

    private static LocalCollector collector;
    private static BootService service;

    @Parameter(0)
    private String project;

    @Parameter(1)
    private Path java;

    static Stream<Arguments> services() throws IOException {
        return Stream.concat(
                Stream.of(Arguments.of("boot3", Jdks.own()), Arguments.of("boot4", Jdks.own())),
                Jdks.current().stream()
                        .filter(current -> !current.equals(Jdks.own()))
                        .map(current -> Arguments.of("boot4", current)));
    }

    /** With nobody at the collector's address until the service is up and has done some work. */
    @BeforeParameterizedClassInvocation
    static void start(String project, Path java) throws Exception {
        Path directory = Files.createTempDirectory(scratch, project);
        int port = Ports.free();
        service = BootService.begin(
                        java,
                        project,
                        directory,
                        URI.create("http://127.0.0.1:" + port),
                        "--spring.profiles.active=production")
                .awaitStart();
        service.pay(PREPAID, "1.00");
        collector = LocalCollector.start(port);
        collector.requireApplicationId("id-of-application-properties");
    }

    @AfterParameterizedClassInvocation
    static void end() {
        if (service != null) {
            service.close();
        }
        if (collector != null) {
            collector.close();
            assertThat(collector.refusals()).isEmpty();
        }
        service = null;
        collector = null;
    }

    private static ReceivedAction awaitAction(String name, String company) throws InterruptedException {
        return collector.awaitAction(
                action -> action.actionName().equals(name) && company.equals(action.companyId()), Rig.AMPLE);
    }

    @Test
    void startWithoutACollector_servesAndDeliversOnceThereIsOne() throws Exception {
        assertThat(awaitAction("Opened Books", "acme").metadata()).containsEntry("service", "payments");
        awaitAction("Processed Payment", PREPAID);
        assertThat(service.output())
                .as("the level that application.properties give a logger is set after the configuration is read")
                .doesNotContain("lets through only");
    }

    @Test
    void requests_becomeActionsWithTheRequestThatTheFilterKnows() throws Exception {
        service.pay("12345", "24.60");
        service.pay("12345", "0.40");
        assertThat(service.get("/payments?customer=12345")).isEqualTo("2");

        ReceivedAction export = awaitAction("Exported Report", "12345");
        assertThat(export.metadata()).isEqualTo(Map.of("rows", 2, "service", "payments"));
        assertThat(export.request())
                .contains(
                        entry("uri", service.uri("/payments").toString()),
                        entry("ip_address", BootService.CLIENT),
                        entry("user_agent_string", BootService.USER_AGENT));
        await().atMost(Rig.AMPLE)
                .untilAsserted(() -> assertThat(collector.actions())
                        .filteredOn(action ->
                                action.actionName().equals("Processed Payment") && "12345".equals(action.companyId()))
                        .extracting(ReceivedAction::metadata)
                        .containsExactlyInAnyOrder(
                                Map.of("amount", 24.6, "currency", "USD", "service", "payments"),
                                Map.of("amount", 0.4, "currency", "USD", "service", "payments")));
    }

    @Test
    void levelSetThroughActuator_countsFromTheNextCallOn() throws Exception {
        service.pay("before", "10.00");
        service.post("/actuator/loggers/com.acme.Payments", "{\"configuredLevel\": \"DEBUG\"}");
        service.pay("between", "10.00");
        service.post("/actuator/loggers/com.acme.Payments", "{\"configuredLevel\": null}");
        service.pay("after", "10.00");

        assertThat(awaitAction("Quoted Fee", "between").metadata()).containsEntry("fee", 0.1);
        awaitAction("Processed Payment", "before");
        awaitAction("Processed Payment", "after");
        assertThat(collector.actions())
                .filteredOn(action -> action.actionName().equals("Quoted Fee"))
                .hasSize(1);
    }

    @Test
    void prometheus_hasTheMetersWithNothingMoreThanTheDependency() throws Exception {
        service.pay("watched", "1.00");
        awaitAction("Processed Payment", "watched");

        await().atMost(Rig.AMPLE)
                .untilAsserted(() -> assertThat(
                                service.get("/actuator/prometheus").lines())
                        .anyMatch(
                                line -> line.matches(
                                        "moesif_appender_actions_total\\{appender=\"MOESIF\",outcome=\"delivered\",.*} [1-9].*"))
                        .anyMatch(line -> line.matches("moesif_appender_requests_seconds_count\\{appender=\"MOESIF\","
                                + "outcome=\"success\"} [1-9].*"))
                        .contains("moesif_appender_oldest_unsent_age_seconds{appender=\"MOESIF\"} 0.0"));
    }

    @Test
    void restartInTheSameJvm_leavesNoThreadAndNoLock() throws Exception {
        service.restart("test");
        ReceivedAction closed = awaitAction("Closed Books", "acme");
        assertThat(closed.metadata()).containsKey("payments");
        service.awaitNoThreads();
        assertThat(service.locks()).isZero();
        assertThat(service.get("/actuator/prometheus")).doesNotContain("moesif");

        service.restart("production");
        service.pay("afterRestart", "1.00");
        awaitAction("Processed Payment", "afterRestart");
        service.awaitThreadsOfOneAppender();
        assertThat(service.locks()).isOne();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void sigterm_deliversTheLastWordsOfABean() throws Exception {
        service.pay("last", "1.00");

        assertThat(service.terminate()).as("128 + SIGTERM").isEqualTo(143);

        assertThat(collector.actions()).extracting(ReceivedAction::actionName).contains("Closed Books");
        assertThat(service.locks()).isZero();
    }
}
