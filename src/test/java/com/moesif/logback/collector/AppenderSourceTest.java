package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Ports;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the page asks for figures, and what it shows of that. */
@Timeout(60)
class AppenderSourceTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"shop:9010", "service:jmx:rmi:///jndi/rmi://shop:9010/jmxrmi"})
    void addressThatSomebodyHasGiven_isShown(String address) {
        assertThat(AppenderSource.at(address).title()).isEqualTo(address);
    }

    /** Whoever reads it may ask that agent for more than figures. */
    @Test
    void addressOfAnAgentStartedForUs_isNotShown() {
        assertThat(AppenderSource.at("service:jmx:rmi://127.0.0.1/stub/rO0ABXNyAC5qYXZheC5t")
                        .title())
                .isEqualTo("another process");
    }

    /** It was told that it could not be asked, a moment before it could. */
    @Test
    void whoeverComesSecond_waitsForTheFirst() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        List<Thread> readers = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            AppenderSource source = AppenderSource.at("127.0.0.1:" + silent.getLocalPort());
            readers.add(reading(source, said));
            try (Socket asked = silent.accept()) {
                assertThat(asked.isConnected()).isTrue();
                Thread second = reading(source, said);
                readers.add(second);
                await().atMost(AMPLE).until(() -> second.getState() == Thread.State.TIMED_WAITING || !said.isEmpty());
                assertThat(said).isEmpty();
            }
        }
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(said).hasSize(2).allSatisfy(text -> assertThat(text).doesNotContain("another page"));
    }

    private static Thread reading(AppenderSource source, List<String> said) {
        Thread thread = new Thread(() -> {
            try {
                said.add("read " + source.read());
            } catch (IOException e) {
                said.add(e.toString());
            }
        });
        thread.start();
        return thread;
    }

    /** RMI says what it was in a second line, behind "nested exception is:". */
    @Test
    void whyItCantBeAsked_isSaidToItsEnd() throws Exception {
        AppenderSource source = AppenderSource.at("127.0.0.1:" + Ports.free());
        try (LocalCollector collector = LocalCollector.start(0, Kept.EVERYTHING, source)) {
            Client client = new Client(collector);

            assertThat(client.send(client.to("/ledger").GET()).body())
                    .containsPattern("\"The appender can't be asked: [^\"]*refused[^\"]*\"")
                    .doesNotContain("nested exception");
        }
    }

    @Test
    void ofWhatIsBehindAFailure_theLastWordsAreSaid() {
        assertThat(LedgerView.reason(new IOException("it is closing", new InterruptedException())))
                .isEqualTo("it is closing");
        assertThat(LedgerView.reason(new IOException(new SecurityException("Credentials required"))))
                .isEqualTo("Credentials required");
        assertThat(LedgerView.reason(new IOException(
                        "Error unmarshaling; nested exception is: \n\tjava.io.EOFException", new EOFException())))
                .isEqualTo("Error unmarshaling; nested exception is: java.io.EOFException");
        assertThat(LedgerView.reason(new IOException("not now", new UnknownHostException("shop"))))
                .isEqualTo("UnknownHostException: shop");
        assertThat(LedgerView.reason(new EOFException())).isEqualTo("EOFException");
    }
}
