package com.moesif.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.collector.LocalCollector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start does not pay for, because nobody needs it. */
class StartCostTest {
    @TempDir
    private Path directory;

    /** Starts an appender, logs what is no action, and ends when the appender's threads have nothing to do. */
    public static final class Starting {
        private Starting() {}

        public static void main(String[] args) {
            LoggerContext context = new LoggerContext();
            ShippingProgram.begin(context, args[0]).info("Started");
            while (!areOursAtRest()) {
                Thread.onSpinWait();
            }
            context.stop();
        }

        private static boolean areOursAtRest() {
            List<Thread> ours = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("moesif-"))
                    .toList();
            return ours.size() > 1
                    && ours.stream()
                            .allMatch(thread -> EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)
                                    .contains(thread.getState()));
        }
    }

    /** The classes that this program loads with this argument. */
    private List<String> loaded(Class<?> program, String argument) throws Exception {
        Path loaded = directory.resolve("loaded");
        HostProcess process = HostProcess.run(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                directory,
                List.of(System.getProperty("java.class.path")),
                List.of("-Xlog:class+load:file=" + loaded, program.getName(), argument));
        assertThat(process.code()).as("%s", process).isZero();
        return Files.readAllLines(loaded);
    }

    @Test
    void aPlainAddress_loadsNothingOfTls() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            List<String> loaded =
                    loaded(ShippingProgram.class, collector.baseUri().toString());

            assertThat(collector.actions()).isNotEmpty();
            assertThat(loaded)
                    .anyMatch(line -> line.contains("org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder"))
                    .noneMatch(line -> line.contains("sun.security.ssl.SSLContextImpl"));
        }
    }

    @Test
    void anApplicationThatStarts_hasTheProcessorsForItself() throws Exception {
        assertThat(loaded(Starting.class, "https://127.0.0.1:1"))
                .anyMatch(line -> line.contains("com.moesif.logback.internal.pipeline.Sender"))
                .noneMatch(line -> line.contains("org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder"))
                .noneMatch(line -> line.contains("sun.security.ssl.SSLContextImpl"))
                .noneMatch(line -> line.contains("com.sun.jmx.mbeanserver.JmxMBeanServer"))
                .noneMatch(line -> line.contains("tools.jackson.core.json.JsonFactory"))
                .noneMatch(line -> line.contains("tools.jackson.databind.json.JsonMapper"));
    }

    @Test
    void noStringIsJoinedByInvokedynamic() throws IOException {
        Path classes = Path.of("target", "classes");
        try (Stream<Path> all = Files.walk(classes)) {
            List<Path> ours =
                    all.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(ours).hasSizeGreaterThan(100).noneMatch(StartCostTest::joinsByInvokedynamic);
        }
    }

    private static boolean joinsByInvokedynamic(Path classFile) {
        try {
            return new String(Files.readAllBytes(classFile), StandardCharsets.ISO_8859_1).contains("makeConcatWith");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
