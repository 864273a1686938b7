package com.moesif.logback.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourcePattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rights that {@link FleetPage} gives are enough, and none of them is too many. */
@Timeout(300)
@EnabledIfSystemProperty(named = "fleet.full", matches = "true", disabledReason = "the long form only")
class ConnectorRightsIT {
    private static final Duration AMPLE = Duration.ofSeconds(120);
    private static final String SERVICE = "payments";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    @TempDir
    private static Path directory;

    private static Broker broker;
    private static Worker worker;

    @BeforeAll
    static void begin() throws IOException {
        broker = new Broker(
                        directory.resolve("broker"),
                        Map.of(
                                "listener.name.secured.plain.sasl.jaas.config",
                                LOGIN + "user_payments=\"of-payments\" user_connect=\"of-connect\";"))
                .start();
        // The worker itself may do anything; its connector's clients come as the page's user.
        worker = new Worker(Files.createDirectories(directory.resolve("worker")), broker, ConnectorIT.JAR)
                .launch()
                .awaitReady();
    }

    @AfterAll
    static void end() {
        worker.close();
        broker.close();
    }

    static Stream<AclBinding> rights() {
        return FleetPage.rights().stream();
    }

    @ParameterizedTest
    @MethodSource("rights")
    void withoutOneOfThem_itIsRefused_andWithAllItWorks(AclBinding missing) {
        try (Route route = new Route(broker, worker)) {
            String id = UUID.randomUUID().toString();
            String dead = "made-by-connect-" + route.name;
            allow(
                    route,
                    dead,
                    FleetPage.rights().stream()
                            .filter(right -> !right.equals(missing))
                            .toList());
            route.with("tasks.max", "1").with("errors.deadletterqueue.topic.name", dead);
            for (String client : List.of("consumer", "producer", "admin")) {
                credentials("connect").forEach((name, value) -> route.with(client + ".override." + name, value));
            }
            route.sendActions(10).send("no JSON").tryToConnect();
            if (missing.entry().principal().equals("User:" + SERVICE)) {
                assertThatThrownBy(() -> produce(route.topic, id))
                        .hasRootCauseInstanceOf(TopicAuthorizationException.class);
                allow(route, dead, List.of(missing));
            } else if (missing.entry().operation() == AclOperation.WRITE) {
                // Connect takes what its producer refuses at once for written.
                await().atMost(AMPLE)
                        .until(() -> worker.said().contains("Not authorized to access topics: [" + dead + "]"));
                route.awaitAll();
                assertThat(broker.records(dead)).isEmpty();
                allow(route, dead, List.of(missing));
                route.send("no JSON");
            } else {
                await().atMost(AMPLE)
                        .untilAsserted(
                                () -> assertThat(worker.failure(route.name)).contains("AuthorizationException"));
                allow(route, dead, List.of(missing));
                worker.restart(route.name);
            }

            produce(route.topic, id);
            route.sendActions(10).awaitAll();
            await().atMost(AMPLE)
                    .until(() -> broker.topics().contains(dead)
                            && !broker.records(dead).isEmpty());
            await().atMost(AMPLE).until(() -> route.arrived.contains(id));
        }
    }

    private static void produce(String topic, String id) {
        try (var producer = Broker.producer(Map.copyOf(credentials(SERVICE)))) {
            producer.send(new ProducerRecord<>(topic, Route.action(id).getBytes(UTF_8)))
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> credentials(String user) {
        return Map.of(
                "bootstrap.servers",
                broker.securedServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + "username=\"" + user + "\" password=\"of-" + user + "\";");
    }

    /** The page's names, in those of this route. */
    private static void allow(Route route, String dead, List<AclBinding> rights) {
        Map<String, String> names =
                Map.of("moesif-actions", route.topic, "moesif-actions-dead", dead, "connect-usage", route.group());
        try (Admin admin = broker.admin()) {
            Broker.done(admin.createAcls(rights.stream()
                            .map(right -> new AclBinding(
                                    new ResourcePattern(
                                            right.pattern().resourceType(),
                                            names.get(right.pattern().name()),
                                            right.pattern().patternType()),
                                    right.entry()))
                            .toList())
                    .all());
        }
    }
}
