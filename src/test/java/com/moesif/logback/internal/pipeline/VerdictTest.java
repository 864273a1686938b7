package com.moesif.logback.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.transport.Answer;
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
    @CsvSource({"401,applicationId", "402,subscription", "404,baseUri", "407,proxy", "301,baseUri"})
    void pause_namesTheRightRemedy(int status, String word) {
        assertThat(((Verdict.Pause) of(status, 1)).remedy()).contains(word);
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
                new SSLHandshakeException("y").initCause(new CertificateExpiredException()));
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
                new SSLException("Unrecognized SSL message, plaintext connection?"));
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
