package com.moesif.logback.hosts;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.ReceivedAction;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The appender in a web application of a real Tomcat, which comes and goes while the JVM stays. */
@Timeout(180)
class WebApplicationTest {
    /** The second meets what the first has left. */
    private static final int ROUNDS = 2;

    private final LocalCollector collector = LocalCollector.start(0);
    private final Set<String> propertiesBefore = properties();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        collector.close();
    }

    private WebApplication application(String elements) throws Exception {
        return new WebApplication(directory, "<baseUri>" + collector.baseUri() + "</baseUri>" + elements);
    }

    private String spool(String more) {
        return "<spool><directory>" + directory.resolve("spool") + "</directory>" + more + "</spool>";
    }

    @Test
    void deployedAgainAndAgain_leavesNothingBehind() throws Exception {
        // With it the container's threads, which stay, run more of ours than without.
        try (WebApplication application = application(spool("<durability>write</durability>"))) {
            for (int round = 1; round <= ROUNDS; round++) {
                WeakReference<ClassLoader> loader = comeAndGo(application, round);

                assertThat(collector.actions()).as("delivered at the stop").hasSize(round);
                assertNothingLeft(loader);
            }
        }
        assertThat(collector.actions().stream().map(action -> action.metadata().get("number")))
                .containsExactly("1", "2");
        assertThat(collector.refusals()).isEmpty();
    }

    @Test
    void undeployedWhileTheCollectorIsDown_leavesItsActionsToTheNextDeployment() throws Exception {
        collector.playAlways(Fault.status(503));
        try (WebApplication application = application("<shutdownTimeout>200 ms</shutdownTimeout>" + spool(""))) {
            assertNothingLeft(comeAndGo(application, 1));
            collector.behave();
            application.deploy();

            await().atMost(AMPLE)
                    .untilAsserted(() -> assertThat(collector.actions().stream()
                                    .map(action -> action.metadata().get("number")))
                            .containsExactly("1"));
        }
    }

    @Test
    void undeployedAtOnce_harmsNothing() throws Exception {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, t) -> uncaught.add(t));
        try (WebApplication application = application("")) {
            for (int round = 1; round <= ROUNDS; round++) {
                WeakReference<ClassLoader> loader = new WeakReference<>(application.deploy());
                // A thread of ours may still be loading classes, from a class loader that is closed now.
                application.undeploy();

                assertNothingLeft(loader);
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(null);
        }
        assertThat(uncaught).isEmpty();
    }

    @Test
    void logbacksServletFilter_givesEachActionItsOwnRequest() throws Exception {
        String address;
        try (WebApplication application = application("")) {
            application.deploy();
            address = application.address();
            application.pay(1, "User-Agent", "Acme/1.0", "X-Forwarded-For", "203.0.113.9, 10.0.0.7");
            application.pay(2, "User-Agent", "Other/2.0");
            application.undeploy();
        }

        assertThat(collector.actions())
                .hasSize(2)
                .allSatisfy(action -> assertThat(action.request()).containsEntry("uri", address));
        assertThat(request("1"))
                .containsEntry("user_agent_string", "Acme/1.0")
                .containsEntry("ip_address", "203.0.113.9");
        assertThat(request("2"))
                .containsEntry("user_agent_string", "Other/2.0")
                .containsEntry("ip_address", "127.0.0.1");
        assertThat(collector.actions().stream().map(ReceivedAction::metadata))
                .allSatisfy(fields -> assertThat(fields).containsOnlyKeys("number", "card"));
    }

    private Map<String, Object> request(String number) {
        return collector.actions().stream()
                .filter(action -> number.equals(action.metadata().get("number")))
                .findFirst()
                .orElseThrow()
                .request();
    }

    private static WeakReference<ClassLoader> comeAndGo(WebApplication application, int number) throws Exception {
        ClassLoader loader = application.deploy();
        application.pay(number);
        assertThat(threadsOf(loader)).as("the appender is its own").anyMatch(name -> name.startsWith("moesif-WEB"));
        await().atMost(AMPLE).until(() -> beans() == 1);
        application.undeploy();
        return new WeakReference<>(loader);
    }

    private void assertNothingLeft(WeakReference<ClassLoader> loader) throws Exception {
        // A stop waits a moment for them, not for ever: on a busy machine the last may still be on its way out.
        await().atMost(AMPLE)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("moesif-WEB")));
        assertThat(beans()).isZero();
        assertThat(propertiesBefore).containsAll(properties());
        assertCollected(loader);
    }

    private static void assertCollected(WeakReference<ClassLoader> loader) throws IOException {
        try {
            await().atMost(AMPLE).until(() -> {
                System.gc();
                return loader.refersTo(null);
            });
        } catch (ConditionTimeoutException e) {
            ClassLoader kept = loader.get();
            // What else keeps it, a tool shows that reads heap dumps: "path to GC roots".
            Path dump = Path.of(
                    "target", "web-application-" + ProcessHandle.current().pid() + ".hprof");
            Files.deleteIfExists(dump);
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
            throw new AssertionError(kept + " stays; threads of it: " + threadsOf(kept) + "; see " + dump, e);
        }
    }

    private static List<String> threadsOf(ClassLoader loader) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() == loader)
                .map(Thread::getName)
                .toList();
    }

    /** Where spools are said to be held, by whichever class loader. */
    private static Set<String> properties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("com.moesif.logback."))
                .collect(Collectors.toSet());
    }

    private static int beans() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("com.moesif.logback:name=WEB,*"), null)
                .size();
    }
}
