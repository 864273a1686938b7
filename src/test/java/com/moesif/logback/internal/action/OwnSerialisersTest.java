package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonIdentityReference;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonKey;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ext.javatime.ser.InstantSerializer;
import tools.jackson.databind.ext.javatime.ser.key.ZonedDateTimeKeySerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.ser.jdk.JDKKeySerializers.StringKeySerializer;
import tools.jackson.databind.ser.std.SimpleBeanPropertyFilter;
import tools.jackson.databind.ser.std.SimpleFilterProvider;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.util.RawValue;

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

    @JsonSerialize(using = Own.class)
    enum ValueOfAConstant {
        VISA;

        @JsonValue
        String number() {
            return "4111";
        }
    }

    @JsonSerialize(using = Own.class)
    @JsonFormat(shape = JsonFormat.Shape.OBJECT)
    enum ConstantWithProperties {
        VISA;

        public String getNumber() {
            return "4111";
        }
    }

    interface SelfWriting extends JacksonSerializable {
        @Override
        default void serialize(JsonGenerator json, SerializationContext context) {
            json.writeString("****");
        }

        @Override
        default void serializeWithType(JsonGenerator json, SerializationContext context, TypeSerializer type) {
            serialize(json, context);
        }
    }

    record SelfWritingBean(String number) implements SelfWriting {}

    record SelfWritingValue(@JsonValue String number) implements SelfWriting {}

    public static final class SelfWritingList extends ArrayList<String> implements SelfWriting {
        private static final long serialVersionUID = 1L;
    }

    public static final class SelfWritingMap extends HashMap<String, String> implements SelfWriting {
        private static final long serialVersionUID = 1L;
    }

    enum SelfWritingConstant implements SelfWriting {
        VISA;

        @JsonValue
        String number() {
            return "4111";
        }
    }

    public static final class OwnName extends ValueSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            json.writeName("****");
        }
    }

    @JsonSerialize(keyUsing = OwnName.class)
    public static final class NumbersByName extends HashMap<String, Integer> {
        private static final long serialVersionUID = 1L;
    }

    @JsonSerialize(keyUsing = OwnName.class)
    record NumberAsKey(String number) {}

    @JsonSerialize(keyUsing = OwnName.class)
    enum ConstantAsKey {
        NO_4111
    }

    record WithKey(@JsonKey NumberAsKey key) {}

    @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
    @JsonIdentityReference(alwaysAsId = true)
    record OnlyItsId(String number, String id) {}

    static Stream<Object> values() {
        NumbersByName byName = new NumbersByName();
        byName.put("4111", 1);
        SelfWritingList list = new SelfWritingList();
        list.add("4111");
        SelfWritingMap map = new SelfWritingMap();
        map.put("4111", "4111");
        return Stream.of(
                new ValueOfAnInterface(),
                new ValueOfASuperclass(),
                ValueOfAConstant.VISA,
                ConstantWithProperties.VISA,
                new SelfWritingBean("4111"),
                new SelfWritingValue("4111"),
                list,
                map,
                SelfWritingConstant.VISA,
                byName,
                new OnlyItsId("4111", "****"),
                Map.of(new NumberAsKey("4111"), 1),
                Map.of(ConstantAsKey.NO_4111, 1),
                Map.entry(new NumberAsKey("4111"), 1),
                Map.of(new WithKey(new NumberAsKey("4111")), 1));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueThatASerialiserHides_isLostAlone(Object hiding) {
        assertThat(JACKSON.writeValueAsString(hiding)).contains("****").doesNotContain("4111");

        assertThat(snapshots.of(hiding))
                .isInstanceOfSatisfying(
                        CaptureFailure.class,
                        lost -> assertThat(lost.why())
                                .contains("of its own, which is not ")
                                .doesNotContain("4111"));
    }

    record SelfWritingByJackson2(String number) implements JsonSerializable {
        @Override
        public void serialize(com.fasterxml.jackson.core.JsonGenerator json, SerializerProvider serializers)
                throws IOException {
            json.writeString("****");
        }

        @Override
        public void serializeWithType(
                com.fasterxml.jackson.core.JsonGenerator json,
                SerializerProvider serializers,
                com.fasterxml.jackson.databind.jsontype.TypeSerializer type)
                throws IOException {
            serialize(json, serializers);
        }
    }

    /** The application's Jackson may be the other one. */
    @Test
    void aValueThatWritesItself_isLostAlone_alsoByJackson2() throws IOException {
        SelfWritingByJackson2 card = new SelfWritingByJackson2("4111");
        assertThat(new ObjectMapper().writeValueAsString(card)).isEqualTo("\"****\"");

        assertThat(snapshots.of(Map.of("card", card))).isInstanceOfSatisfying(Doubtful.class, captured -> {
            assertThat(captured.lost()).isTrue();
            assertThat(((Json) captured.value()).text()).doesNotContain("4111");
        });
    }

    interface Described {
        String getShown();
    }

    @JsonSerialize(as = Described.class)
    record SelfWritingButDescribed(String number) implements Described, SelfWriting {
        @Override
        public String getShown() {
            return "shown";
        }
    }

    @JsonSerialize(using = ToStringSerializer.class)
    record SelfWritingButText(String number) implements SelfWriting {
        @Override
        public String toString() {
            return "text";
        }
    }

    /** Jackson's own classes write themselves, too; and where an annotation asks for something else, no class does. */
    @Test
    void whatDoesNotWriteItselfInJackson_isShown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("tree", JsonNodeFactory.instance.objectNode().put("a", 1));
        shown.put("bean in a tree", JsonNodeFactory.instance.objectNode().putPOJO("list", List.of(1)));
        shown.put("described", new SelfWritingButDescribed("4111"));
        shown.put("text", new SelfWritingButText("4111"));
        assertThat(((Json) snapshots.of(shown)).text()).isEqualTo(JACKSON.writeValueAsString(shown));
        assertThat(snapshots.of(new RawValue("{}"))).isInstanceOf(String.class);
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

    public static final class MoreByName {
        @JsonAnyGetter
        @JsonSerialize(keyUsing = OwnName.class)
        public Map<String, Integer> more() {
            return Map.of("4111", 1);
        }

        public int getShown() {
            return 1;
        }
    }

    public static final class MoreByKey {
        @JsonAnyGetter
        public Map<NumberAsKey, Integer> more() {
            return Map.of(new NumberAsKey("4111"), 1);
        }

        public int getShown() {
            return 1;
        }
    }

    public static final class More {
        public String getMore() {
            return "more";
        }
    }

    /** An unwrapped bean's property has the name of the any-getter. */
    public static final class MoreBesideUnwrapped {
        @JsonUnwrapped
        public final More unwrapped = new More();

        @JsonAnyGetter
        @JsonSerialize(contentUsing = Own.class)
        public Map<String, String> more() {
            return Map.of("card", "4111");
        }

        public int getShown() {
            return 1;
        }
    }

    record MapValue() {
        @JsonValue
        Map<String, Integer> byNumber() {
            return Map.of("4111", 1);
        }
    }

    record ByName(@JsonSerialize(keyUsing = OwnName.class) Object cards, int shown) {}

    record WithoutSome(
            @JsonInclude(content = JsonInclude.Include.CUSTOM, contentFilter = Numbers.class)
            Map<String, String> cards,

            int shown) {}

    public static final class Numbers {
        @Override
        public boolean equals(Object other) {
            return "4111".equals(other);
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    interface Nothing {}

    record WithNumber(String number) implements Nothing {}

    record AsNothing(
            @JsonSerialize(contentAs = Nothing.class) List<WithNumber> cards, int shown) {}

    record NumberOnly(String number, int id) {}

    record ById(
            @JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
            @JsonIdentityReference(alwaysAsId = true)
            NumberOnly card,

            int shown) {}

    record ByKey(Map<NumberAsKey, Integer> cards, int shown) {}

    static Stream<Object> parts() {
        return Stream.of(
                new MoreByName(),
                new MoreByKey(),
                new MoreBesideUnwrapped(),
                new ByName(Map.of("4111", 1), 1),
                new ByName(Map.entry("4111", 1), 1),
                new ByName(List.of(Map.of("4111", 1)), 1),
                new ByName(new Object[] {Map.of("4111", 1)}, 1),
                new ByName(Optional.of(Map.of("4111", 1)), 1),
                new ByName(new MapValue(), 1),
                new ByKey(Map.of(new NumberAsKey("4111"), 1), 1),
                new WithoutSome(Map.of("", "4111"), 1),
                new AsNothing(List.of(new WithNumber("4111")), 1),
                new ById(new NumberOnly("4111", 7), 1),
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

    public static final class NoMore {
        @JsonAnyGetter
        @JsonSerialize(contentUsing = Own.class)
        public final Map<String, String> more = Map.of();

        public int getShown() {
            return 1;
        }
    }

    record SpecialKeys(
            @JsonSerialize(keyUsing = StringKeySerializer.class)
            Map<String, Integer> byText,

            @JsonSerialize(keyUsing = ZonedDateTimeKeySerializer.class)
            Map<ZonedDateTime, Integer> byTime) {}

    record WithTextValue(@JsonValue String shown, String number) {}

    record WithNumberValue(@JsonValue long shown, String number) {}

    record WithTextKey(@JsonKey String shown, @JsonValue String number) {}

    record WithBeanKey(@JsonKey WithTextValue shown, String number) {}

    enum ConstantWithValue {
        VISA;

        @JsonValue
        String shown() {
            return "shown";
        }
    }

    enum ConstantWithKey {
        VISA;

        @JsonKey
        String shown() {
            return "shown";
        }
    }

    /** Jackson asks neither this serialiser for the name of an entry, nor one of keys for a value, nor the latter for a list. */
    record ValueOnly(
            @JsonValue @JsonSerialize(using = Own.class) String shown) {}

    record PartsOnly(
            @JsonValue @JsonSerialize(keyUsing = OwnName.class, contentUsing = Own.class)
            Map<String, Integer> shown) {}

    /** Its text tells less than its properties. */
    record Discreet(String number) {
        @Override
        public String toString() {
            return "text";
        }
    }

    public static final class UnwrappedText {
        @JsonUnwrapped(prefix = "card_")
        @JsonSerialize(using = ToStringSerializer.class)
        public final Discreet card = new Discreet("4111");

        @JsonUnwrapped
        @JsonSerialize(using = ToStringSerializer.class)
        public final Discreet none = null;
    }

    record TextValue(
            @JsonValue @JsonSerialize(using = ToStringSerializer.class)
            Discreet card) {}

    record ListValue(@JsonValue List<Discreet> cards) {}

    @JsonPropertyOrder(alphabetic = true)
    record Texts(
            @JsonSerialize(contentUsing = ToStringSerializer.class)
            Object a,

            @JsonSerialize(contentUsing = ToStringSerializer.class)
            Object b,

            @JsonSerialize(contentUsing = ToStringSerializer.class)
            Object c) {}

    @JsonPropertyOrder(alphabetic = true)
    record TextsOfAll(
            @JsonSerialize(using = ToStringSerializer.class) Object a,

            @JsonSerialize(using = ToStringSerializer.class) Object b,

            @JsonSerialize(using = ToStringSerializer.class) Object c) {}

    record Times(
            @JsonSerialize(contentUsing = InstantSerializer.class)
            List<Instant> times) {}

    @JsonSerialize(using = ToStringSerializer.class)
    public static final class TextOfAll extends ArrayList<Object> {
        private static final long serialVersionUID = 1L;
    }

    @JsonSerialize(contentUsing = ToStringSerializer.class)
    public static final class TextOfEach extends ArrayList<Object> {
        private static final long serialVersionUID = 1L;
    }

    @JsonSerialize(using = ToStringSerializer.class)
    enum ConstantAsText {
        VISA;

        @JsonValue
        String number() {
            return "4111";
        }

        @Override
        public String toString() {
            return "text";
        }
    }

    static Stream<Object> shown() {
        Discreet card = new Discreet("4111");
        MoreTexts more = new MoreTexts();
        more.more.put("text", "a");
        more.more.put("card", card);
        more.more.put("none", null);
        TextOfAll all = new TextOfAll();
        all.add(card);
        all.add(all);
        TextOfEach each = new TextOfEach();
        each.add(card);
        return Stream.of(
                more,
                new UnwrappedText(),
                List.of(new TextValue(card), new TextValue(null)),
                new Texts(Arrays.asList(1L << 60, null, card, List.of(card)), Map.of("k", card), Map.entry("k", card)),
                new Texts(new Object[] {1, "a", card}, Optional.of(card), Optional.empty()),
                new Texts(new ListValue(List.of(card)), new TextValue(card), new AtomicReference<>(card)),
                new Texts(new int[] {1}, new ByName(null, 1), "a"),
                new Texts(new ListValue(null), new TextValue(null), null),
                new TextsOfAll(Map.of("k", card), Optional.of(card), Optional.empty()),
                new TextsOfAll(Arrays.asList(card, null), Map.entry("k", card), Map.of("k", List.of(card))),
                new Times(List.of(Instant.parse("2024-03-01T04:45:42Z"))),
                List.of(all, ConstantAsText.VISA),
                each,
                new NoMore(),
                new NumberAsKey("shown"),
                List.of(ConstantAsKey.NO_4111),
                new ByName(Map.of(), 1),
                new ByName(Optional.empty(), 1),
                new ByName(List.of(), 1),
                new ByName("shown", 1),
                new ByName(new NoMore(), 1),
                new ByKey(Map.of(), 1),
                new PartsOnly(Map.of("shown", 1)),
                new SpecialKeys(Map.of("a", 1), Map.of(ZonedDateTime.parse("2024-03-01T04:45:42Z"), 1)),
                Map.of(new WithTextValue("shown", "4111"), 1),
                Map.of(new WithNumberValue(17, "4111"), 1),
                Map.of(new WithTextKey("shown", "4111"), 1),
                Map.of(new WithBeanKey(new WithTextValue("shown", "4111"), "4111"), 1),
                Map.of(ConstantWithValue.VISA, 1),
                Map.of(ConstantWithKey.VISA, 1),
                Map.of(new ValueOnly("shown"), 1));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void whatNoSerialiserHidesInJackson_isShownAsInJackson(Object shown) {
        assertThat(snapshots.of(shown))
                .isInstanceOfSatisfying(
                        Json.class, json -> assertThat(json.text()).isEqualTo(JACKSON.writeValueAsString(shown)));
    }

    /** A map has one kind of keys as a rule, and then is lost alone; where it has two, nothing of it is shown. */
    @Test
    void aKeyThatIsHidden_isNotShownBesideOthers() {
        Map<Object, Integer> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put(new NumberAsKey("4111"), 2);
        assertThat(snapshots.of(List.of(map))).isInstanceOf(CaptureFailure.class);
    }
}
