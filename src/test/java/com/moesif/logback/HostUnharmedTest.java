package com.moesif.logback;

import static com.moesif.logback.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
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
class HostUnharmedTest {
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

    /** An application of its own in a container: nothing is shared but the JDK. */
    static final class ChildFirst extends URLClassLoader {
        ChildFirst() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (Class<?> type : List.of(
                    MoesifAppender.class,
                    ShippingProgram.class,
                    ch.qos.logback.classic.LoggerContext.class,
                    ch.qos.logback.core.Context.class,
                    org.slf4j.Logger.class,
                    tools.jackson.databind.ObjectMapper.class,
                    tools.jackson.core.JsonParser.class,
                    com.fasterxml.jackson.annotation.JsonInclude.class,
                    org.jctools.queues.MessagePassingQueue.class,
                    org.apache.hc.client5.http.impl.async.HttpAsyncClients.class,
                    org.apache.hc.core5.http.HttpHost.class,
                    org.apache.hc.core5.http2.HttpVersionPolicy.class)) {
                urls.add(type.getProtectionDomain().getCodeSource().getLocation());
            }
            return urls.toArray(URL[]::new);
        }
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
