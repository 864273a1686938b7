package com.moesif.logback.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.KafkaElement;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.config.ProxyElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.config.SpoolElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole configuration: variables without a value, attributes that Logback drops, and whether the appender is on. */
class ConfigurationTest {
    private final LoggerContext context = new LoggerContext();
    private final ContextAwareBase origin = new ContextAwareBase();
    private final Elements elements = new Elements();
    private final Faults faults = new Faults();
    private final List<String> keyless = new ArrayList<>();

    ConfigurationTest() {
        origin.setContext(context);
    }

    private Configuration read() {
        return Configuration.read(elements, origin, faults);
    }

    private List<String> statuses(int level) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() == level)
                .map(Status::getMessage)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TENANT_IS_UNDEFINED        | TENANT",
                "the-TENANT_ID_IS_UNDEFINED | TENANT_ID",
                "aTENANT_IS_UNDEFINEDz      | TENANT",
                "tenant.id_IS_UNDEFINED     | tenant.id",
                "dryRun_IS_UNDEFINED        | dryRun",
                "A_IS_UNDEFINED B_IS_UNDEFINED | A",
                "IS_UNDEFINED               | ",
                "A_IS_DEFINED               | ",
                "                           | ",
            })
    void aVariableWithoutAValue_isKnownByItsName(String text, String name) {
        assertThat(UndefinedVariables.in(text).orElse(null)).isEqualTo(name);
    }

    /** What stands before it may be a piece of the password. */
    @Test
    void theTextAroundAVariable_isNeverShownOfAPassword() {
        assertThat(UndefinedVariables.sentence("proxy><password", "hush.x"))
                .isEqualTo("<proxy><password> holds a variable that is not defined. Define it, or give it a default"
                        + " value.");
        assertThat(UndefinedVariables.sentence("proxy><password", "PASSWORD")).contains("${PASSWORD}");
        assertThat(UndefinedVariables.sentence("linger", "x.y"))
                .isEqualTo("<linger> holds the variable ${x.y}, which is not defined. Define it, or give it a default"
                        + " value: ${x.y:-…}.");
    }

    @Test
    void aScalarWithoutItsVariable_hasItsDefault() {
        elements.give(Settings.LINGER, "X_IS_UNDEFINED");
        elements.give(Settings.DRY_RUN, "dryRun_IS_UNDEFINED");
        elements.give(Settings.ENABLED, "");
        elements.give(Settings.QUEUE_SIZE, "16");
        elements.give(Settings.QUEUE_SIZE, null);
        Configuration read = read();

        assertThat(read.settings.get(Settings.LINGER)).isEqualTo(Duration.ofSeconds(1));
        assertThat(read.settings.get(Settings.DRY_RUN)).isFalse();
        assertThat(read.settings.get(Settings.ENABLED)).isTrue();
        assertThat(read.settings.get(Settings.QUEUE_SIZE)).isEqualTo(8_192);
        assertThat(faults.sentences())
                .satisfiesExactly(
                        linger -> assertThat(linger)
                                .startsWith("<linger> holds the variable ${X}")
                                .endsWith(" The default is used."),
                        dryRun -> assertThat(dryRun).startsWith("<dryRun> holds the variable ${dryRun}"));
        assertThat(faults.isExposing()).isFalse();
        assertThat(faults.wrongOnTheWay()).isEmpty();
    }

    @Test
    void anElementWithoutItsVariable_isLeftOut() {
        elements.mdcKeys.add("X_IS_UNDEFINED");
        AliasElement alias = new AliasElement();
        alias.setFrom("tenant");
        alias.setTo("X_IS_UNDEFINED");
        elements.add(alias);
        elements.add(Encoded.field("<name>a</name><value>X_IS_UNDEFINED</value>"));
        RuleElement rule = new RuleElement();
        rule.setName("R");
        rule.setMessage("X_IS_UNDEFINED");
        rule.addField(Encoded.field("<name>a</name><value>Y_IS_UNDEFINED</value>"));
        elements.add(rule);

        assertThat(read().mapping).hasToString("rules=0 masks=0");
        assertThat(faults.sentences())
                .satisfiesExactly(
                        key -> assertThat(key).startsWith("<mdcKey> holds").endsWith(" It is left out."),
                        from -> assertThat(from).startsWith("<alias><to> holds").endsWith(" The alias is left out."),
                        field -> assertThat(field)
                                .startsWith("<field><value> holds")
                                .endsWith(" The field is left out."),
                        wrong -> assertThat(wrong)
                                .startsWith("Rule 'R': <message> holds the variable ${X}")
                                .contains("<field><value> holds the variable ${Y}")
                                .endsWith(" The rule is off."));
        assertThat(faults.isExposing()).isFalse();
    }

    @Test
    void whatWasToHide_switchesTheAppenderOff() {
        elements.give(Settings.APPLICATION_ID, "id");
        assertThat(read().isOn(origin, keyless::add)).isTrue();
        elements.excludes.add("X_IS_UNDEFINED");
        assertThat(read().isOn(origin, keyless::add)).isFalse();
        assertThat(faults.isExposing()).isTrue();

        Faults ofMask = new Faults();
        elements.excludes.clear();
        MaskElement mask = new MaskElement();
        mask.setPattern("\\d+");
        mask.setReplacement("X_IS_UNDEFINED");
        elements.add(mask);
        assertThat(Configuration.read(elements, origin, ofMask).isOn(origin, keyless::add))
                .isFalse();
        assertThat(ofMask.sentences())
                .singleElement()
                .asString()
                .startsWith("<mask><replacement> holds")
                .endsWith(Faults.OFF);
    }

    @Test
    void whatLeadsToTheCollector_holdsEverything() {
        ProxyElement proxy = new ProxyElement();
        proxy.setHost("X_IS_UNDEFINED");
        proxy.setPort("80");
        elements.proxy = proxy;
        elements.ssl = new SSLConfiguration();
        KeyStoreFactoryBean store = new KeyStoreFactoryBean();
        store.setLocation("file:X_IS_UNDEFINED");
        elements.ssl.setTrustStore(store);
        elements.give(Settings.BASE_URI, "X_IS_UNDEFINED");
        elements.leadingAstray.put("kafka", "A sentence.");
        Configuration read = read();

        assertThat(faults.wrongOnTheWay()).contains("<proxy>", "<ssl>", "<baseUri>", "<kafka>");
        assertThat(faults.sentences()).hasSize(4);
        assertThat(read.route).hasToString("proxy=JVM's ssl=JVM's");
        assertThat(read.settings.baseUri).isNull();
        assertThat(read)
                .asString()
                .startsWith("baseUri=wrong applicationId=none ")
                .endsWith(" rules=0 masks=0");
    }

    @Test
    void anElementWithAllItsTexts_isTaken() {
        AliasElement alias = new AliasElement();
        alias.setFrom("company_id");
        alias.setTo("tenant");
        elements.add(alias);
        elements.add(Encoded.field("<name>a</name><value>1</value>"));
        elements.add(Encoded.field("<name>a</name><value>2</value>"));
        MaskElement mask = new MaskElement();
        mask.setPattern("\\d+");
        elements.add(mask);
        ProxyElement proxy = new ProxyElement();
        proxy.setHost("proxy");
        proxy.setPort("80");
        elements.proxy = proxy;
        elements.ssl = new SSLConfiguration();
        elements.mdcKeys.add("a,b");
        Configuration read = read();

        assertThat(read.mapping).hasToString("rules=0 masks=1");
        assertThat(read.warnings()).singleElement().asString().startsWith("<mdcKey> is 'a,b'");
        assertThat(read.mapping.misleading)
                .satisfiesExactlyInAnyOrder(
                        field -> assertThat(field).startsWith("<field> 'a' is given twice"),
                        from -> assertThat(from).startsWith("<alias> takes 'company_id'"));
        assertThat(read.route).hasToString("proxy=proxy:80 ssl=configured");
        assertThat(faults.sentences()).isEmpty();
    }

    /** Its name would do for a topic: what is kept for it would be another's. */
    @Test
    void aTopicWithoutItsVariable_isNoPlace_whichIsToldOnce() {
        elements.kafka = new KafkaElement();
        elements.kafka.setBootstrapServers("b1:9092");
        elements.kafka.setTopic("actions");
        assertThat(read().settings.kafka.endpoint()).isEqualTo("kafka://b1:9092/actions");
        elements.kafka.setTopic("TOPIC_IS_UNDEFINED");

        assertThat(read().settings.kafka.endpoint()).isNull();
        assertThat(faults.sentences())
                .singleElement()
                .asString()
                .startsWith("<kafka><topic> holds the variable ${TOPIC}")
                .endsWith(Faults.KEPT);
        assertThat(faults.wrongOnTheWay()).isEqualTo("<kafka>");
    }

    @Test
    void eachTextOfSsl_isLookedAt() {
        SSLConfiguration ssl = new SSLConfiguration();
        KeyStoreFactoryBean store = new KeyStoreFactoryBean();
        store.setPassword("p");
        store.setLocation("l");
        ssl.setKeyStore(store);
        ssl.getParameters().setIncludedProtocols("TLSv1.3");

        assertThat(SslTexts.of(ssl))
                .containsEntry("keyStore><password", "p")
                .containsEntry("keyStore><location", "l")
                .containsEntry("parameters><includedProtocols", "TLSv1.3")
                .doesNotContainKey("trustStore><location");
    }

    @Test
    void aSpool_takesWhatIsGiven_andSaysAtTheStartWhatHolds() {
        SpoolElement spool = new SpoolElement();
        spool.setDirectory(" /tmp/a/../spool ");
        elements.spool = spool;
        assertThat(read().settings.spool)
                .hasToString("directory=/tmp/spool maxSize=1 GB maxAge=29 d 23 h durability=async commitTimeout=1 s");

        spool.setMaxSize("2 GB");
        spool.setMaxAge("1 d");
        spool.setDurability("fsync");
        spool.setCommitTimeout("5 s");
        spool.setTakeOver("true");
        assertThat(read().settings.spool)
                .hasToString(
                        "directory=/tmp/spool maxSize=2 GB maxAge=1 d durability=fsync commitTimeout=5 s takeOver=true");
        assertThat(faults.sentences()).isEmpty();
    }

    /** No file has a name with a zero in it, in any locale; a lost character stands for those of which the locale is the reason. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\uFFFD"})
    void aDirectoryThatCantBe_isNoSpool_andTheLocaleIsToldOfOnlyIfItMayBeTheReason(String lost) {
        SpoolElement spool = new SpoolElement();
        spool.setDirectory(lost + "/tmp/x\0");
        elements.spool = spool;

        assertThat(read().settings.spool).isNull();
        assertThat(faults.sentences())
                .hasSize(lost.isEmpty() ? 2 : 3)
                .endsWith(SpoolSettings.WITHOUT_DIRECTORY)
                .filteredOn(said -> said.startsWith("This process can't name such a directory"))
                .hasSize(lost.length());
    }

    @Test
    void aSpoolWithoutItsDirectory_isNone_andAnyOtherTextHasItsDefault() {
        SpoolElement spool = new SpoolElement();
        spool.setDirectory("/tmp/spool");
        spool.setMaxAge("X_IS_UNDEFINED");
        elements.spool = spool;
        assertThat(read().settings.spool.maxAge).isEqualTo(Duration.ofHours(29 * 24 + 23));
        assertThat(faults.sentences())
                .singleElement()
                .asString()
                .startsWith("<spool><maxAge> holds")
                .endsWith(" The default is used.");

        elements.spool = new SpoolElement();
        Faults missing = new Faults();
        assertThat(Configuration.read(elements, origin, missing).settings.spool).isNull();
        assertThat(missing.sentences())
                .containsExactly("<spool> needs <directory>. " + SpoolSettings.WITHOUT_DIRECTORY);

        elements.spool = spool;
        spool.setDirectory("X_IS_UNDEFINED");
        Faults lost = new Faults();
        assertThat(Configuration.read(elements, origin, lost).settings.spool).isNull();
        assertThat(lost.sentences().get(0))
                .startsWith("<spool><directory> holds")
                .endsWith(SpoolSettings.WITHOUT_DIRECTORY);
    }

    @Test
    void withoutAnId_theAppenderIsOff_unlessItShipsNothing() {
        assertThat(read().isOn(origin, keyless::add)).isFalse();
        assertThat(statuses(Status.WARN))
                .singleElement()
                .asString()
                .contains("<applicationId>: the appender is switched off");
        assertThat(keyless).isEmpty();

        elements.give(Settings.APPLICATION_ID, "ID_IS_UNDEFINED");
        assertThat(read().isOn(origin, keyless::add)).isFalse();
        assertThat(keyless).singleElement().asString().contains("The variable ${ID} in <applicationId>");
        assertThat(statuses(Status.WARN)).hasSize(1);

        elements.give(Settings.DRY_RUN, "on");
        assertThat(read().isOn(origin, keyless::add)).isTrue();
        elements.give(Settings.ENABLED, "off");
        assertThat(read().isOn(origin, keyless::add)).isFalse();
        assertThat(statuses(Status.INFO)).singleElement().asString().contains("<enabled>");
        assertThat(keyless).hasSize(1);
        assertThat(faults.sentences()).isEmpty();
    }

    @Test
    void aTopicNeedsNoId_andItsCompressionIsItsOwn() {
        elements.kafka = new KafkaElement();
        elements.kafka.setBootstrapServers("b1:9092");
        assertThat(read().warnings()).isEmpty();
        assertThat(read().isOn(origin, keyless::add)).isTrue();
        assertThat(read())
                .asString()
                .startsWith("kafka=(bootstrapServers=b1:9092 ")
                .doesNotContain("proxy=", "ssl=", "baseUri=")
                .endsWith(" rules=0 masks=0");

        elements.give(Settings.COMPRESSION, "gzip");
        assertThat(read().warnings())
                .singleElement()
                .asString()
                .startsWith("<compression> of the appender has no meaning beside <kafka>");
        assertThat(faults.sentences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://collector.acme.com, false, true",
        "http://collector.acme.com, true, false",
        "https://collector.acme.com, false, false",
        "http://127.0.0.1:9500, false, false",
        "http://127.0.0.1.acme.com, false, true",
        "http://LocalHost, false, false",
        "http://[::1]:1, false, false",
    })
    void plainHttp_isWarnedOfWhereSomethingLeavesTheMachine(String baseUri, boolean dryRun, boolean warned) {
        elements.give(Settings.BASE_URI, baseUri);
        elements.give(Settings.DRY_RUN, String.valueOf(dryRun));

        assertThat(read().warnings())
                .hasSize(warned ? 1 : 0)
                .allMatch(said -> said.startsWith("<baseUri> is plain http"));
    }

    @ParameterizedTest
    @CsvSource({"ftp://collector.acme.com", "http://me:hush@collector.acme.com", "collector"})
    void aWrongAddress_isNoneAndShowsNoPassword_andNothingIsSent(String baseUri) {
        elements.give(Settings.BASE_URI, baseUri);
        Configuration read = read();

        assertThat(read.settings.baseUri).isNull();
        assertThat(read.warnings()).isEmpty();
        assertThat(faults.sentences())
                .singleElement()
                .asString()
                .startsWith("<baseUri> is '")
                .doesNotContain("hush")
                .endsWith(Faults.KEPT);
        assertThat(faults.wrongOnTheWay()).isEqualTo("<baseUri>");
    }

    @Test
    void aPathOfOtherLetters_isEscapedAsTheWireNeedsIt() {
        elements.give(Settings.BASE_URI, "https://collector.acme.com/zażółć/%7Ex/");

        assertThat(read().settings.baseUri).hasToString("https://collector.acme.com/za%C5%BC%C3%B3%C5%82%C4%87/%7Ex");
        assertThat(faults.sentences()).isEmpty();
    }

    @Test
    void moreMemoryThanTheHeapHas_isWarnedOf_butNotByATrial() {
        elements.give(Settings.MAX_MEMORY, "64 GB");

        assertThat(read().warnings()).singleElement().asString().startsWith("<maxMemory> is 64 GB");
        assertThat(Configuration.readForTrial(elements, origin, faults).warnings())
                .isEmpty();
    }

    @Test
    void aTrial_tellsOfAnyOtherSetting() {
        elements.give(Settings.LINGER, "soon");

        Configuration.readForTrial(elements, origin, faults);

        assertThat(faults.sentences()).singleElement().asString().startsWith("<linger> is 'soon', but");
    }

    @Test
    void aTrial_opensNoSecret() {
        elements.give(Settings.APPLICATION_ID, "id");
        assertThat(read().settings.applicationId).isNotNull();
        assertThat(Configuration.readForTrial(elements, origin, faults).settings.applicationId)
                .isNull();
        elements.give(Settings.APPLICATION_ID, null);
        elements.give(Settings.APPLICATION_ID_FILE, "/no/such");
        Configuration.readForTrial(elements, origin, faults);
        assertThat(faults.sentences()).isEmpty();
        read();
        assertThat(faults.sentences()).hasSize(1);
    }

    @Test
    void eachFinding_isToldOnce() {
        elements.give(Settings.LINGER, "soon");
        elements.give(Settings.BASE_URI, "http://collector.acme.com");
        elements.excludes.add("comapny_id");
        List<String> misleading = new ArrayList<>();
        Findings findings = new Findings(origin);
        Configuration read = read();
        findings.tell(read, faults, misleading::add);
        findings.tell(read, faults, misleading::add);

        assertThat(statuses(Status.ERROR)).singleElement().asString().startsWith("<linger> is 'soon'");
        assertThat(statuses(Status.WARN)).singleElement().asString().startsWith("<baseUri> is plain http");
        assertThat(misleading).singleElement().asString().startsWith("<exclude> 'comapny_id'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "             | linger   | 1 s | <appender linger=\"1 s\"> has an attribute, which Logback drops: write <linger>1 s</linger>. It has no effect.",
                "             | applicationId | hush | <appender applicationId=\"…\"> has an attribute, which Logback drops: write <applicationId>…</applicationId>. It has no effect.",
                "spool        | maxAge   | 1 d | <spool maxAge=\"1 d\"> has an attribute, which Logback drops: write <spool><maxAge>1 d</maxAge>…</spool>. It has no effect.",
                "spool,maxAge | value    | 1 d | <maxAge value=\"1 d\"> has an attribute, which Logback drops: write <maxAge>1 d</maxAge>. It has no effect.",
            })
    void anAttribute_isToldWithTheRightForm(String path, String name, String value, String sentence) {
        new StrayAttribute(path == null ? List.of() : List.of(path.split(",")), 0, name, value).judge(elements, faults);

        assertThat(faults.sentences()).containsExactly(sentence);
        assertThat(faults.isExposing()).isFalse();
        assertThat(faults.wrongOnTheWay()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mask, pattern, true, '', shown",
        "exclude, name, true, '', shown",
        ", mask, true, '', …",
        "proxy, password, false, <proxy>, …",
        "ssl, protocol, false, <ssl>, shown",
        "kafka, topic, false, <kafka>, shown",
        ", baseUri, false, <baseUri>, shown"
    })
    void anAttributeOfWhatHidesOrLeads_hasItsConsequence(
            String path, String name, boolean exposing, String way, String text) {
        new StrayAttribute(path == null ? List.of() : List.of(path), -1, name, "shown").judge(elements, faults);

        assertThat(faults.isExposing()).isEqualTo(exposing);
        assertThat(faults.wrongOnTheWay()).isEqualTo(way);
        assertThat(faults.sentences()).singleElement().asString().contains(">" + text + "</");
    }

    /** Joran has dropped the one, and Logback has shortened the other. */
    @Test
    void whatNeverCameHere_hasItsConsequenceAllTheSame() {
        elements.give(Settings.APPLICATION_ID, "id");
        elements.strays.add(new StrayAttribute(List.of("spool"), -1, "maxAge", "1 d"));
        elements.hidingLess.add("A mask was shortened.");

        assertThat(read().isOn(origin, keyless::add)).isFalse();
        assertThat(faults.sentences())
                .satisfiesExactly(
                        attribute -> assertThat(attribute).startsWith("<spool maxAge=\"1 d\"> has an attribute"),
                        mask -> assertThat(mask).isEqualTo("A mask was shortened." + Faults.OFF));
    }

    @Test
    void anAttributeOfARule_isThatRulesFault_orOfAllWhereTheyCantBeToldApart() {
        RuleElement first = new RuleElement();
        RuleElement second = new RuleElement();
        elements.add(first);
        elements.add(second);
        new StrayAttribute(List.of("rule"), 1, "logger", "com.acme").judge(elements, faults);
        assertThat(elements.faultsOf(first)).isEmpty();
        assertThat(elements.faultsOf(second))
                .containsExactly("<rule logger=\"com.acme\"> has an attribute, which Logback drops: write"
                        + " <rule><logger>com.acme</logger>…</rule>.");
        new StrayAttribute(List.of("rule"), 0, "level", "INFO").judge(elements, faults);
        assertThat(elements.faultsOf(first)).hasSize(1);
        assertThat(elements.faultsOf(second)).hasSize(1);
        new StrayAttribute(List.of("rule", "message"), -1, "x", "y").judge(elements, faults);
        assertThat(elements.faultsOf(first)).hasSize(2);
        assertThat(elements.faultsOf(second)).hasSize(2);
        assertThat(faults.sentences()).isEmpty();
    }
}
