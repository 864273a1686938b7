package com.moesif.logback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.Certificates;
import com.moesif.logback.harness.Ports;
import com.moesif.logback.harness.TlsFront;
import com.moesif.logback.internal.pipeline.Verdicts;
import com.moesif.logback.internal.simulation.Weather;
import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.FixedCredential;
import com.moesif.logback.internal.transport.HttpTransport;
import com.moesif.logback.internal.transport.Payload;
import com.moesif.logback.internal.transport.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What a simulated network answers is what the real transport reports of a real one: the same status and type, a failure or
 * none, cut off or not, and the same decision on it.
 */
@Timeout(240)
class WeatherContractTest {
    private static final int NUMBER = 503;

    private final LocalCollector collector = LocalCollector.start(0);

    @TempDir
    private Path temp;

    @AfterEach
    void close() {
        collector.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            // The first ones end as the collector answers, or with no answer at all; the dial's own time has no place
            // to wait out here.
            names = {
                "CALM",
                "SLOW",
                "DOUBLED",
                "LATE",
                "SILENT",
                "ANSWER_LOST",
                "NO_CONNECTION",
                "CERTIFICATE",
                "HANDSHAKE_CUT",
                "TUNNEL_FORBIDDEN",
                "TUNNEL_BAD_GATEWAY"
            })
    void answer_isThatOfTheRealTransport(Weather weather) throws Exception {
        collector.playAlways(fault(weather));

        isSame(weather, real(uri(weather), null));
    }

    private Fault fault(Weather weather) {
        return switch (weather) {
            case CUT_BEFORE, LIMIT_CUT -> Fault.resetMidBody();
            case CUT_AFTER -> Fault.loseAnswer();
            case PORTAL -> Fault.status(200).body("text/html", "<html>Log in</html>");
            case PAGE_400 -> Fault.status(400).body("text/html", "<html>Bad request</html>");
            case FIREWALL -> Fault.status(NUMBER).body("text/html", "<html>Forbidden</html>");
            case GATEWAY_400, LIMIT_400 -> json(400);
            case LIMIT_413 -> json(413);
            case RATE_LIMIT -> json(429).header("Retry-After", "3");
            case STATUS_RETRY_SECONDS -> json(NUMBER).header("Retry-After", String.valueOf(NUMBER % 40));
            case STATUS_RETRY_DATE -> json(NUMBER).header("Retry-After", "Mon, 30 Nov 2026 12:00:00 GMT");
            default -> json(NUMBER);
        };
    }

    private static Fault json(int status) {
        return Fault.status(status).body("application/json", "{}");
    }

    private String uri(Weather weather) throws Exception {
        if (weather == Weather.UNKNOWN_HOST) {
            return "http://no-such-host.invalid";
        }
        if (weather == Weather.REFUSED) {
            return "http://127.0.0.1:" + Ports.free();
        }
        return collector.baseUri().toString();
    }

    @Test
    void handshakes_failAsReally() throws Exception {
        Certificates certificates = new Certificates(temp);
        try (TlsFront front = new TlsFront(certificates.server("good"), collector.port())) {
            // The JVM's own trust store knows nothing of this authority.
            isSame(Weather.CERTIFICATE, real(front.uri(), null));
            front.hangsUp = true;
            isSame(Weather.HANDSHAKE_CUT, real(front.uri(), null));
        }
    }

    private static Answer real(String base, Proxy proxy) throws Exception {
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Endpoint(
                        URI.create(base), new FixedCredential("the-id"), "our-name/1.2.3", proxy, null),
                new HttpTransport.Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 4),
                task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            byte[] body = "{\"action_name\":\"Tested\",\"request\":{}}".getBytes(StandardCharsets.UTF_8);
            transport.post(new Payload("/v1/actions", body, false), answer::complete);
            return answer.get(20, TimeUnit.SECONDS);
        } finally {
            transport.close();
        }
    }

    private static void isSame(Weather weather, Answer real) {
        Answer simulated = weather.answer(NUMBER, "Mon, 30 Nov 2026 12:00:00 GMT");

        assertThat(real.status()).as("%s", real).isEqualTo(simulated.status());
        assertThat(real.contentType()).isEqualTo(simulated.contentType());
        assertThat(real.retryAfter()).isEqualTo(simulated.retryAfter());
        assertThat(real.body()).isEqualTo(simulated.body());
        assertThat(real.failure() == null).as("%s", real).isEqualTo(simulated.failure() == null);
        assertThat(real.isCutOff()).as("%s", real).isEqualTo(simulated.isCutOff());
        for (int actions : new int[] {1, 2}) {
            assertThat(Verdicts.kind(real, actions)).as("%s", real).isEqualTo(Verdicts.kind(simulated, actions));
        }
    }
}
