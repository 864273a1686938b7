package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.action.Reserved;
import com.moesif.logback.internal.ledger.Oddity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept out of actions. */
class ExcludeAndMaskTest {
    record Card(String number, int digits) {}

    @Test
    void exclude_dropsFieldsByTheirFinalName() {
        try (Logback logback = Logback.with(
                "<alias><from>mail</from><to>email</to></alias>",
                "<mdcKey>*</mdcKey>",
                "<exclude>email</exclude>",
                "<exclude>metadata.iban</exclude>",
                "<exclude>card.*</exclude>",
                "<exclude> *_secret </exclude>",
                "<exclude>user_id</exclude>",
                "<exclude>a.c</exclude>")) {
            logback.mdc.put("api_secret", "s");
            logback.action()
                    .addKeyValue("mail", "a@b")
                    .addKeyValue("metadata.email", "a@b")
                    .addKeyValue("iban", "DE")
                    .addKeyValue("card.number", "4111")
                    .addKeyValue("card", "kept")
                    .addKeyValue("userId", "u")
                    .addKeyValue("abc", "kept: a dot is a dot")
                    .addKeyValue("Email", "kept: case matters")
                    .log("m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.userId()).isNull();
            assertThat(arrived.metadata())
                    .containsOnly(
                            entry("card", "kept"),
                            entry("abc", "kept: a dot is a dot"),
                            entry("Email", "kept: case matters"));
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    /** Whoever knows the log line writes the name that stands there, and not where an alias leads. */
    @ParameterizedTest
    @ValueSource(strings = {"mail", "metadata.mail", "email", "m*l", "e*l"})
    void exclude_takesTheNameThatAnAliasBeginsWith_too(String exclude) {
        try (Logback logback = Logback.with(
                "<alias><from>mail</from><to>email</to></alias>",
                "<field><name>mail</name><value>appender@b</value></field>",
                "<exclude>" + exclude + "</exclude>",
                "<rule><message>of {mail}</message><actionName>A</actionName><field><name>company_id</name>"
                        + "<value>c</value></field></rule>")) {
            logback.mdc.put("mail", "mdc@b");
            logback.action().addKeyValue("mail", "pair@b").log("m");
            logback.log().info("of {}", "argument@b");

            assertThat(logback.actions())
                    .hasSize(2)
                    .allSatisfy(action -> assertThat(action.json()).doesNotContain("@b"));
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    /** What is called so without the alias is another field. */
    @Test
    void exclude_ofTheNameThatAnAliasBeginsWith_leavesTheOtherNameOfThePlace() {
        try (Logback logback =
                Logback.with("<alias><from>mail</from><to>email</to></alias>", "<exclude>mail</exclude>")) {
            logback.action()
                    .addKeyValue("email", "shown")
                    .addKeyValue("mail", "hidden")
                    .log("m");

            assertThat(logback.theAction().metadata()).containsOnly(entry("email", "shown"));
        }
    }

    @Test
    void exclude_ofWhatAnAliasTakesToAPlaceOfItsOwn_hidesIt_andAsksWhetherThatIsMeant() {
        try (Logback logback = Logback.with(
                "<alias><from>tenant</from><to>company_id</to></alias>",
                "<alias><from>userId</from><to>operator</to></alias>",
                "<alias><from>mail</from><to>email</to></alias>",
                "<exclude>tenant</exclude>",
                "<exclude>user_id</exclude>",
                "<exclude>email</exclude>")) {
            logback.mdc.put("tenant", "secret");
            logback.log()
                    .atInfo()
                    .addKeyValue("action_name", "A")
                    .addKeyValue("userId", "secret")
                    .log("m");

            assertThat(logback.theAction().json()).doesNotContain("secret");
            assertThat(logback.warnings())
                    .filteredOn(warning -> warning.contains("</exclude> leaves"))
                    .containsExactly(
                            "<alias> takes 'tenant' to 'company_id', but <exclude>tenant</exclude> leaves 'tenant' out: no"
                                    + " action has it. Remove one of them.",
                            "<alias> takes 'userId' to 'operator', but <exclude>user_id</exclude> leaves 'userId' out: no"
                                    + " action has it. Remove one of them.");
        }
    }

    /** An exclude for many names is not meant for the customer, whom an alias takes to a place of its own. */
    @Test
    void wildcardExclude_hidesNoAliasToAPlaceOfItsOwn_butOneToTheMetadata() {
        try (Logback logback = Logback.with(
                "<alias><from>customerId</from><to>company_id</to></alias>",
                "<alias><from>customerMail</from><to>email</to></alias>",
                "<mdcKey>*</mdcKey>",
                "<exclude>customer*</exclude>")) {
            logback.mdc.put("customerId", "acme");
            logback.log()
                    .atInfo()
                    .addKeyValue("action_name", "A")
                    .addKeyValue("customerMail", "secret")
                    .addKeyValue("customerName", "secret")
                    .log("m");

            assertThat(logback.theAction().companyId()).isEqualTo("acme");
            assertThat(logback.theAction().metadata()).isEmpty();
            assertThat(logback.warnings())
                    .filteredOn(warning -> warning.contains("</exclude> leaves"))
                    .containsExactly("<alias> takes 'customerMail' to 'email', but <exclude>customer*</exclude> leaves"
                            + " 'customerMail' out: no action has it. Remove one of them.");
        }
    }

    /** It is taken into the metadata only, and was shown there. */
    @ParameterizedTest
    @CsvSource({"transaction_id, transactionId", "transactionId, transaction_id", "transaction_id, transaction_id"})
    void excludeOfAnIdOfTheMdc_hidesItInEitherSpelling(String exclude, String key) {
        try (Logback logback = Logback.with("<mdcKey>*</mdcKey>", "<exclude>" + exclude + "</exclude>")) {
            logback.mdc.put(key, "secret");
            logback.action().log("m");

            assertThat(logback.theAction().json()).doesNotContain("secret");
        }
    }

    /** Logback's own filter for servlets puts it there, and it is taken without a word. */
    @Test
    void excludeOfAKeyOfTheServletFilter_hidesWhatItGives() {
        try (Logback logback = Logback.with(
                "<mdcKey>*</mdcKey>", "<exclude>req.remoteHost</exclude>", "<exclude>req.requestURL</exclude>")) {
            logback.mdc.put("req.remoteHost", "203.0.113.9");
            logback.mdc.put("req.requestURL", "https://acme.com/pay");
            logback.mdc.put("req.userAgent", "Mozilla/5.0");
            logback.action().log("m");

            assertThat(logback.theAction().request()).containsOnlyKeys("time", "user_agent_string");
            assertThat(logback.theAction().json()).doesNotContain("203.0.113.9", "acme.com/pay");
        }
    }

    @Test
    void wildcardExclude_hidesKeysOfTheServletFilterInTheMetadataOnly() {
        try (Logback logback = Logback.with("<mdcKey>*</mdcKey>", "<exclude>req.*</exclude>")) {
            logback.mdc.put("req.remoteHost", "203.0.113.9");
            logback.mdc.put("req.requestURL", "https://acme.com/pay");
            logback.mdc.put("req.userAgent", "Mozilla/5.0");
            logback.mdc.put("req.method", "POST");
            logback.action().log("m");

            assertThat(logback.theAction().request())
                    .containsOnlyKeys("time", "uri", "ip_address", "user_agent_string");
            assertThat(logback.theAction().metadata()).isEmpty();
        }
    }

    /** Each place in each of its spellings, whatever the field that fills it is called. */
    static Stream<Arguments> spellings() {
        return Arrays.stream(Reserved.values()).flatMap(place -> {
            List<String> both = Stream.of(place.wireName(), camelCase(place.wireName()))
                    .distinct()
                    .toList();
            return both.stream().flatMap(exclude -> both.stream().map(field -> Arguments.of(place, exclude, field)));
        });
    }

    private static String camelCase(String wireName) {
        String camel = Pattern.compile("_([a-z])")
                .matcher(wireName)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
        assertThat(Reserved.named(camel)).isSameAs(Reserved.named(wireName));
        return camel;
    }

    @ParameterizedTest(name = "<exclude>{1}</exclude>, {2}")
    @MethodSource("spellings")
    void excludeOfAReservedName_takesItsPlace_inEitherSpelling(Reserved place, String exclude, String field) {
        String value = switch (place) {
            case REQUEST_TIME -> "2026-01-02T03:04:05.678Z";
            case REQUEST_IP_ADDRESS -> "203.0.113.77";
            case TRANSACTION_ID -> "41111111-1111-1111-1111-111111111111";
            default -> "to be hidden";
        };
        try (Logback logback = Logback.with(
                "<exclude> " + exclude + " </exclude>",
                "<rule><message>m</message><actionName>A</actionName></rule>")) {
            logback.log().atInfo().addKeyValue(field, value).log("m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.json()).doesNotContain(value.replace("Z", ""));
            assertThat(arrived.metadata()).isEmpty();
        }
    }

    @Test
    void excludeOfASpelling_takesTheSameNameOfMetadataToo() {
        try (Logback logback = Logback.with("<exclude>userId</exclude>")) {
            logback.action().addKeyValue("metadata.userId", "u").log("m");

            assertThat(logback.theAction().metadata()).isEmpty();
        }
    }

    @Test
    void excludeThatIsAMisspelling_isNamed() {
        try (Logback logback = Logback.with("<exclude>sesion_token</exclude>")) {
            assertThat(logback.warnings())
                    .contains("<exclude> 'sesion_token' leaves out a name of metadata; was 'session_token' meant?");
        }
    }

    @Test
    void mdcKey_isTakenAsItStands_andAskedAboutWithAComma() {
        try (Logback logback = Logback.with(
                "<mdcKey>trace_id, plan</mdcKey>", "<mdcKey> price plan </mdcKey>", "<mdcKey>app_*</mdcKey>")) {
            logback.mdc.put("trace_id, plan", "both");
            logback.mdc.put("price plan", "free");
            logback.mdc.put("plan", "not taken");
            logback.action().log("m");

            assertThat(logback.theAction().metadata())
                    .containsOnly(entry("trace_id, plan", "both"), entry("price plan", "free"));
            assertThat(logback.warnings())
                    .contains("<mdcKey> is 'trace_id, plan', and is taken for the name of one key. For several keys"
                            + " write <mdcKey>trace_id</mdcKey><mdcKey>plan</mdcKey>.")
                    .noneMatch(warning -> warning.contains("'price plan'"));
            assertThat(logback.errors())
                    .containsExactly(
                            "<mdcKey> is 'app_*', but * stands alone: <mdcKey>*</mdcKey> takes all keys. Write one"
                                    + " <mdcKey> for each key. It is ignored.");
        }
    }

    /** Which was meant can't be told, and hiding too much shows nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"card number", "card, number", "card;number"})
    void excludeThatMayBeSeveralNames_takesThemAll_andTheWhole(String text) {
        try (Logback logback = Logback.with("<exclude>" + text + "</exclude>")) {
            logback.action()
                    .addKeyValue(text, "4111")
                    .addKeyValue("card", "4111")
                    .addKeyValue("number", "4111")
                    .addKeyValue("kept", "k")
                    .log("m");

            assertThat(logback.theAction().metadata()).containsOnly(entry("kept", "k"));
            assertThat(logback.errors()).isEmpty();
            assertThat(logback.warnings())
                    .contains("<exclude> is '" + text
                            + "', but has to be one name each. That name is left out, and so is each of"
                            + " its pieces. For several names write <exclude>card</exclude><exclude>number</exclude>;"
                            + " for one name write * in the place of a comma, a semicolon or a blank.");
        }
    }

    @Test
    void excludeOfEverything_leavesAnActionTheCollectorTakes() {
        try (Logback logback = Logback.with("<exclude>*</exclude>")) {
            logback.action().addKeyValue("x", 1).log("the template");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.actionName()).isEqualTo("the template");
            assertThat(arrived.companyId()).isNull();
            assertThat(arrived.metadata()).isEmpty();
        }
    }

    @Test
    void mask_hidesInMetadataUriAndUserAgentOnly() {
        UUID id = UUID.fromString("41111111-1111-1111-1111-111111111111");
        try (Logback logback = Logback.with(
                "<mask><pattern>4\\d{7,}</pattern></mask>",
                "<mask><pattern>pin=(\\d+)</pattern><replacement>pin=$1?</replacement></mask>",
                "<mdcKey>phone</mdcKey>",
                "<field><name>hotline</name><value>48888888</value></field>")) {
            logback.mdc.put("phone", "49999999");
            logback.log()
                    .atInfo()
                    .addMarker(Markers.appendRaw("raw", "{\"a\":[\"41111111\"]}"))
                    .addKeyValue("action_name", "Card 41111111")
                    .addKeyValue("company_id", "41111111")
                    .addKeyValue("user_id", "41111111")
                    .addKeyValue("subscription_id", "41111111")
                    .addKeyValue("session_token", "41111111")
                    .addKeyValue("transaction_id", id)
                    .addKeyValue("request.uri", "https://acme.com/cards/41111111?pin=1234")
                    .addKeyValue("request.user_agent_string", "agent 41111111")
                    .addKeyValue("request.ip_address", "41111111::1")
                    .addKeyValue("text", "card 41111111, pin=1234.")
                    .addKeyValue("builder", new StringBuilder("41111111"))
                    .addKeyValue("uuid", id)
                    .addKeyValue("number", 41111111)
                    .addKeyValue("list", List.of("41111111", 41111111, Map.of("k", "x41111111x")))
                    .addKeyValue("bean", new Card("4111111111111111", 16))
                    .addArgument("41111111")
                    .log("by_argument={}");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.actionName()).isEqualTo("Card 41111111");
            assertThat(List.of(arrived.companyId(), arrived.userId(), arrived.subscriptionId(), arrived.sessionToken()))
                    .containsOnly("41111111");
            assertThat(arrived.transactionId()).isEqualTo(id.toString());
            assertThat(arrived.request())
                    .containsEntry("uri", "https://acme.com/cards/****?pin=$1?")
                    .containsEntry("user_agent_string", "agent ****")
                    .containsEntry("ip_address", "41111111::1");
            assertThat(arrived.metadata())
                    .containsOnly(
                            entry("raw", Map.of("a", List.of("****"))),
                            entry("text", "card ****, pin=$1?."),
                            entry("builder", "****"),
                            entry("uuid", "****-1111-1111-1111-111111111111"),
                            entry("number", 41111111),
                            entry("list", List.of("****", 41111111, Map.of("k", "x****x"))),
                            entry("bean", Map.of("number", "****", "digits", 16)),
                            entry("by_argument", "****"),
                            entry("phone", "****"),
                            entry("hotline", "****"));
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void maskThatBacktracksForEver_hidesAllAndHoldsNobodyUp() {
        try (Logback logback = Logback.with("<mask><pattern>(a+)+$</pattern></mask>")) {
            logback.action()
                    .addKeyValue("v", "a".repeat(5_000) + "!")
                    .addKeyValue("other", "b")
                    .log("m");

            assertThat(logback.theAction().metadata()).containsOnly(entry("v", "****"), entry("other", "b"));
        }
    }

    @Test
    void maskThatRecursTooDeep_hidesAll() {
        try (Logback logback = Logback.with("<mask><pattern>(a|b)*c</pattern></mask>")) {
            logback.action().addKeyValue("v", "ab".repeat(400_000)).log("m");

            assertThat(logback.theAction().metadata()).containsOnly(entry("v", "****"));
        }
    }

    @Test
    void honestMaskOnAnHonestLongText_replacesItsMatchesOnly() {
        String filler = "order of the day, nothing to see; ".repeat(10_000);
        try (Logback logback = Logback.with("<mask><pattern>\\b\\d{13,16}\\b</pattern></mask>")) {
            logback.action()
                    .addKeyValue("v", filler + "4111111111111111 " + filler)
                    .log("m");

            assertThat(logback.theAction().metadata()).containsOnly(entry("v", filler + "**** " + filler));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mask><pattern>(</pattern></mask>",
                "<mask><replacement>x</replacement></mask>",
                "<mask><patern>x</patern><pattern>y</pattern></mask>",
                "<maks><pattern>y</pattern></maks>",
                "<exclud>card</exclud>",
                "<exclude>${NOTHING:-}</exclude>",
            })
    void aWrongMaskOrExclude_switchesTheAppenderOff(String element) {
        try (Logback logback = Logback.with(element)) {
            logback.action().addKeyValue("card", "4111111111111111").log("m");

            assertThat(logback.counts()).isNull();
            assertThat(logback.errors()).singleElement().asString().contains("The appender is off and ships nothing");
        }
    }
}
