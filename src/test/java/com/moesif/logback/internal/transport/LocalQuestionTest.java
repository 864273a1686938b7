package com.moesif.logback.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.BasicEndpointDetails;
import org.apache.hc.core5.http.impl.BasicHttpConnectionMetrics;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

/** Whose question is heard: one that comes over a connection that ends on this machine, and at the collector itself. */
class LocalQuestionTest {
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 9500);
    private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.7", 9500);
    private static final HttpRoute DIRECT = new HttpRoute(new HttpHost("localhost", 9500));
    private static final HttpRoute BY_PROXY =
            new HttpRoute(new HttpHost("localhost", 9500), null, new HttpHost("127.0.0.1", 3128), false);

    private final List<String> became = new ArrayList<>();
    private byte[] lines = "a line".getBytes(StandardCharsets.US_ASCII);
    private final LocalQuestion question = new LocalQuestion(() -> lines, () -> became.add("unwanted"));

    private static HttpClientContext context(SocketAddress remote, HttpRoute route) {
        HttpClientContext context = HttpClientContext.create();
        context.setRoute(route);
        context.setEndpointDetails(new BasicEndpointDetails(
                remote,
                HERE,
                new BasicHttpConnectionMetrics(new BasicHttpTransportMetrics(), new BasicHttpTransportMetrics()),
                Timeout.of(Duration.ofSeconds(1))));
        return context;
    }

    private List<String> answered(boolean asked, HttpClientContext context) {
        question.answered(asked, context, said -> became.add(new String(said, StandardCharsets.US_ASCII)));
        return became;
    }

    @Test
    void fromHere_isAnswered() {
        assertThat(answered(true, context(HERE, DIRECT))).containsExactly("a line");
    }

    @Test
    void withNothingToSay_nothingIsSaid() {
        lines = null;
        assertThat(answered(true, context(HERE, DIRECT))).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotAsk_isANo() {
        assertThat(answered(false, context(HERE, DIRECT))).containsExactly("unwanted");
    }

    @Test
    void fromAnotherMachine_isNotHeard() {
        assertThat(answered(true, context(ELSEWHERE, DIRECT))).containsExactly("unwanted");
    }

    @Test
    void fromAnAddressThatDidNotResolve_isNotHeard() {
        SocketAddress unresolved = InetSocketAddress.createUnresolved("localhost", 9500);
        assertThat(answered(true, context(unresolved, DIRECT))).containsExactly("unwanted");
    }

    /** The JVM's own proxy, which a configuration says nothing of. */
    @Test
    void fromAProxyOnThisMachine_isNotHeard() {
        assertThat(answered(true, context(HERE, BY_PROXY))).containsExactly("unwanted");
    }

    @Test
    void overAWayThatNobodyKnows_isNotHeard() {
        assertThat(answered(true, null)).containsExactly("unwanted");
        assertThat(answered(true, HttpClientContext.create())).hasSize(2);
        assertThat(answered(true, context(HERE, null))).hasSize(3).containsOnly("unwanted");
    }
}
