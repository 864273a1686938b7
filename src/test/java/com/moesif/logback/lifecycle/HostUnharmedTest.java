package com.moesif.logback.lifecycle;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.ChildFirst;
import com.moesif.logback.harness.HostProcess;
import com.moesif.logback.harness.Jdks;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.ShippingProgram;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application must never notice of the appender in it. */
public class HostUnharmedTest {
    @Test
    void httpClientAtDebugIntoThisAppender_makesNoTrafficOfItsOwn() {
        try (Rig rig = Rig.global()) {
            rig.configure(
                    rig.collector.baseUri().toString(),
                    "<rule><message>*</message><actionName>Anything</actionName></rule>");
            rig.context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.TRACE);
            rig.collector.play(Fault.status(503), Fault.reset());
            rig.log(100).awaitAllDelivered();
            rig.appender().stop();

            assertThat(rig.counts().accepted()).isEqualTo(100);
            assertThat(rig.counts().droppedInAll()).isZero();
            assertThat(rig.counts().balance()).isTrue();
        }
    }

    @Test
    void startAndStop_leaveNoAlarmInTheApplicationsLog() {
        List<ILoggingEvent> alarms = new ArrayList<>();
        for (int round = 0; round < 30; round++) {
            try (Rig rig = Rig.global()) {
                rig.configure(rig.collector.baseUri().toString(), "");
                ListAppender<ILoggingEvent> list = new ListAppender<>();
                list.setContext(rig.context);
                list.start();
                rig.context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(list);
                rig.log(1).awaitAllDelivered();
                rig.appender().stop();
                await().atMost(AMPLE)
                        .until(() -> Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("moesif-RIG")));
                alarms.addAll(list.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                        .toList());
            }
        }
        assertThat(alarms).isEmpty();
    }

    @Test
    void aClassLoaderThatGoesAway_isCollected() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            WeakReference<ClassLoader> gone =
                    shipFromALoaderOfItsOwn(collector.baseUri().toString());

            assertThat(collector.actions()).hasSize(1_000);
            await().atMost(AMPLE).until(() -> {
                System.gc();
                return gone.get() == null;
            });
        }
    }

    private static WeakReference<ClassLoader> shipFromALoaderOfItsOwn(String uri) throws Exception {
        URLClassLoader loader = new ChildFirst();
        Class<?> program = loader.loadClass(ShippingProgram.class.getName());
        assertThat(program.getClassLoader()).isSameAs(loader);
        program.getMethod("ship", String.class, boolean.class).invoke(null, uri, false);
        // A stop waits a moment for them, not for ever: on a busy machine the last may still be on its way out.
        await().atMost(AMPLE)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("moesif-GUEST")));
        loader.close();
        return new WeakReference<>(loader);
    }

    @Test
    void virtualThreadsOfACurrentJdk_shipAsAnyOther(@TempDir Path directory) throws Exception {
        Optional<Path> java = Jdks.current();
        Assumptions.assumeTrue(java.isPresent(), "no JDK 21 or later: give one by JDK_CURRENT, or below /usr/lib/jvm");
        try (LocalCollector collector = LocalCollector.start(0)) {
            HostProcess process = HostProcess.run(
                    java.get(),
                    directory,
                    Stream.of(ChildFirst.classPath()).map(URL::getPath).toList(),
                    List.of(ShippingProgram.class.getName(), collector.baseUri().toString()));

            assertThat(process.code()).as("%s", process).isZero();
            assertThat(process.err()).noneMatch(line -> line.contains("WARNING"));
            assertThat(collector.actions().stream().map(action -> action.transactionId()))
                    .hasSize(1_000)
                    .doesNotHaveDuplicates();
        }
    }
}
