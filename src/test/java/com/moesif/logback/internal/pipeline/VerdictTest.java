package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.transport.Answer;
import com.moesif.logback.internal.transport.BrokerError;
import com.moesif.logback.internal.transport.TunnelRefused;
import com.moesif.logback.internal.transport.UnknownRoute;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the table of answers. */
class VerdictTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void success_isDelivered(int status) {
        assertThat(of(status, 100)).isInstanceOf(Verdict.Delivered.class);
    }

    @ParameterizedTest
    @CsvSource({"text/html,''", "TEXT/HTML,{}", "application/json,<html>", "'','  <!doctype html>'"})
    void successWithAPage_isNoAcknowledgement(String contentType, String body) {
        Verdict verdict = Verdict.of(new Answer(200, contentType, "", body, null), history(3, 0), NOW);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Pause.class, pause -> assertThat(pause.remedy()).contains("baseUri"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 504, 599})
    void passingTrouble_isRetried(int status) {
        assertThat(of(status, 100)).isInstanceOf(Verdict.Retry.class);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                100, 199, 300, 301, 302, 304, 307, 308, 401, 402, 403, 404, 405, 406, 407, 409, 410, 415, 418, 422, 451
            })
    void whatSomebodyHasToMend_pausesWithARemedy(int status) {
        assertThat(of(status, 100)).isInstanceOfSatisfying(Verdict.Pause.class, pause -> {
            assertThat(pause.why()).isEqualTo("HTTP " + status);
            assertThat(pause.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "300,The collector has moved",
        "399,The collector has moved",
        "401,The application id is wrong or missing: check <applicationId>",
        "402,The Moesif subscription is inactive",
        "403,firewalls in between",
        "404,There is no Collector API at this address: check <baseUri>",
        "405,There is no Collector API at this address: check <baseUri>",
        "406,doesn't take what arrives as JSON",
        "407,The proxy wants credentials: check <proxy>",
        "410,There is no Collector API at this address: check <baseUri>",
        "418,none that the Collector API documents"
    })
    void pause_namesTheRightRemedy(int status, String words) {
        assertThat(((Verdict.Pause) of(status, 1)).remedy()).contains(words);
    }

    /** Then others are asked with, one at a time: something that looks into what is sent may let them pass. */
    @ParameterizedTest
    @CsvSource({"403,true", "406,true", "401,false", "402,false", "404,false", "407,false", "301,false"})
    void pause_tellsWhetherItMayBeForTheseActionsThemselves(int status, boolean refused) {
        assertThat(((Verdict.Pause) of(status, 5)).refused()).isEqualTo(refused);
    }

    @Test
    void pageInTheCollectorsPlace_mayBeForTheseActionsThemselves() {
        Verdict verdict = Verdict.of(new Answer(200, "text/html", "", "", null), history(5, 0), NOW);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Pause.class,
                        pause -> assertThat(pause.refused()).isTrue());
    }

    static Stream<Answer> forbidding() {
        return Stream.of(answer(403, ""), answer(406, ""), new Answer(200, "text/html", "", "", null));
    }

    /** It was seen to forbid some and to let others pass: then the bad one is looked for. */
    @ParameterizedTest
    @MethodSource("forbidding")
    void somethingThatForbidsSomeActions_isAskedForEachAlone(Answer answer) {
        assertThat(Verdict.of(answer, new Verdict.History(2, 19, true), NOW))
                .isInstanceOfSatisfying(
                        Verdict.Bisect.class,
                        bisect -> assertThat(bisect.tooLarge()).isFalse());
        assertThat(Verdict.of(answer, new Verdict.History(1, 19, true), NOW)).isInstanceOf(Verdict.Suspect.class);
        assertThat(Verdict.of(answer, new Verdict.History(2, 20, true), NOW))
                .as("and accepts nothing any more")
                .isInstanceOf(Verdict.Pause.class);
    }

    @ParameterizedTest
    @CsvSource({"401,wants credentials", "407,wants credentials", "403,allow its host", "405,allow its host"})
    void proxyThatOpensNoTunnel_pausesWithARemedyOfTheProxy(int status, String remedy) {
        assertThat(Verdict.of(Answer.failed(new TunnelRefused(status)), history(5, 0), NOW))
                .isInstanceOfSatisfying(Verdict.Pause.class, pause -> {
                    assertThat(pause.why()).isEqualTo("the proxy answers CONNECT with HTTP " + status);
                    assertThat(pause.remedy()).contains(remedy);
                    assertThat(pause.refused()).as("it has seen no action").isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 429, 502, 503})
    void proxyThatCanOpenNoTunnelNow_isRetriedWhenItSays(int status) {
        Answer answer = new Answer(0, "", "120", "", new TunnelRefused(status));

        assertThat(Verdict.of(answer, history(5, 0), NOW)).isInstanceOfSatisfying(Verdict.Retry.class, retry -> {
            assertThat(retry.why()).contains("HTTP " + status, "check <proxy>");
            assertThat(retry.atLeast()).isEqualTo(Duration.ofSeconds(120));
        });
    }

    @Test
    void wayThatIsNotKnown_pausesUntilTheConfigurationIsMended() {
        Answer[] answer = {null};
        new UnknownRoute("<baseUri>").post(null, its -> answer[0] = its);

        assertThat(Verdict.of(answer[0], history(5, 0), NOW)).isInstanceOfSatisfying(Verdict.Pause.class, pause -> {
            assertThat(pause.why()).isEqualTo("<baseUri> is wrong");
            assertThat(pause.remedy()).contains("the error of the start");
        });
    }

    /** Its size is no trouble there: batches need not become smaller. */
    @Test
    void wordOfABroker_isOfARecordOrOfAll() {
        BrokerError ofRecord = BrokerError.ofRecord(413, "it is too large");
        BrokerError passing = BrokerError.passing("there is no leader");
        BrokerError lasting = BrokerError.lasting(403, "not allowed", "Allow it");

        assertThat(Verdict.of(ofRecord.answer(), history(2, 0), NOW))
                .isEqualTo(new Verdict.Bisect("it is too large", false));
        assertThat(Verdict.of(ofRecord.answer(), history(1, 0), NOW)).isEqualTo(new Verdict.Suspect("it is too large"));
        assertThat(Verdict.of(passing.answer(), history(1, 0), NOW))
                .isEqualTo(new Verdict.Retry("there is no leader", Duration.ZERO));
        assertThat(Verdict.of(lasting.answer(), history(1, 0), NOW))
                .isEqualTo(new Verdict.Pause("not allowed", "Allow it", false));
    }

    @Test
    void badRequestForMany_bisects() {
        assertThat(of(400, 2)).isEqualTo(new Verdict.Bisect("HTTP 400", false));
    }

    @Test
    void badRequestForOne_isSuspect() {
        assertThat(of(400, 1)).isInstanceOf(Verdict.Suspect.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void badRequestAfterTwentySuspects_pauses(int actions) {
        assertThat(Verdict.of(answer(400, ""), history(actions, 20), NOW)).isInstanceOf(Verdict.Pause.class);
        assertThat(Verdict.of(answer(400, ""), history(actions, 19), NOW)).isNotInstanceOf(Verdict.Pause.class);
    }

    @Test
    void tooLargeForMany_bisectsAndSaysSo() {
        assertThat(of(413, 2)).isEqualTo(new Verdict.Bisect("HTTP 413", true));
    }

    @Test
    void tooLargeForOne_isSuspect() {
        assertThat(of(413, 1)).isInstanceOf(Verdict.Suspect.class);
    }

    static Stream<Throwable> failuresOfTheWay() {
        return Stream.of(
                new ConnectException("refused"),
                new SocketTimeoutException("slow"),
                new UnknownHostException("no.such.host"),
                new IOException("reset"),
                new IllegalStateException("anything"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheWay")
    void failureOfTheWay_isRetried(Throwable failure) {
        assertThat(Verdict.of(Answer.failed(failure), history(5, 0), NOW))
                .isInstanceOfSatisfying(
                        Verdict.Retry.class,
                        retry -> assertThat(retry.atLeast()).isZero());
    }

    static Stream<Throwable> failuresOfTrust() {
        return Stream.of(
                new SSLHandshakeException("expired"),
                new SSLPeerUnverifiedException("wrong host"),
                new IOException("wrapped", new SSLHandshakeException("x")),
                new SSLHandshakeException("y").initCause(new CertificateExpiredException()),
                new SSLException("Received fatal alert: unknown_ca"),
                new SSLException("z", new CertificateExpiredException()),
                // HttpCore's word, with more to it.
                new SSLHandshakeException("TLS handshake failed").initCause(new SSLHandshakeException("expired")));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTrust")
    void failureOfTrust_pauses(Throwable failure) {
        assertThat(Verdict.of(Answer.failed(failure), history(5, 0), NOW))
                .isInstanceOfSatisfying(
                        Verdict.Pause.class, pause -> assertThat(pause.remedy()).contains("certificate"));
    }

    static Stream<Throwable> failuresWithinAHandshake() {
        return Stream.of(
                new SSLHandshakeException("TLS handshake failed"),
                new SSLException("closing inbound before receiving peer's close_notify"),
                new SSLHandshakeException("Remote host terminated the handshake").initCause(new EOFException()),
                new SSLException("Connection reset", new SocketException("Connection reset")),
                new SSLException("Unrecognized SSL message, plaintext connection?"),
                new SSLHandshakeException("Remote host terminated the handshake"),
                new SSLHandshakeException("An established connection was aborted by the software in your host machine"),
                new SSLHandshakeException("x")
                        .initCause(new SSLException("closing inbound before receiving peer's close_notify")),
                new SSLHandshakeException("gone").initCause(new EOFException()),
                // What no TLS has said.
                new IOException("Received fatal alert: unknown_ca"),
                new IOException("z", new CertificateExpiredException()));
    }

    @ParameterizedTest
    @MethodSource("failuresWithinAHandshake")
    void handshakeThatWasCutOff_isRetried(Throwable failure) {
        assertThat(Verdict.of(Answer.failed(failure), history(5, 0), NOW)).isInstanceOf(Verdict.Retry.class);
    }

    /** The sender must come to an end with it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void failureWhoseCausesGoInACircle_isRetried(boolean encrypted) {
        IOException one = encrypted ? new SSLException("one") : new IOException("one");
        one.initCause(new IOException("two", one));

        Verdict verdict = Verdict.of(Answer.failed(one), history(5, 0), NOW);

        assertThat(verdict).isInstanceOf(Verdict.Retry.class);
    }

    /** It will not come by waiting. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org/apache/hc/client5/http/Foo | classifier 'all'",
                "jdk/net/ExtendedSocketOptions | The Java run-time has no jdk.net.ExtendedSocketOptions"
            })
    void classThatIsMissing_pausesAndSaysWhatToDo(String name, String remedy) {
        Throwable failure = new IllegalStateException(new NoClassDefFoundError(name));

        assertThat(Verdict.of(Answer.failed(failure), history(5, 0), NOW))
                .isInstanceOfSatisfying(
                        Verdict.Pause.class, pause -> assertThat(pause.remedy()).contains(remedy));
    }

    /** The JVM initialises a class once; to those that come later it has only a text of what went wrong then. */
    @Test
    void classWhoseInitializerFailed_isTheSameTroubleEachTime() {
        Throwable first = new NoClassDefFoundError("jdk/net/Sockets");
        Throwable initializer = new ExceptionInInitializerError(
                "Exception java.lang.NoClassDefFoundError: jdk/net/Sockets [in thread \"moesif-1\"]");
        Throwable later =
                new NoClassDefFoundError("Could not initialize class org.apache.hc.Foo").initCause(initializer);

        assertThat(Verdict.of(Answer.failed(later), history(5, 0), NOW))
                .isEqualTo(Verdict.of(Answer.failed(first), history(5, 0), NOW))
                .isInstanceOfSatisfying(
                        Verdict.Pause.class,
                        pause -> assertThat(pause.remedy()).contains("add jdk.net to its --add-modules"));
    }

    static Stream<Arguments> retryAfters() {
        return Stream.of(
                Arguments.of("120", Duration.ofSeconds(120)),
                Arguments.of("0", Duration.ZERO),
                Arguments.of(" 7 ", Duration.ofSeconds(7)),
                Arguments.of("86400", Duration.ofDays(1)),
                Arguments.of("Mon, 23 Nov 2026 10:00:30 GMT", Duration.ofSeconds(30)),
                Arguments.of("Mon, 23 Nov 2026 09:59:30 GMT", Duration.ZERO),
                Arguments.of("-5", Duration.ZERO),
                Arguments.of("1.5", Duration.ZERO),
                Arguments.of("soon", Duration.ZERO),
                Arguments.of("000000000000120", Duration.ofSeconds(120)),
                Arguments.of("99999999999999999999", Duration.ofSeconds(999_999_999)),
                Arguments.of("", Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("retryAfters")
    void retryAfter_isAFloor(String header, Duration floor) {
        for (int status : new int[] {429, 503}) {
            assertThat(Verdict.of(answer(status, header), history(5, 0), NOW))
                    .isEqualTo(new Verdict.Retry("HTTP " + status, floor));
        }
    }

    private static Verdict of(int status, int actions) {
        return Verdict.of(answer(status, ""), history(actions, 0), NOW);
    }

    private static Answer answer(int status, String retryAfter) {
        return new Answer(status, "application/json", retryAfter, "{}", null);
    }

    private static Verdict.History history(int actions, int suspects) {
        return new Verdict.History(actions, suspects);
    }
}
