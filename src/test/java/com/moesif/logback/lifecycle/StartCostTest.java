package com.moesif.logback.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.HostProcess;
import com.moesif.logback.harness.ShippingProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

    /** Answers its own first request only when whatever that does not need is waiting for the answer. */
    public static final class Asking {
        private Asking() {}

        public static void main(String[] args) throws Exception {
            LoggerContext context = new LoggerContext();
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                ShippingProgram.begin(context, "http://127.0.0.1:" + server.getLocalPort())
                        .atInfo()
                        .addKeyValue("action_name", "Asked")
                        .log("asked");
                try (Socket request = server.accept()) {
                    if (request.getInputStream().read() < 0) {
                        throw new IllegalStateException("no request");
                    }
                    while (!isSettling(Thread.State.TIMED_WAITING)) {
                        if (!isSettling(null)) {
                            throw new IllegalStateException("did not wait for the answer");
                        }
                    }
                    Answering.answer(request);
                    while (isSettling(null)) {
                        Thread.onSpinWait();
                    }
                }
                context.stop();
            }
        }

        /** @param state null for any */
        private static boolean isSettling(Thread.State state) {
            return Thread.getAllStackTraces().entrySet().stream()
                    .filter(thread -> Stream.of(thread.getValue())
                            .anyMatch(frame -> frame.getClassName()
                                    .equals("com.moesif.logback.internal.runtime.BackgroundStartup")))
                    .anyMatch(thread -> state == null || thread.getKey().getState() == state);
        }
    }

    /** To be found in the list of classes, by its place. */
    private static final class Answering {
        private Answering() {}

        static void answer(Socket request) throws IOException {
            request.getOutputStream()
                    .write("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
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
    void aFirstRequest_waitsForNothingItDoesNotNeed() throws Exception {
        List<String> loaded = loaded(Asking.class, "");

        assertThat(placeOf("com.sun.jmx.mbeanserver.JmxMBeanServer", loaded))
                .isGreaterThan(placeOf(Answering.class.getName(), loaded));
    }

    private static int placeOf(String className, List<String> loaded) {
        for (int i = 0; i < loaded.size(); i++) {
            if (loaded.get(i).contains(" " + className + " ")) {
                return i;
            }
        }
        throw new AssertionError(className + " was not loaded");
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
