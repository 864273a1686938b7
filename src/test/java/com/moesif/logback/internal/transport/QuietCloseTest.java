package com.moesif.logback.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.moesif.logback.collector.LocalCollector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class QuietCloseTest {
    private static final byte[] ACTION = "{\"action_name\":\"Closed\",\"request\":{}}".getBytes(StandardCharsets.UTF_8);

    /** It did so in half of all stops, as a race within HttpClient would have it: 40 of them leave it no chance. */
    @Test
    void close_writesNothingIntoTheLogOfTheApplication() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        Logger http = (Logger) LoggerFactory.getLogger("org.apache.hc");
        AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                said.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage());
            }
        };
        ear.setContext(http.getLoggerContext());
        ear.start();
        http.setLevel(Level.INFO);
        http.addAppender(ear);
        try (LocalCollector collector = LocalCollector.start(0)) {
            for (int i = 0; i < 40; i++) {
                List<Thread> threads = new CopyOnWriteArrayList<>();
                HttpTransport transport = transport(collector, threads);
                CompletableFuture<Answer> answer = new CompletableFuture<>();
                transport.post(new Payload("/v1/actions", ACTION, false), answer::complete);
                answer.get(10, TimeUnit.SECONDS);
                transport.close();
                for (Thread thread : threads) {
                    thread.join();
                }
            }
        } finally {
            http.detachAppender(ear);
            http.setLevel(null);
        }

        assertThat(said).isEmpty();
    }

    private static HttpTransport transport(LocalCollector collector, List<Thread> threads) {
        return new HttpTransport(
                new HttpTransport.Endpoint(collector.baseUri(), new FixedCredential("id"), "test", null, null),
                new HttpTransport.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1),
                task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    threads.add(thread);
                    return thread;
                });
    }
}
