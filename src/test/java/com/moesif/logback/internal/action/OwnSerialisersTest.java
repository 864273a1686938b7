package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.std.SimpleBeanPropertyFilter;
import tools.jackson.databind.ser.std.SimpleFilterProvider;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Serialisers and filters of the application: none is run, and nothing is shown that one of them hides in Jackson's JSON. */
class OwnSerialisersTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .filterProvider(
                    new SimpleFilterProvider().addFilter("mine", SimpleBeanPropertyFilter.serializeAllExcept("card")))
            .build();

    private final Snapshots snapshots = new Snapshots();

    public static final class Own extends ValueSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            json.writeString("****");
        }
    }

    interface HasNumber {
        @JsonSerialize(using = Own.class)
        String number();
    }

    public static final class ValueOfAnInterface implements HasNumber {
        @Override
        @JsonValue
        public String number() {
            return "4111";
        }
    }

    public abstract static class Numbered {
        @JsonSerialize(using = Own.class)
        public abstract String number();
    }

    public static final class ValueOfASuperclass extends Numbered {
        @Override
        @JsonValue
        public String number() {
            return "4111";
        }
    }

    static Stream<Object> values() {
        return Stream.of(new ValueOfAnInterface(), new ValueOfASuperclass());
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueThatASerialiserHides_isLostAlone(Object hiding) {
        assertThat(JACKSON.writeValueAsString(hiding)).contains("****").doesNotContain("4111");

        assertThat(snapshots.of(hiding))
                .isInstanceOfSatisfying(
                        CaptureFailure.class,
                        lost -> assertThat(lost.why())
                                .contains("of its own, which is not run here")
                                .doesNotContain("4111"));
    }

    interface HasMore {
        @JsonSerialize(contentUsing = Own.class)
        Map<String, String> more();
    }

    public static final class MoreOfAnInterface implements HasMore {
        @Override
        @JsonAnyGetter
        public Map<String, String> more() {
            return Map.of("card", "4111");
        }

        public int getShown() {
            return 1;
        }
    }

    public static final class MoreByField {
        @JsonAnyGetter
        @JsonSerialize(contentUsing = Own.class)
        public final Map<String, String> more = Map.of("card", "4111");

        public int getShown() {
            return 1;
        }
    }

    /** Its properties have the name that the field has. */
    public static final class MoreBesideMore {
        @JsonAnyGetter
        @JsonSerialize(contentUsing = Own.class)
        public final Map<String, String> more = Map.of("card", "4111");

        public String getMore() {
            return "more";
        }

        @JsonProperty("more()")
        public int getOther() {
            return 2;
        }

        public int getShown() {
            return 1;
        }
    }

    public static final class Card {
        public String getNumber() {
            return "4111";
        }
    }

    public static final class Unwrapped {
        @JsonUnwrapped
        @JsonSerialize(using = Own.class)
        public Card getCard() {
            return new Card();
        }

        public int getShown() {
            return 1;
        }
    }

    public static final class MoreThatIsFiltered {
        @JsonAnyGetter
        @JsonFilter("mine")
        public Map<String, String> more() {
            return Map.of("card", "4111");
        }

        public int getShown() {
            return 1;
        }
    }

    static Stream<Object> parts() {
        return Stream.of(
                new MoreOfAnInterface(),
                new MoreByField(),
                new MoreBesideMore(),
                new Unwrapped(),
                new MoreThatIsFiltered());
    }

    @ParameterizedTest
    @MethodSource("parts")
    void aPartThatASerialiserHides_isLost_andTheOthersAreShown(Object holder) {
        assertThat(JACKSON.writeValueAsString(holder)).contains("\"shown\":1").doesNotContain("4111");

        assertThat(snapshots.of(holder)).isInstanceOfSatisfying(Doubtful.class, captured -> {
            assertThat(captured.lost()).isTrue();
            assertThat(captured.why()).contains("of its own").doesNotContain("4111");
            assertThat(((Json) captured.value()).text()).contains("\"shown\":1").doesNotContain("4111");
        });
        assertThat(snapshots.propertiesOf(holder))
                .containsEntry("shown", 1)
                .anySatisfy((name, value) -> assertThat(value).isInstanceOf(CaptureFailure.class))
                .doesNotContainKey("4111")
                .doesNotContainValue("4111");
    }

    public static final class MoreTexts {
        @JsonAnyGetter
        @JsonSerialize(contentUsing = ToStringSerializer.class)
        public final Map<String, Object> more = new LinkedHashMap<>();
    }

    /** Jackson's own serialisers hide nothing. */
    @Test
    void whatJacksonsOwnSerialisersWrite_isShown() {
        MoreTexts texts = new MoreTexts();
        texts.more.put("text", "a");
        assertThat(((Json) snapshots.of(texts)).text()).isEqualTo(JACKSON.writeValueAsString(texts));
    }

    public static final class NoMore {
        @JsonAnyGetter
        @JsonSerialize(contentUsing = Own.class)
        public final Map<String, String> more = Map.of();

        public int getShown() {
            return 1;
        }
    }

    @Test
    void whereThereIsNothingToHide_nothingIsLost() {
        assertThat(((Json) snapshots.of(new NoMore())).text()).isEqualTo(JACKSON.writeValueAsString(new NoMore()));
    }
}
