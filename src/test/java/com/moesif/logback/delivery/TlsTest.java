package com.moesif.logback.delivery;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Certificates;
import com.moesif.logback.harness.HostProcess;
import com.moesif.logback.harness.Jdks;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.ShippingProgram;
import com.moesif.logback.harness.TlsFront;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with real certificates, through Logback's own {@code <ssl>}. */
class TlsTest {
    private static final String NO_STOP = "<shutdownTimeout>0</shutdownTimeout>";

    @TempDir
    static Path directory;

    private static Certificates certificates;
    private static Path trustStore;

    private Rig rig;
    private TlsFront front;

    @BeforeAll
    static void issue() throws Exception {
        certificates = new Certificates(directory);
        trustStore = certificates.trustStore();
    }

    @BeforeEach
    void listen() throws Exception {
        rig = new Rig();
        front = new TlsFront(certificates.server("good"), rig.collector.port());
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
        front.close();
        // As the JVM had it.
        SSLContext.setDefault(asInstalled());
    }

    private static SSLContext asInstalled() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        return context;
    }

    @Test
    void ownTrustStore_isTrustedAndTls13IsSpoken() {
        rig.configure(front.uri(), ssl("")).log(10).awaitAllDelivered();

        assertThat(front.protocols).isNotEmpty().containsOnly("TLSv1.3");
        assertThat(rig.errors()).isEmpty();
    }

    @Test
    void protocolsOfTheUser_areThoseSpoken() {
        String only12 = "<parameters><includedProtocols>TLSv1.2</includedProtocols></parameters>";
        rig.configure(front.uri(), ssl(only12)).log(10).awaitAllDelivered();

        assertThat(front.protocols).isNotEmpty().containsOnly("TLSv1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "elsewhere", "unknown"})
    void aCertificateThatIsNotAccepted_pausesAndIsDeliveredWhenMended(String alias) throws Exception {
        front.show(certificates.server(alias));
        rig.configure(front.uri(), ssl("")).log(10).awaitWarning("certificate was not accepted");
        assertThat(rig.counts().pending()).isEqualTo(10);
        assertThat(rig.collector.requests()).isZero();
        assertThat(rig.errors()).isEmpty();

        front.show(certificates.server("good"));
        rig.awaitAllDelivered();
    }

    @Test
    void withoutSsl_theJvmsTrustHolds() {
        rig.configure(front.uri(), NO_STOP).log(10).awaitWarning("certificate was not accepted");

        assertThat(rig.collector.requests()).isZero();
        assertThat(rig.counts().pending()).isEqualTo(10);
    }

    @Test
    void withoutSsl_theCertificateHasToBeTheHosts() throws Exception {
        SSLContext.setDefault(certificates.client("client"));
        front.show(certificates.server("elsewhere"));
        rig.configure(front.uri(), "").log(10).awaitWarning("certificate was not accepted");
        assertThat(rig.collector.requests()).isZero();

        front.show(certificates.server("good"));
        rig.awaitAllDelivered();
    }

    /** The JVM's, also when the application has exchanged it meanwhile. */
    @Test
    void withoutSsl_theDefaultContextOfTheMomentHolds() throws Exception {
        front.needsClientKey = true;
        rig.configure(front.uri(), "").log(10).awaitWarning("certificate was not accepted");
        assertThat(rig.collector.requests()).isZero();

        SSLContext.setDefault(certificates.client("client"));
        rig.awaitAllDelivered();
    }

    @Test
    void withoutSsl_keyAndTrustStoreOfTheJvmsPropertiesHold() throws Exception {
        front.needsClientKey = true;
        rig.configure(front.uri(), "");
        List<String> options = new ArrayList<>();
        certificates.properties("client").forEach((name, value) -> options.add("-D" + name + "=" + value));
        options.addAll(List.of(ShippingProgram.class.getName(), front.uri()));

        HostProcess ended = HostProcess.run(
                Jdks.own(),
                directory,
                List.of(System.getProperty("java.class.path").split(File.pathSeparator)),
                options);

        assertThat(ended.code()).as("%s", ended.err()).isZero();
        assertThat(rig.collector.actions()).hasSize(1_000);
    }

    /** The network's doing, not the certificate's: no pause of minutes follows. */
    @Test
    void connectionThatEndsWithinTheHandshake_isTriedAgainSoon() throws Exception {
        front.hangsUp = true;
        rig.configure(front.uri(), ssl("")).log(10).awaitWarning("can't be reached");
        assertThat(rig.warnings()).noneMatch(warning -> warning.contains("certificate"));

        front.hangsUp = false;
        rig.awaitAllDelivered();
    }

    @Test
    void mutualTls_withoutOurKeyPausesAndWithItDelivers() throws Exception {
        front.needsClientKey = true;
        rig.configure(front.uri(), ssl("") + NO_STOP).log(10).awaitWarning("certificate was not accepted");
        assertThat(rig.collector.requests()).isZero();

        String key = "<keyStore><location>" + certificates.keyStore("client").toUri() + "</location><password>"
                + Certificates.PASSWORD + "</password></keyStore>";
        rig.configure(front.uri(), ssl(key));
        rig.awaitAllDelivered();
        assertThat(rig.counts().in().recovered()).isEqualTo(10);
    }

    @Test
    void hostnameVerification_isLeftOutWhenAskedForWithAWarning() throws Exception {
        front.show(certificates.server("elsewhere"));
        rig.configure(front.uri(), ssl("<parameters><hostnameVerification>false</hostnameVerification></parameters>"))
                .log(10)
                .awaitAllDelivered();

        assertThat(rig.warnings()).anyMatch(warning -> warning.contains("<hostnameVerification> is false"));
    }

    @Test
    void withoutHostnameVerification_trustIsStillAskedFor() throws Exception {
        front.show(certificates.server("unknown"));
        String lax = ssl("<parameters><hostnameVerification>false</hostnameVerification></parameters>");
        rig.configure(front.uri(), lax + NO_STOP).log(10).awaitWarning("certificate was not accepted");

        assertThat(rig.collector.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "wrong password", "garbage", "wrong protocol"})
    void aBrokenSsl_neverFallsBackToTheJvmsTrust(String how) throws Exception {
        SSLContext.setDefault(certificates.client("client"));
        // What the JVM trusts would do.
        rig.configure(front.uri(), NO_STOP).log(1).awaitAllDelivered();
        long requests = rig.collector.requests();

        Path garbage = Files.writeString(directory.resolve("garbage.p12"), "garbage");
        String broken = switch (how) {
            case "missing" -> store(directory.resolve("missing.p12"), Certificates.PASSWORD, "");
            case "garbage" -> store(garbage, Certificates.PASSWORD, "");
            case "wrong password" -> store(trustStore, "another", "");
            default -> store(trustStore, Certificates.PASSWORD, "<protocol>TLSv9</protocol>");
        };
        rig.configure(front.uri(), broken + NO_STOP).log(10).awaitWarning("Delivery pauses (<ssl> is wrong)");

        assertThat(rig.errors()).anyMatch(error -> error.startsWith("<ssl> can't be used"));
        assertThat(rig.counts().pending()).isEqualTo(10);
        assertThat(rig.collector.requests()).isEqualTo(requests);
    }

    @Test
    void plainTextInPlaceOfTls_isTroubleThatPasses() {
        rig.configure("https://127.0.0.1:" + rig.collector.port(), ssl("") + NO_STOP)
                .log(5)
                .awaitRetries(1);

        await().atMost(AMPLE).until(() -> rig.counts().pending() == 5);
        assertThat(rig.collector.actions()).isEmpty();
    }

    private static String ssl(String more) {
        return store(trustStore, Certificates.PASSWORD, more);
    }

    private static String store(Path trust, String password, String more) {
        return "<ssl><trustStore><location>" + trust.toUri() + "</location><password>" + password
                + "</password></trustStore>" + more + "</ssl>";
    }
}
