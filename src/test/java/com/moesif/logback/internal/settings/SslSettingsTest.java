package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.internal.transport.Tls;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logback's own {@code <ssl>}: what its texts allow on the way to the collector, and what holds everything back. */
class SslSettingsTest {
    private static final String PASSWORD = "hush-hush";

    private final LoggerContext context = new LoggerContext();
    private final Faults faults = new Faults();
    private final SSLConfiguration ssl = new SSLConfiguration();

    @TempDir
    private Path directory;

    private NetworkSettings network(boolean trial) {
        ContextAwareBase origin = new ContextAwareBase();
        origin.setContext(context);
        Elements elements = new Elements();
        elements.ssl = ssl;
        return new NetworkSettings(elements, origin, faults, trial);
    }

    private Tls tls() {
        NetworkSettings network = network(false);
        assertThat(faults.sentences()).isEmpty();
        assertThat(network).hasToString("proxy=JVM's ssl=configured");
        return network.tls;
    }

    /** With a certificate that this JVM trusts, since it is at hand. */
    private Path store(String name) throws Exception {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init((KeyStore) null);
        KeyStore store = empty();
        store.setCertificateEntry(
                "authority", ((X509TrustManager) trusted.getTrustManagers()[0]).getAcceptedIssuers()[0]);
        return save(store, name);
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private Path save(KeyStore store, String name) throws Exception {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static KeyStoreFactoryBean store(String location, String password) {
        KeyStoreFactoryBean store = new KeyStoreFactoryBean();
        store.setLocation(location);
        store.setType("PKCS12");
        store.setPassword(password);
        return store;
    }

    private List<String> said() {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .map(Status::getMessage)
                .toList();
    }

    @Test
    void withNothingInIt_theNewestProtocolIsAllowed_andTheHostsNameIsVerified() {
        Tls tls = tls();

        assertThat(tls.context().current().getProtocol()).isEqualTo("TLS");
        assertThat(tls.protocols()).contains("TLSv1.3", "TLSv1.2");
        assertThat(tls.cipherSuites()).contains("TLS_AES_256_GCM_SHA384");
        assertThat(tls.verifiesHostName()).isTrue();
        assertThat(network(false).warnings).isEmpty();
        assertThat(said()).contains("enabled protocol: TLSv1.3");
    }

    @Test
    void aProtocolThatIsGiven_isTaken() {
        ssl.setProtocol("TLSv1.3");

        assertThat(tls().context().current().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void protocolsAndCipherSuites_areTheIncludedOnes_withoutTheExcluded() {
        ssl.getParameters().setIncludedProtocols("TLSv1.2");
        ssl.getParameters().setIncludedCipherSuites("TLS_ECDHE_.*_AES_128_GCM_SHA256");
        assertThat(tls().protocols()).containsExactly("TLSv1.2");
        assertThat(tls().cipherSuites())
                .containsExactlyInAnyOrder(
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

        ssl.setParameters(null);
        ssl.getParameters().setExcludedProtocols("TLSv1(\\.[0-2])?,SSLv.*");
        assertThat(tls().protocols()).containsExactly("TLSv1.3");
    }

    @Test
    void withoutVerification_anyoneCanPretend_whichIsAWarning() {
        ssl.getParameters().setHostnameVerification(false);
        NetworkSettings network = network(false);

        assertThat(network.tls.verifiesHostName()).isFalse();
        assertThat(network.warnings).singleElement().asString().startsWith("<hostnameVerification> is false: anybody");
        assertThat(faults.sentences()).isEmpty();
    }

    /** The JDK opens a file's address with a blank as it stands, too. */
    @ParameterizedTest
    @ValueSource(strings = {"trust.p12", "my trust.p12"})
    void aStore_isReadAtTheStart_andLogbackTellsOfIt(String name) throws Exception {
        ssl.setTrustStore(store("file:" + store(name), PASSWORD));
        tls();

        assertThat(said()).anyMatch(said -> said.startsWith("trust store of type 'PKCS12'") && said.contains(name));
    }

    @ParameterizedTest
    @CsvSource({
        "trust.p12, wrong-password, KeyStoreException",
        "no-such.p12, hush-hush, KeyStoreException",
        ", hush-hush, IllegalArgumentException",
    })
    void aStoreThatCantBeRead_isOneErrorWithoutItsPassword_andNothingIsSent(String name, String password, String type)
            throws Exception {
        store("trust.p12");
        ssl.setTrustStore(store(name == null ? null : "file:" + directory.resolve(name), password));
        NetworkSettings network = network(false);

        assertThat(network.tls).isNull();
        assertThat(network).hasToString("proxy=JVM's ssl=JVM's");
        assertThat(faults.wrongOnTheWay()).isEqualTo("<ssl>");
        assertThat(faults.sentences())
                .singleElement()
                .asString()
                .startsWith("<ssl> can't be used (" + type + "): ")
                .doesNotContain(password)
                .endsWith(Faults.KEPT);
    }

    /** A pipe has no writer yet, or never: the application's start must not wait for it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipe_isNoStore(boolean trust) throws Exception {
        Path pipe = directory.resolve("a pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        if (trust) {
            ssl.setTrustStore(store("file:" + pipe, PASSWORD));
        } else {
            ssl.setKeyStore(store("file:" + pipe, PASSWORD));
        }

        assertThat(network(false).tls).isNull();
        assertThat(faults.sentences())
                .containsExactly(
                        "<ssl> can't be used (KeyStoreException): " + pipe + " is no regular file." + Faults.KEPT);
    }

    /** Kubernetes mounts a secret as a link into a folder that is a link, too. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLinkToAFile_isAStore() throws Exception {
        Files.createDirectory(directory.resolve("..2026"));
        Files.move(store("trust.p12"), directory.resolve("..2026/trust.p12"));
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026"));
        Path link = Files.createSymbolicLink(directory.resolve("trust.p12"), Path.of("..data/trust.p12"));
        ssl.setTrustStore(store("file:" + link, PASSWORD));

        assertThat(tls()).isNotNull();
    }

    /** As OpenSSL writes certificates, which the JDK takes for no trusted ones; each handshake would fail. */
    @Test
    void aTrustStoreInWhichNothingIsFound_isOneError_andNothingIsSent() throws Exception {
        ssl.setTrustStore(store("file:" + save(empty(), "trust.p12"), PASSWORD));

        assertThat(network(false).tls).isNull();
        assertThat(faults.wrongOnTheWay()).isEqualTo("<ssl>");
        assertThat(faults.sentences())
                .singleElement()
                .asString()
                .contains("trust.p12 holds no certificate that Java would trust", "keytool -importcert")
                .endsWith(Faults.KEPT);
    }

    @Test
    void anUnknownProtocol_isOneError_andNothingIsSent() {
        ssl.setProtocol("TLSv9");

        assertThat(network(false).tls).isNull();
        assertThat(faults.sentences()).singleElement().asString().contains("(NoSuchAlgorithmException)", "TLSv9");
        assertThat(faults.wrongOnTheWay()).isEqualTo("<ssl>");
    }

    @Test
    void aTrial_opensNoStore() {
        ssl.setTrustStore(store("file:/no/such", PASSWORD));

        assertThat(network(true).tls).isNull();
        assertThat(faults.sentences()).isEmpty();
        assertThat(faults.wrongOnTheWay()).isEmpty();
    }
}
