package com.moesif.logback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.moesif.logback.harness.Certificates;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.TestProxy;
import com.moesif.logback.harness.TlsFront;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through an HTTP proxy, with and without credentials, plain and by CONNECT. */
class ProxyTest {
    private static final String USER = "proxy-user";
    private static final String SECRET = "open-sesame-4711";
    private static final String CREDENTIALS = "<username>" + USER + "</username><password>" + SECRET + "</password>";

    @TempDir
    static Path directory;

    private static Certificates certificates;
    private static String ssl;

    @BeforeAll
    static void issue() throws Exception {
        certificates = new Certificates(directory);
        ssl = "<ssl><trustStore><location>" + certificates.trustStore().toUri() + "</location><password>"
                + Certificates.PASSWORD + "</password></trustStore></ssl>";
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void plainRequests_goThroughTheProxy(boolean withCredentials) throws Exception {
        try (TestProxy proxy = new TestProxy(withCredentials ? USER + ":" + SECRET : null);
                Rig rig = new Rig()) {
            rig.configure(rig.collector.baseUri().toString(), proxy.element(withCredentials ? CREDENTIALS : ""));
            rig.log(30).awaitAllDelivered();

            assertThat(proxy.passed).isNotEmpty().allMatch(line -> line.startsWith("POST http://127.0.0.1:"));
            assertThat(proxy.refused.isEmpty()).isEqualTo(!withCredentials);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tls_goesThroughTheProxyByConnect(boolean withCredentials) throws Exception {
        try (TestProxy proxy = new TestProxy(withCredentials ? USER + ":" + SECRET : null);
                Rig rig = new Rig();
                TlsFront front = new TlsFront(certificates.server("good"), rig.collector.port())) {
            rig.configure(front.uri(), ssl + proxy.element(withCredentials ? CREDENTIALS : ""));
            rig.log(30).awaitAllDelivered();

            assertThat(proxy.passed).isNotEmpty().allMatch(line -> line.startsWith("CONNECT localhost:"));
            assertThat(front.protocols).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wrongCredentials_pauseAndSayWhy(boolean tunnel) throws Exception {
        try (TestProxy proxy = new TestProxy(USER + ":" + SECRET);
                Rig rig = new Rig();
                TlsFront front = new TlsFront(certificates.server("good"), rig.collector.port())) {
            String uri = tunnel ? front.uri() : rig.collector.baseUri().toString();
            String wrong = CREDENTIALS.replace(SECRET, "wrong");
            rig.configure(uri, ssl + proxy.element(wrong) + "<shutdownTimeout>0</shutdownTimeout>");
            rig.log(3).awaitWarning("The proxy wants credentials: check <proxy>");
            assertThat(rig.collector.requests()).isZero();

            rig.configure(uri, ssl + proxy.element(CREDENTIALS));
            rig.awaitAllDelivered();
            assertThat(rig.counts().in().recovered()).isEqualTo(3);
        }
    }

    /** Logback would print it, and nobody could keep it from that, if it stood in the configuration. */
    @Test
    void passwordWithABrace_comesFromAFile_andIsNeverPrinted() throws Exception {
        String secret = "pass{word 4711";
        Path file = Files.writeString(directory.resolve("password"), secret + "\n");
        try (TestProxy proxy = new TestProxy(USER + ":" + secret);
                Rig rig = new Rig()) {
            rig.configure(
                    rig.collector.baseUri().toString(),
                    proxy.element("<username>" + USER + "</username><passwordFile>" + file + "</passwordFile>"));
            rig.log(3).awaitAllDelivered();

            assertThat(proxy.passed).isNotEmpty();
            rig.context.stop();
            assertThat(rig.allStatuses()).noneMatch(status -> status.contains("word 4711"));
        }
    }

    @Test
    void passwordFileThatGivesNone_isAnError_andNothingIsSent() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        for (Path file : List.of(empty, directory.resolve("missing"))) {
            try (TestProxy proxy = new TestProxy(null);
                    Rig rig = new Rig()) {
                rig.configure(
                        rig.collector.baseUri().toString(),
                        proxy.element("<username>a</username><passwordFile>" + file + "</passwordFile>")
                                + "<shutdownTimeout>0</shutdownTimeout>");

                assertThat(rig.errors()).anyMatch(error -> error.contains("<passwordFile> '" + file + "'"));
                rig.log(1);
                rig.context.stop();
                assertThat(rig.collector.requests()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 302, 400, 404, 413, 429, 502})
    void anAnswerToConnect_costsNoAction(int status) throws Exception {
        try (TestProxy proxy = new TestProxy(null);
                Rig rig = new Rig();
                TlsFront front = new TlsFront(certificates.server("good"), rig.collector.port())) {
            proxy.answers(status);
            rig.configure(front.uri(), ssl + proxy.element("<username>a</username><password>b</password>"));
            rig.log(4).awaitRetries(3);
            // By now each of them would have been refused alone.
            assertThat(rig.counts().delivered()).isZero();
            assertThat(rig.warnings()).anyMatch(text -> text.contains("can't be reached") && !text.contains(SECRET));
            if (status >= 300) {
                rig.awaitWarning("the proxy answers CONNECT with HTTP " + status + ": check <proxy>");
            }

            proxy.answers(0);
            rig.log(1).awaitAllDelivered();
            assertThat(proxy.refused).allMatch(line -> line.startsWith("CONNECT"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 405, 407})
    void anAnswerToConnectThatSomebodyHasToMend_pausesWithARemedyForTheProxy(int status) throws Exception {
        try (TestProxy proxy = new TestProxy(null);
                Rig rig = new Rig();
                TlsFront front = new TlsFront(certificates.server("good"), rig.collector.port())) {
            proxy.answers(status);
            rig.configure(front.uri(), ssl + proxy.element(""));
            rig.log(4)
                    .awaitWarning("Delivery pauses (the proxy answers CONNECT with HTTP " + status + ")")
                    .awaitWarning("check <proxy>");
            assertThat(rig.warnings()).noneMatch(text -> text.contains("<applicationId>"));

            proxy.answers(0);
            rig.awaitAllDelivered();
        }
    }

    @Test
    void credentials_areInNoLogEventOfAnyLoggerAtDebug() throws Exception {
        List<ILoggingEvent> events = new ArrayList<>();
        try (TestProxy proxy = new TestProxy(USER + ":" + SECRET);
                Rig rig = Rig.global();
                TlsFront front = new TlsFront(certificates.server("good"), rig.collector.port())) {
            for (String uri : List.of(front.uri(), rig.collector.baseUri().toString())) {
                // What a user may have in his own configuration, after the appender.
                rig.configure(
                        uri,
                        ssl + proxy.element(CREDENTIALS),
                        "<logger name='org.apache.hc.client5.http.headers' level='TRACE'/>"
                                + "<logger name='org.apache.hc' level='TRACE'/>");
                ListAppender<ILoggingEvent> list = new ListAppender<>();
                list.setContext(rig.context);
                list.start();
                Logger root = rig.context.getLogger(Logger.ROOT_LOGGER_NAME);
                root.setLevel(Level.TRACE);
                root.addAppender(list);
                rig.log(10).awaitAllDelivered();
                rig.appender().stop();
                events.addAll(new ArrayList<>(list.list));
            }
            assertThat(proxy.refused).isNotEmpty();
            assertThat(rig.allStatuses())
                    .noneMatch(status -> status.contains(SECRET) || status.contains("the-secret-id"));
        }
        String encoded = Base64.getEncoder().encodeToString((USER + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        assertThat(events)
                .as("HttpClient's own")
                .anyMatch(event -> event.getLoggerName().startsWith("org.apache.hc"));
        assertThat(events.stream()
                        .map(event -> event.getLoggerName() + " " + event.getFormattedMessage())
                        .filter(line ->
                                line.contains(SECRET) || line.contains(encoded) || line.contains("the-secret-id")))
                .isEmpty();
    }
}
