package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.pattern.DynamicConverter;
import com.moesif.logback.internal.action.FieldSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the value of a configured field comes from: what is neither a text nor a look-up costs each event its formatting. */
class FieldPatternsTest {
    private final LoggerContext context = new LoggerContext();
    private final FieldPatterns patterns = new FieldPatterns();

    FieldPatternsTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    private LoggingEvent event(Throwable thrown) {
        return new LoggingEvent("", context.getLogger("com.acme.Pay"), Level.WARN, "paid", thrown, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "{x} \\ $1", " a  b ", ""})
    void aTextWithoutAPercentSign_isItself(String text) {
        assertThat(patterns.source(text, context)).isEqualTo(new FieldSource.Constant(text));
        assertThat(patterns.format(event(null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "%X{plan}, plan, ",
        "%mdc{plan}, plan, ",
        "%X{ plan }, plan, ",
        "%X{plan:-free}, plan, free",
        "%X{plan:-a b}, plan, a b",
        "%X{plan:-}, plan, ''",
        "%X{req.id}, req.id, "
    })
    void aLookUpInTheMdc_needsNoFormatting(String text, String key, String fallback) {
        assertThat(patterns.source(text, context)).isEqualTo(new FieldSource.FromMdc(key, fallback));
        assertThat(patterns.format(event(null))).isEmpty();
    }

    @Test
    void otherPatterns_areFormatted_eachAtItsPlace_andWithoutTheStackTraceOfTheEvent() {
        assertThat(patterns.source("%level!", context)).isEqualTo(new FieldSource.Computed(0));
        assertThat(patterns.source("a text", context)).isInstanceOf(FieldSource.Constant.class);
        assertThat(patterns.source("%X{plan:-free}s", context)).isEqualTo(new FieldSource.Computed(1));
        assertThat(patterns.source("%logger{0} %msg", context)).isEqualTo(new FieldSource.Computed(2));

        assertThat(patterns.format(event(new IllegalStateException("why"))))
                .containsExactly("WARN!", "frees", "Pay paid");
    }

    /** Logback's own complaint would stand beside ours, and name an element that nobody wrote. */
    @ParameterizedTest
    @ValueSource(strings = {"%nosuchword", "100%", "%", "a %level %nosuchword{x}"})
    void whatIsNoPattern_isRefused_andLogbackSaysNothing(String text) {
        assertThatThrownBy(() -> patterns.source(text, context))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is no pattern of Logback's");

        assertThat(context.getStatusManager().getCopyOfStatusList()).isEmpty();
        assertThat(patterns.format(event(null))).isEmpty();
    }

    /** The appender and its other fields must not be off for it. */
    @Test
    void aPatternWhoseConverterNeedsAClassThatIsMissing_isRefused() {
        Map<String, Supplier<DynamicConverter<?>>> words = new HashMap<>();
        words.put("broken", Broken::new);
        context.putObject(CoreConstants.PATTERN_RULE_REGISTRY_FOR_SUPPLIERS, words);

        assertThatThrownBy(() -> patterns.source("%broken", context)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final class Broken extends ClassicConverter {
        @Override
        public String convert(ILoggingEvent event) {
            throw new NoClassDefFoundError("why");
        }
    }

    /** It runs what a service or a library of it has written. */
    @Test
    void aPatternThatFails_costsItsOwnValueOnly() {
        patterns.source("%msg.", context);
        patterns.source("%level.", context);
        LoggingEvent hostile = new LoggingEvent("", context.getLogger("com.acme.Pay"), Level.WARN, "paid", null, null) {
            @Override
            public String getFormattedMessage() {
                throw new StackOverflowError("why");
            }
        };

        Object[] texts = patterns.format(hostile);

        assertThat(texts).hasSize(2);
        assertThat(texts[0]).isNotNull().isNotInstanceOf(String.class);
        assertThat(texts[1]).isEqualTo("WARN.");
    }
}
