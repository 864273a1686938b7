package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.spi.ContextAwareBase;
import com.moesif.logback.config.KafkaElement;
import com.moesif.logback.config.ProxyElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where actions go, by which way and with which secrets: what the texts become, and what holds everything back. */
class WayOutTest {
    private static final int MOST_OF_A_SECRET = 4_096;
    private static final int MOST_OF_A_SETTINGS_FILE = 64 * 1024;

    private final Faults faults = new Faults();
    private final Elements elements = new Elements();

    @TempDir
    private Path directory;

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("file"), content);
    }

    private NetworkSettings network(boolean trial) {
        ContextAwareBase origin = new ContextAwareBase();
        origin.setContext(new LoggerContext());
        return new NetworkSettings(elements, origin, faults, trial);
    }

    private ProxyElement proxy(String host, String port) {
        ProxyElement proxy = new ProxyElement();
        proxy.setHost(host);
        proxy.setPort(port);
        elements.proxy = proxy;
        return proxy;
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.acme.com, 3128",
        "' proxy_1 ', ' 1 '",
        "10.0.0.1, 65535",
        "[::1], 8080",
        "fe80::1%eth0, 8080",
        "prüfung, 80"
    })
    void aProxy_isTakenWithoutTheBlanksAroundIt(String host, String port) {
        proxy(host, port);
        NetworkSettings network = network(false);

        assertThat(faults.sentences()).isEmpty();
        assertThat(network.proxy.host()).isEqualTo(host.strip());
        assertThat(network.proxy.port()).isEqualTo(Integer.parseInt(port.strip()));
        assertThat(network.proxy.username()).isNull();
        assertThat(network.proxy.password().current()).isNull();
        assertThat(network).hasToString("proxy=" + host.strip() + ":" + port.strip() + " ssl=JVM's");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "       | 80    | <proxy> needs <host>.",
                "' '    | 80    | <proxy> needs <host>.",
                "http://proxy | 80 | <proxy> has the <host> 'http://proxy', but",
                "proxy:80 | 80  | <proxy> has the <host> 'proxy:80', but",
                "me:pw@proxy | 80 | <proxy> has the <host> '****@proxy', but",
                "proxy  |       | <proxy> has the <port> '', but it has to be a number from 1 to 65535.",
                "proxy  | 0     | <proxy> has the <port> '0', but",
                "proxy  | 65536 | <proxy> has the <port> '65536', but",
                "proxy  | 123456 | <proxy> has the <port> '123456', but",
                "proxy  | 99999999999 | <proxy> has the <port> '99999999999', but",
                "proxy  | -1    | <proxy> has the <port> '-1', but",
                "proxy  | http  | <proxy> has the <port> 'http', but",
            })
    void aWrongProxy_isOneError_andNothingIsSent(String host, String port, String words) {
        proxy(host, port);

        assertThat(network(false).proxy).isNull();
        assertThat(faults.sentences()).singleElement().asString().startsWith(words);
        assertThat(faults.wrongOnTheWay()).isEqualTo("<proxy>");
    }

    @Test
    void withoutAProxy_theWayIsTheJvms() {
        assertThat(network(false)).hasToString("proxy=JVM's ssl=JVM's");
        assertThat(faults.wrongOnTheWay()).isEmpty();
    }

    @Test
    void thePasswordOfAProxy_isTheOneGivenOrTheFirstLineOfItsFile() throws Exception {
        ProxyElement proxy = proxy("proxy", "80");
        proxy.setUsername(" me ");
        proxy.setPasswordFile(" " + file(" from file \nrest") + " ");
        assertThat(network(false).proxy.password().current()).isEqualTo(" from file ");
        assertThat(network(false).proxy.username()).isEqualTo("me");
        assertThat(network(false).proxy).hasToString("proxy:80 with credentials");
        assertThat(network(true).proxy.password().current())
                .as("a trial opens no file")
                .isNull();

        proxy.setPassword(" ");
        assertThat(network(false).proxy.password().current()).isEqualTo(" from file ");
        proxy.setPassword("given");
        assertThat(network(false).proxy.password().current()).isEqualTo("given");
        proxy.setUsername(" ");
        assertThat(network(false).proxy.username()).isNull();
        assertThat(faults.sentences()).isEmpty();
    }

    /** The proxy is asked without it, and answers 407. */
    @Test
    void aPasswordWithoutAUser_isWarnedOf() throws Exception {
        ProxyElement proxy = proxy("proxy", "80");
        assertThat(network(false).warnings).isEmpty();
        proxy.setPasswordFile(file("secret").toString());
        assertThat(network(false).warnings)
                .containsExactly("<proxy> has a <passwordFile>, which has no effect, because <username> is missing."
                        + " Set it, or remove the <passwordFile>.");
        proxy.setPassword("secret");
        assertThat(network(false).warnings)
                .singleElement()
                .asString()
                .contains("a <password>, which has no effect")
                .doesNotContain("secret");
        proxy.setUsername("me");
        assertThat(network(false).warnings).isEmpty();
        assertThat(faults.sentences()).isEmpty();
    }

    @Test
    void aPasswordFile_mayHaveItsMost_andNoMore() throws Exception {
        proxy("proxy", "80").setPasswordFile(file("x".repeat(MOST_OF_A_SECRET)).toString());
        assertThat(network(false).proxy.password().current()).hasSize(MOST_OF_A_SECRET);

        file("x".repeat(MOST_OF_A_SECRET + 1));
        assertThat(network(false).proxy.password().current()).isNull();
        assertThat(faults.sentences())
                .singleElement()
                .asString()
                .contains("which gives no password: it is too large: more than 4096 bytes.");
        assertThat(faults.wrongOnTheWay()).isEqualTo("<proxy>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \nsecond"})
    void aPasswordFileWithoutAPassword_isAnError(String content) throws Exception {
        proxy("proxy", "80").setPasswordFile(file(content).toString());

        assertThat(network(false).proxy.password().current()).isNull();
        assertThat(faults.sentences()).singleElement().asString().contains("it holds no password");
    }

    @Test
    void anApplicationId_isTheOneGivenOrTheTextOfItsFile() throws Exception {
        Path file = file("\n from-file \n");
        assertThat(settings("applicationId", " given ").applicationId.current()).isEqualTo("given");
        assertThat(settings("applicationIdFile", " " + file + " ").applicationId.current())
                .isEqualTo("from-file");
        assertThat(settings("applicationIdFile", file.toString()))
                .asString()
                .contains("applicationId=**** applicationIdFile=" + file + " ");
        assertThat(new Settings(
                                Map.of("applicationId", "given", "applicationIdFile", "/no"),
                                null,
                                null,
                                HeapShare.ofThisJvm(),
                                faults)
                        .applicationId.current())
                .isEqualTo("given");
        assertThat(faults.sentences()).isEmpty();
    }

    private Settings settings(String name, String text) {
        return new Settings(Map.of(name, text), null, null, HeapShare.ofThisJvm(), faults);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "applicationId     | two words   | <applicationId> holds a character that an application id can't have",
                "applicationId     | schlüssel   | <applicationId> holds a character",
                "applicationIdFile | X\0Y       | <applicationIdFile> is 'X\0Y', but it can't be read",
            })
    void aWrongApplicationId_isAnError_andNothingIsSent(String element, String text, String words) {
        ApplicationId id = settings(element, text).applicationId;

        assertThat(id.current()).isEmpty();
        assertThat(id.isRefused()).as("whoever follows may mend it").isTrue();
        assertThat(faults.sentences())
                .singleElement()
                .asString()
                .startsWith(words)
                .endsWith(Faults.KEPT);
        assertThat(faults.wrongOnTheWay()).isEqualTo("<" + element + ">");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/no/such  | there is no such file.",
                "/dev      | it is no regular file.",
                "/dev/null | it is no regular file.",
            })
    void aFileThatGivesNoApplicationId_isAnError_andItIsReadAgain(String file, String why) {
        ApplicationId id = settings("applicationIdFile", file).applicationId;

        assertThat(id.current()).isEmpty();
        assertThat(id.isRefused()).isTrue();
        assertThat(faults.sentences())
                .singleElement()
                .asString()
                .startsWith("<applicationIdFile> is '" + file + "', but " + why
                        + " Nothing is sent, and all actions are kept");
    }

    @Test
    void anApplicationIdThatComesLate_isFound_andNotReadAgain() throws Exception {
        Path file = directory.resolve("late");
        ApplicationId id = settings("applicationIdFile", file.toString()).applicationId;
        assertThat(id.current()).isEmpty();
        Files.writeString(file, "one");
        assertThat(id.known()).isEmpty();

        assertThat(id.current()).isEqualTo("one");
        assertThat(id.isRefused()).isFalse();
        Files.writeString(file, "two");
        assertThat(id.current()).isEqualTo("one");
        id.refused();
        assertThat(id.current()).isEqualTo("two");
        assertThat(id.isRefused()).as("the collector has the last word").isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "applicationId     | ID_IS_UNDEFINED | The variable ${ID} in <applicationId> is not defined where this process runs. ",
                "applicationIdFile | X_IS_UNDEFINED  | The variable ${X} in <applicationIdFile> is not defined",
                "applicationId     | ' '             | <applicationId> is empty: its variable has no value, most likely. ",
                "applicationIdFile | ' '             | <applicationIdFile> is empty",
                "queueSize         | 16              | ''",
            })
    void withoutAnApplicationId_theReasonIsKnown(String element, String text, String words) {
        Settings settings = settings(element, text);

        assertThat(settings.applicationId).isNull();
        assertThat(settings.whyNoId).startsWith(words).hasSizeLessThan(words.isEmpty() ? 1 : 200);
        assertThat(faults.sentences()).isEmpty();
    }

    @Test
    void anIdInAFile_mayHaveItsMost_andNoMore() throws Exception {
        assertThat(ApplicationId.read(file("x".repeat(MOST_OF_A_SECRET)))).hasSize(MOST_OF_A_SECRET);

        Path large = file("x".repeat(MOST_OF_A_SECRET + 1));
        assertThatThrownBy(() -> ApplicationId.read(large)).hasMessage("it is too large: more than 4096 bytes");
        Path empty = file(" \n");
        assertThatThrownBy(() -> ApplicationId.read(empty)).hasMessage("it holds no id");
        Path words = file("an id");
        assertThatThrownBy(() -> ApplicationId.read(words)).hasMessage("it holds no id");
    }

    /** A mounted secret changes; nobody asks the disk while the collector takes the one that is known. */
    @Test
    void anIdInAFile_isReadAgainWhileItIsRefused() throws Exception {
        Path file = file("old");
        ApplicationId id = new ApplicationId("old", file);
        file("new");
        assertThat(id.current()).isEqualTo("old");
        assertThat(id.isRefused()).isFalse();

        id.refused();
        assertThat(id.isRefused()).isTrue();
        assertThat(id.current()).isEqualTo("new");
        file("");
        assertThat(id.current()).isEqualTo("new");
        file("newer");
        id.accepted();
        assertThat(id.isRefused()).isFalse();
        assertThat(id.current()).isEqualTo("new");

        ApplicationId given = new ApplicationId("given", null);
        given.refused();
        assertThat(given.current()).isEqualTo("given");
        assertThat(given).hasToString("****");
    }

    private KafkaSettings kafka(String name, String text, boolean trial) {
        KafkaElement element = new KafkaElement();
        element.setBootstrapServers("b1:9092");
        if (name != null) {
            element.getTexts().put(name, text);
        }
        elements.kafka = element;
        return KafkaSettings.of(elements, elements, faults, trial);
    }

    @Test
    void kafka_hasItsDefaults() {
        KafkaSettings kafka = kafka(null, null, false);

        assertThat(faults.sentences()).isEmpty();
        assertThat(kafka)
                .hasToString(
                        "bootstrapServers=b1:9092 topic=moesif-actions key=none compression=lz4 settingsFile=none");
        assertThat(kafka.endpoint()).isEqualTo("kafka://b1:9092/moesif-actions");
        assertThat(KafkaSettings.of(new Elements(), new Elements(), faults, false))
                .isNull();
        Settings settings = new Settings(Map.of("compression", "gzip"), null, kafka, HeapShare.ofThisJvm(), faults);
        assertThat(settings.get(Settings.COMPRESSION)).isEqualTo(Settings.Compression.NONE);
        assertThat(settings.get(Settings.MAX_BATCH_BYTES)).isEqualTo(1 << 20);
        assertThat(settings).asString().startsWith("kafka=(bootstrapServers=b1:9092 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootstrapServers | b1:1, [::1]:65535 , 10.0.0.1:9092 | bootstrapServers=b1:1,[::1]:65535,10.0.0.1:9092 ",
                "topic            | ...            |  topic=... ",
                "topic            | ' a_B-9. '     |  topic=a_B-9. ",
                "key              | Company_Id     |  key=company_id ",
                "key              | none           |  key=none ",
                "compression      | ZSTD           |  compression=zstd ",
                "settingsFile     | ' '            |  settingsFile=none",
            })
    void kafka_takesWhatABrokerTakes(String name, String text, String shown) {
        assertThat(kafka(name, text, false)).asString().contains(shown.strip());
        assertThat(faults.sentences()).isEmpty();
    }

    @Test
    void aTopic_mayHaveItsMost_andNoMore() {
        assertThat(kafka("topic", "x".repeat(249), false).topic).hasSize(249);
        assertThat(faults.sentences()).isEmpty();
        assertThat(kafka("topic", "x".repeat(250), false).endpoint()).isNull();
        assertThat(faults.sentences()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootstrapServers | b1:65536   | <bootstrapServers> is 'b1:65536', but has to be host:port",
                "bootstrapServers | b1:0       | <bootstrapServers> is 'b1:0', but has to be",
                "bootstrapServers | b1:9092,,b2:9092 | <bootstrapServers> is 'b1:9092,,b2:9092', but has to be",
                "bootstrapServers | ' '        | <kafka> needs <bootstrapServers>.",
                "topic            | .          | <topic> is '.', but has to be",
                "topic            | ..         | <topic> is '..', but has to be",
                "topic            | a/b        | <topic> is 'a/b', but has to be",
                "key              | user_id    | <key> is 'user_id', but has to be one of none, company_id.",
                "compression      | br         | <compression> is 'br', but has to be one of lz4, zstd, snappy, gzip, none.",
                "settingsFile     | /no        | <settingsFile> is '/no', but there is no such file.",
            })
    void aWrongKafka_holdsEverything(String name, String text, String words) {
        assertThat(kafka(name, text, false).endpoint()).isNull();
        assertThat(faults.sentences()).singleElement().asString().startsWith(words);
        assertThat(faults.wrongOnTheWay()).isEqualTo("<kafka>");
    }

    @Test
    void aTrial_opensNoFileOfKafkas() {
        assertThat(kafka("settingsFile", "/no", true).endpoint()).isNotNull();
        assertThat(faults.sentences()).isEmpty();
    }

    @Test
    void whatIsForTheCollector_hasNoPlaceBesideKafka() {
        elements.texts.put("applicationId", "x");
        elements.texts.put("applicationIdFile", " ");
        elements.texts.put("baseUri", "https://x");
        elements.texts.put("linger", "1 s");
        proxy("p", "1");
        elements.ssl = new SSLConfiguration();
        kafka(null, null, false);

        assertThat(faults.sentences())
                .extracting(said -> said.substring(0, said.indexOf(',')))
                .containsExactly(
                        "<applicationId> stands beside <kafka>",
                        "<baseUri> stands beside <kafka>",
                        "<proxy> stands beside <kafka>",
                        "<ssl> stands beside <kafka>");
    }

    @Test
    void theFileOfKafka_givesItsProperties() throws Exception {
        assertThat(new KafkaFile(null).read()).isEmpty();
        assertThat(new KafkaFile(file("client.id=a\\u0062\nssl.x = 1")).read())
                .isEqualTo(Map.of("client.id", "ab", "ssl.x", "1"));
        String most = "a=" + "x".repeat(MOST_OF_A_SETTINGS_FILE - 2);
        assertThat(new KafkaFile(file(most)).read()).hasSize(1);
        KafkaFile large = new KafkaFile(file(most + "x"));
        assertThatThrownBy(large::read).hasMessageEndingWith("', but it is too large: more than 65536 bytes.");
        for (String content : List.of("a=\\u00zz", "acks=1")) {
            KafkaFile wrong = new KafkaFile(file(content));
            assertThatThrownBy(wrong::read)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("<settingsFile> is '" + directory.resolve("file") + "', but ");
        }
        KafkaFile folder = new KafkaFile(directory);
        assertThatThrownBy(folder::read).hasMessageEndingWith("', but it is no regular file.");
    }
}
