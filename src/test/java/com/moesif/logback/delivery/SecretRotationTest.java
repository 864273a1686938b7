package com.moesif.logback.delivery;

import static com.moesif.logback.harness.Rig.AMPLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Certificates;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.TestProxy;
import com.moesif.logback.harness.TlsFront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key store, trust store and the proxy's password are exchanged in their files while an appender runs; none is reloaded. */
class SecretRotationTest {
    @TempDir
    static Path issued;

    @TempDir
    private Path directory;

    private static Certificates certificates;

    private Path trust;
    private Rig rig;
    private TlsFront front;

    @BeforeAll
    static void issue() throws Exception {
        certificates = new Certificates(issued);
    }

    @BeforeEach
    void listen() throws Exception {
        // The JDK opens a file's address with a blank as it stands, too.
        trust = directory.resolve("my trust.p12");
        certificates.trust("authority", trust);
        rig = new Rig();
        front = new TlsFront(certificates.server("good"), rig.collector.port());
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
        front.close();
    }

    @Test
    void anotherTrustStore_isTrusted_andTheOldOneNoMore() throws Exception {
        rig.configure(front.uri(), ssl("")).log(5).awaitAllDelivered();

        certificates.trust("unknown", trust);
        front.show(certificates.server("unknown"));
        rig.log(5).awaitAllDelivered();

        front.show(certificates.server("good"));
        rig.log(5).awaitWarning("certificate was not accepted");
        assertThat(rig.collector.actions()).hasSize(10);
        front.show(certificates.server("unknown"));
        rig.awaitAllDelivered();
        assertThat(rig.errors()).isEmpty();
    }

    /** As Kubernetes does it: what is mounted are links, and the directory that they lead through is another one. */
    @Test
    void aStoreBehindALink_isReadAgain_whenTheLinkLeadsElsewhere() throws Exception {
        Path mounted = Files.createDirectory(directory.resolve("mounted"));
        Path first = Files.createDirectory(mounted.resolve("..1"));
        Path second = Files.createDirectory(mounted.resolve("..2"));
        certificates.trust("authority", first.resolve("trust.p12"));
        certificates.trust("unknown", second.resolve("trust.p12"));
        Files.createSymbolicLink(mounted.resolve("..data"), first);
        trust = Files.createSymbolicLink(mounted.resolve("trust.p12"), Path.of("..data", "trust.p12"));
        rig.configure(front.uri(), ssl("")).log(5).awaitAllDelivered();

        Files.move(
                Files.createSymbolicLink(mounted.resolve("..next"), second),
                mounted.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE);
        front.show(certificates.server("unknown"));
        rig.log(5).awaitAllDelivered();
    }

    @Test
    void anotherKeyStore_isShown() throws Exception {
        front.needsClientKey = true;
        Path keys = directory.resolve("keys.p12");
        Files.copy(certificates.keyStore("unknown"), keys);
        rig.configure(front.uri(), ssl(store("keyStore", keys))).log(5).awaitWarning("certificate was not accepted");
        assertThat(rig.collector.requests()).isZero();

        Files.copy(certificates.keyStore("client"), keys, StandardCopyOption.REPLACE_EXISTING);
        rig.awaitAllDelivered();
    }

    @Test
    void aStoreThatCanNotBeRead_leavesTheOldOneInUse_isToldOnce_andReadWhenItIsMended() throws Exception {
        rig.configure(front.uri(), ssl("")).log(5).awaitAllDelivered();

        Files.writeString(trust, "half of a store");
        logUntil("<ssl> has stores whose files have changed, but can't be read (KeyStoreException)");
        Files.delete(trust);
        front.show(certificates.server("good"));
        rig.log(5).awaitAllDelivered();

        certificates.trust("unknown", trust);
        front.show(certificates.server("unknown"));
        rig.log(5).awaitAllDelivered();
        rig.context.stop();
        assertThat(rig.warnings())
                .filteredOn(warning -> warning.contains("<ssl> has stores"))
                .hasSize(1);
        assertThat(rig.errors()).isEmpty();
    }

    @Test
    void anotherPasswordOfTheProxy_isGivenToIt() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "yesterdays");
        try (TestProxy proxy = new TestProxy("user:todays")) {
            String element = proxy.element("<username>user</username><passwordFile>" + file + "</passwordFile>");
            rig.configure(front.uri(), ssl("") + element)
                    .log(5)
                    .awaitWarning("The proxy wants credentials: check <proxy>");
            assertThat(rig.collector.requests()).isZero();

            Files.writeString(file, "");
            rig.awaitWarning(
                    "<proxy> has a <passwordFile> that has changed, but gives no password: it holds no password");
            Files.writeString(file, "todays");
            rig.awaitAllDelivered();
        }
    }

    /** The files are looked at before a request, every few seconds. */
    private void logUntil(String warning) {
        await().atMost(AMPLE).until(() -> {
            rig.log(1);
            return rig.warnings().stream().anyMatch(said -> said.contains(warning));
        });
    }

    private String ssl(String more) {
        return "<ssl>" + store("trustStore", trust) + more + "</ssl>";
    }

    private static String store(String element, Path file) {
        return "<" + element + "><location>file:" + file + "</location><password>" + Certificates.PASSWORD
                + "</password></" + element + ">";
    }
}
