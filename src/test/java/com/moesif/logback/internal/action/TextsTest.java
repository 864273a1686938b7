package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Texts that are asked for where the value is too deep or too large for one. */
class TextsTest {
    private final Snapshots snapshots = new Snapshots();

    record AsText(
            @JsonSerialize(using = ToStringSerializer.class) Object value) {}

    /** One in the other, so deep that Java could still make a text of it. */
    private static Object deep(UnaryOperator<Object> holder) {
        Object value = "1";
        for (int i = 0; i < ValueWriter.MOST_LEVELS + 50; i++) {
            value = holder.apply(value);
        }
        return value;
    }

    static Stream<Object> deep() {
        return Stream.<UnaryOperator<Object>>of(
                        List::of, Optional::of, value -> Map.of("k", value), value -> Map.of(value, "v"))
                .map(TextsTest::deep);
    }

    @ParameterizedTest
    @MethodSource("deep")
    void aTextOfWhatIsTooDeep_isLost_andNotMade(Object deep) {
        assertThat(snapshots.of(new AsText(deep)))
                .isInstanceOfSatisfying(
                        CaptureFailure.class,
                        failure -> assertThat(failure.why()).startsWith("holds itself"));
    }

    /** Each part is there twice, and so is all that is in it: no thread would come to the end of that text. */
    @Test
    void aTextOfTooManyParts_isLost_andNotMade() {
        Object many = "1";
        for (int i = 0; i < 60; i++) {
            many = List.of(many, many);
        }
        assertThat(snapshots.of(new AsText(many))).isInstanceOf(CaptureFailure.class);
    }
}
