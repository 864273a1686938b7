package com.moesif.logback.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.Insight;
import com.moesif.logback.harness.Logback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a branch that Logback could not decide, or in an element that it does not know, is not there. */
class LeftOutElementsTest {
    private static final String RULE = "<rule><message>paid by {card}</message></rule>";
    private static final String NO_CLASS = "<condition class='no.such.Condition'><key>COLLECTOR</key></condition>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<if><then><exclude>card</exclude></then></if>",
                "<if><then/><else><exclude>card</exclude></else></if>",
                "<if condition='isDefined(\"COLLECTOR\")'><then><exclude>card</exclude></then></if>",
                NO_CLASS + "<if><then><mask><pattern>\\d+</pattern></mask></then></if>",
                "<if><then><if><then><exclude>card</exclude></then></if></then></if>",
                StrayAttributesTest.IF_TRUE + "<if><then><if><then><exclude>card</exclude></then></if></then></if>",
                "<springProfile name='prod'><exclude>card</exclude></springProfile>",
                "<if><then><springProfile name='prod'><exclude>card</exclude></springProfile></then></if>",
                "<masks><all><mask><pattern>\\d+</pattern></mask></all></masks>",
                "<profile><if><then><Mask><pattern>\\d+</pattern></Mask></then></if></profile>"
            })
    void whatWasToHideSomething_switchesTheAppenderOff(String element) {
        try (Logback harness = Logback.rules(RULE + element)) {
            harness.log().info("paid by {}", "4111111111111111");

            assertThat(Insight.isShipping(harness.appender())).isFalse();
            assertThat(harness.errors()).anyMatch(error -> error.contains("left out") && error.contains("is off"));
        }
    }

    /** It is switched off by the mask that is left. */
    @Test
    void aMaskWhosePatternIsLeftOut_switchesTheAppenderOff() {
        try (Logback harness = Logback.rules(RULE + "<mask><if><then><pattern>\\d+</pattern></then></if></mask>")) {
            harness.log().info("paid by {}", "4111111111111111");

            assertThat(Insight.isShipping(harness.appender())).isFalse();
            assertThat(harness.errors()).anyMatch(error -> error.contains("<mask> has no <pattern>"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<if><then><baseUri>http://127.0.0.1:9</baseUri></then></if>",
                "<springProfile name='test'><dryRun>true</dryRun></springProfile>",
                "<if><then><proxy><host>127.0.0.1</host><port>9</port></proxy></then></if>"
            })
    void whatSaysWhereActionsGo_keepsThem(String element) {
        String quick = "<shutdownTimeout>100 ms</shutdownTimeout>";
        try (Logback harness = Logback.rules(RULE + quick + element)) {
            harness.log().info("paid by {}", "4111111111111111");

            assertThat(harness.counts().accepted()).isOne();
            // Accepted by then, and on its way from the ring: the counts are of one moment each.
            await().until(() -> harness.counts().pending() == 1);
            assertThat(harness.counts().delivered()).isZero();
            assertThat(harness.errors()).anyMatch(error -> error.contains("left out") && error.contains("kept"));
        }
        if (element.contains("<baseUri>")) {
            // What is kept for an address that nobody knows goes to whoever follows with one.
            try (Logback mended = Logback.rules(RULE)) {
                await().until(() -> mended.collector.actions().size() == 1);
                mended.stop();
            }
        }
    }

    @Test
    void theRestIsToldOf() {
        try (Logback harness = Logback.rules(RULE + "<if><then><rule><message>and {n}</message></rule></then></if>"
                + "<rule><message>so {n}</message>" + "<if><then><level>ERROR</level></then></if></rule>")) {
            assertThat(harness.warnings())
                    .anyMatch(error -> error.startsWith("<rule> stands in an <if> that Logback could not decide"))
                    .anyMatch(error -> error.startsWith("<level> of <rule> stands in an <if>"));
        }
    }

    /** What is wrong with the element around it has been said. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<encoder><pattern>%m</pattern></encoder>",
                "<rule class='com.acme.Unknown'><message>n</message></rule>",
                "<filter class='com.acme.Unknown'><level>INFO</level></filter>"
            })
    void ofWhatIsInAnElementThatCouldNotBeRead_nothingElseIsSaid(String element) {
        try (Logback harness = Logback.rules(RULE + element)) {
            assertThat(harness.warnings()).noneMatch(text -> text.contains("left out"));
            assertThat(harness.errors()).noneMatch(text -> text.contains("left out"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                StrayAttributesTest.IF_TRUE
                        + "<if><then><exclude>card</exclude></then><else><exclude>x</exclude></else></if>",
                StrayAttributesTest.IF_TRUE + "<if><then/><else><exclude>x</exclude></else></if>"
            })
    void ofADecidedBranchNothingIsSaid(String element) {
        try (Logback harness = Logback.rules(RULE + element)) {
            harness.log().info("paid by {}", "4111111111111111");

            assertThat(harness.names()).hasSize(1);
            assertThat(harness.errors()).isEmpty();
        }
    }
}
