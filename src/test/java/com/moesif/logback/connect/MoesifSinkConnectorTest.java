package com.moesif.logback.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoesifSinkConnectorTest {
    private static final String SECRET = "eyJ-secret-id";

    private final MoesifSinkConnector connector = new MoesifSinkConnector();

    private static Map<String, String> with(String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(SinkSettings.APPLICATION_ID, SECRET));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    private Map<String, List<String>> wrong(Map<String, String> properties) {
        return connector.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    @Test
    void applicationId_isAllThatIsNeeded() {
        assertThat(wrong(with())).isEmpty();
        assertThat(wrong(Map.of())).containsOnlyKeys(SinkSettings.APPLICATION_ID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            moesif.application.id  | ' '             | is empty
            moesif.application.id  | two words       | holds a character
            moesif.base.uri        | ftp://x         | has to begin with https://
            moesif.base.uri        | https://u:p@x   | holds a user or a password
            moesif.base.uri        | https://x/v1/actions | leave it out
            batch.max.bytes        | 16000000        | 15000000
            batch.max.bytes        | many            | Not a number
            batch.max.actions      | 0               | has to be 1 or more
            linger.ms              | -1              | at least 0
            max.in.flight.requests | 0               | at least 1
            compression.type       | zstd            | gzip
            connect.timeout.ms     | 0               | at least 1
            response.timeout.ms    | 0               | at least 1
            buffer.max.bytes       | 10              | 1000000
            commit.interval.ms     | 1               | at least 100
            drain.timeout.ms       | -1              | at least 0
            pause.timeout.ms       | -2              | at least -1
            behavior.on.null.values | explode        | ignore
            buffer.max.bytes       | 9223372036854775807 | no more than 68719476736
            commit.interval.ms     | 9223372036854775807 | no more than 86400000
            pause.timeout.ms       | 9223372036854775807 | no more than 315360000000
            proxy.host             | me:secret@proxy | a name or an address alone
            proxy.host             | http://proxy    | a name or an address alone
            proxy.host             | proxy:3128      | a name or an address alone
            proxy.port             | 70000           | 65535
            moesif.https.ssl.truststore.location | /no/such/file | /no/such/file
            moesif.https.ssl.keystore.location | /no/such/key | /no/such/key
            """)
    void wrongProperty_isNamed(String name, String value, String why) {
        Map<String, List<String>> wrong = wrong(with(name, value));

        assertThat(wrong).containsOnlyKeys(name);
        assertThat(wrong.get(name)).first().asString().contains(name).contains(why);
        assertThat(wrong.toString()).doesNotContain("two words").doesNotContain("u:p@");
        assertThat(wrong.get(name).toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "proxy_1.acme.example", "10.0.0.1", "[::1]", "fe80::1%eth0"})
    void hostOfAProxy_isANameOrAnAddress(String host) {
        assertThat(wrong(with("proxy.host", host, "proxy.port", "3128"))).isEmpty();
    }

    /** A path has no such character, and the JDK says so by an exception of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"moesif.https.ssl.truststore.location", "moesif.https.ssl.keystore.location"})
    void pathThatCanBeNone_isNamed(String name) {
        Map<String, List<String>> wrong = wrong(with(name, "/stores/a\0b"));

        assertThat(wrong).containsOnlyKeys(name);
        assertThat(wrong.get(name)).singleElement().asString().contains(name, "is no path");
    }

    @Test
    void durations_areGoodForCountingInNanoseconds() {
        SinkSettings longest =
                new SinkSettings(with("pause.timeout.ms", "315360000000", "commit.interval.ms", "86400000"));

        assertThat(longest.pauseTimeout().toNanos()).isPositive();
        assertThat(longest.commitInterval().toNanos()).isPositive();
        assertThat(new SinkSettings(with("pause.timeout.ms", "-1")).pauseTimeout())
                .isNull();
    }

    @Test
    void userOfAProxy_isNobody_whereItIsEmpty() {
        assertThat(new SinkSettings(with("proxy.host", "proxy", "proxy.port", "3128", "proxy.user", " "))
                        .proxy()
                        .username())
                .isNull();
    }

    @Test
    void portOfAProxy_isNotGuessed() {
        assertThat(wrong(with("proxy.host", "proxy")).get("proxy.port"))
                .singleElement()
                .asString()
                .contains("proxy.port is missing")
                .contains("proxy.host");
        assertThat(wrong(with("proxy.host", "proxy", "proxy.port", "3128"))).isEmpty();
    }

    @Test
    void everyProperty_hasItsDefault() {
        assertThat(SinkSettings.DEFINITION.defaultValues())
                .containsEntry("moesif.base.uri", "https://api.moesif.net")
                .containsEntry("batch.max.bytes", 4_000_000)
                .containsEntry("batch.max.actions", null)
                .containsEntry("linger.ms", 1_000L)
                .containsEntry("max.in.flight.requests", 4)
                .containsEntry("compression.type", "gzip")
                .containsEntry("connect.timeout.ms", 5_000L)
                .containsEntry("response.timeout.ms", 30_000L)
                .containsEntry("buffer.max.bytes", 33_554_432L)
                .containsEntry("commit.interval.ms", 1_000L)
                .containsEntry("drain.timeout.ms", 2_000L)
                .containsEntry("pause.timeout.ms", -1L)
                .containsEntry("behavior.on.null.values", "ignore")
                .containsEntry("proxy.host", null)
                .containsEntry("proxy.port", null);
        assertThat(SinkSettings.DEFINITION.configKeys().get("moesif.application.id").type)
                .isEqualTo(ConfigDef.Type.PASSWORD);
        assertThat(SinkSettings.DEFINITION.configKeys().get("proxy.password").type)
                .isEqualTo(ConfigDef.Type.PASSWORD);
    }

    @Test
    void batchOfTheDefaultSize_isNotCutByTheBuffer() {
        assertThat(new SinkSettings(with()).pipeline().batch().maxBytes()).isEqualTo(4_000_000);
    }

    @Test
    void tasks_areToldApart() {
        connector.start(with("name", "usage"));

        assertThat(connector.taskConfigs(3))
                .hasSize(3)
                .allSatisfy(task -> assertThat(task).containsEntry("name", "usage"))
                .extracting(task -> task.get(MoesifSinkConnector.TASK))
                .containsExactly("0", "1", "2");
        assertThat(connector.taskClass()).isEqualTo(MoesifSinkTask.class);
        assertThat(connector.version()).isNotEqualTo("unknown").isNotBlank();
    }

    /** As it is written in JSON, and as some tools write what is not set. */
    @Test
    void propertyThatIsNull_isLikeOneThatIsNotThere() {
        Map<String, String> given = with("name", "usage", "proxy.host", null, "transforms", null);
        connector.start(given);

        assertThat(connector.taskConfigs(1))
                .singleElement()
                .satisfies(task -> assertThat(new SinkSettings(task).proxy()).isNull());
        assertThat(wrong(given)).isEmpty();
    }

    /** Connect leaves it as it stands, and the collector would be sent it as an application id. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "moesif.application.id",
                "proxy.host",
                "proxy.user",
                "proxy.password",
                "moesif.https.ssl.truststore.location",
                "moesif.https.ssl.truststore.password",
                "moesif.https.ssl.keystore.location",
                "moesif.https.ssl.keystore.password",
                "moesif.https.ssl.key.password"
            })
    void variableThatNoProviderKnows_isNoValue(String name, @TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("moesif.properties"), "other=x\n");
        FileConfigProvider provider = new FileConfigProvider();
        provider.configure(Map.of());
        Map<String, String> resolved = new ConfigTransformer(Map.of("file", provider))
                .transform(with("proxy.port", "3128", name, "${file:" + file + ":secret}"))
                .data();

        Map<String, List<String>> wrong = wrong(resolved);

        assertThat(wrong).containsOnlyKeys(name);
        assertThat(wrong.get(name)).singleElement().asString().contains(name, "ConfigProvider");
        assertThatThrownBy(() -> new SinkSettings(resolved)).isInstanceOf(ConfigException.class);
    }

    /** A pipe has no writer yet, or never: a worker's request must not wait for it. */
    @ParameterizedTest
    @ValueSource(strings = {"moesif.https.ssl.truststore.location", "moesif.https.ssl.keystore.location"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pipe_isNoStore(String name, @TempDir Path dir) throws Exception {
        Path pipe = dir.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        Map<String, List<String>> wrong = wrong(with(name, pipe.toString()));

        assertThat(wrong).containsOnlyKeys(name);
        assertThat(wrong.get(name)).containsExactly(name + " is no store to use: " + pipe + " is no regular file.");
    }

    /** With no password the JDK reads such a file, too, and leaves out all that is in it. */
    @Test
    void trustStoreInWhichNothingIsFound_isNamed_beforeEachHandshakeFails(@TempDir Path dir) throws Exception {
        String store = trustStore(dir.resolve("trust.p12")).toString();

        Map<String, List<String>> wrong = wrong(with("moesif.https.ssl.truststore.location", store));

        assertThat(wrong).containsOnlyKeys("moesif.https.ssl.truststore.location");
        assertThat(wrong.get("moesif.https.ssl.truststore.location"))
                .singleElement()
                .asString()
                .contains(store + " holds no certificate", "without moesif.https.ssl.truststore.password");
        assertThat(wrong(with(
                        "moesif.https.ssl.truststore.location", store,
                        "moesif.https.ssl.truststore.password", SECRET)))
                .isEmpty();
    }

    @Test
    void keyStoreWithAKeyThatItsPasswordDoesntOpen_isNamed(@TempDir Path dir) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("ours", new SecretKeySpec(new byte[16], "AES"), SECRET.toCharArray(), null);
        String store = save(keys, dir.resolve("key.p12")).toString();

        Map<String, List<String>> wrong = wrong(with(
                "moesif.https.ssl.keystore.location", store,
                "moesif.https.ssl.keystore.password", SECRET,
                "moesif.https.ssl.key.password", "another"));

        assertThat(wrong).containsOnlyKeys("moesif.https.ssl.keystore.location");
        assertThat(wrong.get("moesif.https.ssl.keystore.location"))
                .singleElement()
                .asString()
                .contains(store + " holds a key that its password doesn't open", "moesif.https.ssl.key.password");
    }

    /** With a certificate that this JVM trusts, since it is at hand. */
    private static Path trustStore(Path file) throws Exception {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init((KeyStore) null);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "authority", ((X509TrustManager) trusted.getTrustManagers()[0]).getAcceptedIssuers()[0]);
        return save(store, file);
    }

    private static Path save(KeyStore store, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, SECRET.toCharArray());
        }
        return file;
    }

    @Test
    void secrets_areNotShown(@TempDir Path dir) {
        Map<String, String> all = with(
                "proxy.host", "proxy",
                "proxy.port", "3128",
                "proxy.password", "eyJ-secret-proxy",
                "moesif.https.ssl.truststore.location", dir.resolve("none").toString(),
                "moesif.https.ssl.truststore.password", "eyJ-secret-store");
        SinkSettings settings = new SinkSettings(all);

        assertThat(settings + " " + settings.proxy() + new SinkKey(SECRET, Map::of))
                .doesNotContain("secret");
        assertThat(connector.validate(all).configValues().toString()).doesNotContain("secret");
        assertThatThrownBy(() -> settings.tls().mustBeReadable()).hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new SinkSettings(with("proxy.host", "me:secret@proxy", "proxy.port", "3128")))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new SinkSettings(with("moesif.application.id", "two secret words")))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("two");
    }
}
