package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.Fault;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One action that is refused for what is in it holds nobody up, and is told apart from what was sent. */
@Timeout(180)
class SpoolRefusalTest {
    private static final String BAD = "drop table";
    private static final Pattern ID = Pattern.compile("\"transaction_id\":\"([^\"]+)\"");

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();

    @TempDir
    private Path temp;

    private SpoolScene scene;
    private HttpServer gateway;
    private volatile String refused = BAD;
    private volatile int status;

    @BeforeEach
    void open() throws IOException {
        scene = new SpoolScene(temp);
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", this::answer);
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
        scene.close();
    }

    /** Looks into what is sent, as a firewall for web applications does, or as a collector that refuses one action. */
    private void answer(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        String text = new String((zipped ? new GZIPInputStream(body) : body).readAllBytes(), StandardCharsets.UTF_8);
        boolean bad = text.contains(refused);
        if (!bad) {
            for (Matcher id = ID.matcher(text); id.find(); ) {
                accepted.add(id.group(1));
            }
        }
        exchange.sendResponseHeaders(bad ? status : 201, -1);
        exchange.close();
    }

    private int send(String... more) throws IOException {
        String[] options = new String[more.length + 3];
        options[0] = "--base-uri";
        options[1] = "http://127.0.0.1:" + gateway.getAddress().getPort();
        options[2] = "--yes";
        System.arraycopy(more, 0, options, 3, more.length);
        return scene.sendWith("spool", "the-id", options);
    }

    private void left(int before, int after) {
        scene.collector.playAlways(Fault.status(503));
        scene.service("MOESIF", "the-id").logs(before).logs(BAD).logs(after).close();
    }

    @Test
    void oneAmongOthers_isADeadLetter_andAllOthersArrive() throws IOException {
        left(25, 15);
        status = 400;

        assertThat(send()).isOne();

        assertThat(scene.out()).contains("delivered: 40, dead letters: 1");
        assertThat(scene.lastLine()).startsWith("1 dead letter is left in MOESIF-");
        assertThat(accepted).hasSize(40);
        assertThat(scene.files(".segment")).isEmpty();
    }

    /** Which the collector never does to one action: whatever is on the way stays under suspicion, and the action is no dead letter. */
    @Test
    void oneThatIsForbidden_stays_andAllOthersArrive() throws IOException {
        left(25, 15);
        status = 403;

        assertThat(send("--timeout", "8s")).isOne();

        assertThat(scene.out())
                .contains(
                        "delivered: 40, dead letters: 0",
                        "1 actions stay",
                        "refused by the collector (HTTP 403), or by something on the way to it");
        assertThat(scene.lastLine()).isEqualTo("Still there: 1 actions in 1 directory.");
        assertThat(accepted).hasSize(40);
    }

    @Test
    void whereItIsNotWaitedForAProof_onlyWhatWasNotSentCountsAsStillThere() throws IOException {
        left(25, 15);
        status = 400;

        assertThat(send("--timeout", "2s")).isOne();

        assertThat(scene.out()).contains("delivered: 40, dead letters: 0", "1 actions stay");
        assertThat(scene.lastLine()).isEqualTo("Still there: 1 actions in 1 directory.");
        assertThat(accepted).hasSize(40);
    }

    @Test
    void whereAllAreForbidden_theSendingEnds_andAllStay() throws IOException {
        left(25, 15);
        status = 403;
        refused = "";

        assertThat(send("--timeout", "2s")).isOne();

        assertThat(scene.out()).contains("delivered: 0, dead letters: 0", "not sent, since delivery pauses: HTTP 403");
        assertThat(scene.lastLine()).isEqualTo("Still there: 41 actions in 1 directory.");
    }
}
