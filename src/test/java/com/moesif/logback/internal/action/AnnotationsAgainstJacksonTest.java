package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonIdentityReference;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.ext.javatime.ser.InstantSerializer;
import tools.jackson.databind.ext.javatime.ser.LocalDateTimeSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** What annotations hide, rename and format, one by one, held against what Jackson makes of them. */
class AnnotationsAgainstJacksonTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .disable(DateTimeFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .build();
    private static final Instant TIME = Instant.parse("2024-03-01T04:45:42.914Z");

    private final Snapshots snapshots = new Snapshots();

    /** Each kind of value, there and not there. */
    public abstract static class Values {
        public String none;
        public String empty = "";
        public StringBuilder blank = new StringBuilder(" ");
        public Optional<String> noText = Optional.empty();
        public Optional<String> text = Optional.of("x");
        public OptionalInt noInt = OptionalInt.empty();
        public OptionalInt zeroInt = OptionalInt.of(0);
        public OptionalLong noLong = OptionalLong.empty();
        public OptionalLong someLong = OptionalLong.of(3);
        public OptionalDouble noDouble = OptionalDouble.empty();
        public OptionalDouble someDouble = OptionalDouble.of(0.5);
        public AtomicReference<String> noReference = new AtomicReference<>();
        public AtomicReference<String> reference = new AtomicReference<>("x");
        public List<String> noList = List.of();
        public List<String> list = List.of("x");
        public Map<String, String> noMap = Map.of();
        public Map<String, String> map = Map.of("k", "v");
        public int[] noArray = {};
        public Object[] array = {1};
    }

    public static final class AllValues extends Values {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static final class NonNull extends Values {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public static final class NonAbsent extends Values {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public static final class NonEmpty extends Values {}

    /** What stands for nothing, beside what does not. */
    record NonDefault(
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) String none,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) String empty,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean no,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean yes,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) char noChar,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) char digit,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long zero,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long one,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) double half,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) float nought,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) BigDecimal free,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) List<String> noList,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) List<String> list,
            @JsonInclude(JsonInclude.Include.ALWAYS) int always) {}

    public static class Members {
        public final int publicField = 1;
        protected final int protectedField = 2;
        final int packageField = 3;
        private final int privateField = 4;
        public final transient int passing = 5;

        public int getPublicGetter() {
            return 11;
        }

        protected int getProtectedGetter() {
            return 12;
        }

        int getPackageGetter() {
            return 13;
        }

        private int getPrivateGetter() {
            return privateField;
        }

        public boolean isPublicQuestion() {
            return getPrivateGetter() == 4;
        }

        protected boolean isProtectedQuestion() {
            return true;
        }
    }

    @JsonAutoDetect(
            fieldVisibility = Visibility.ANY,
            getterVisibility = Visibility.ANY,
            isGetterVisibility = Visibility.ANY)
    public static final class AnyOf extends Members {}

    @JsonAutoDetect(
            fieldVisibility = Visibility.NON_PRIVATE,
            getterVisibility = Visibility.NON_PRIVATE,
            isGetterVisibility = Visibility.NONE)
    public static final class NonPrivate extends Members {}

    @JsonAutoDetect(
            fieldVisibility = Visibility.PROTECTED_AND_PUBLIC,
            getterVisibility = Visibility.PROTECTED_AND_PUBLIC,
            isGetterVisibility = Visibility.PROTECTED_AND_PUBLIC)
    public static final class ProtectedToo extends Members {}

    @JsonAutoDetect(fieldVisibility = Visibility.NONE, getterVisibility = Visibility.PUBLIC_ONLY)
    public static final class GettersOnly extends Members {}

    record Formats(
            @JsonFormat(shape = JsonFormat.Shape.NUMBER) Date numberOfDate,
            @JsonFormat(shape = JsonFormat.Shape.STRING) boolean flag,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,

            @JsonFormat(
                    shape = JsonFormat.Shape.STRING,
                    pattern = "d. MMMM yyyy",
                    locale = "de",
                    timezone = "Asia/Tokyo")
            Calendar day,

            @JsonFormat(pattern = "EEE HH:mm", locale = "fr")
            LocalDateTime local,

            @JsonFormat(pattern = "HH:mm", timezone = "Asia/Tokyo")
            ZonedDateTime zoned,

            @JsonFormat(pattern = "HH:mm") String text,
            @JsonFormat(pattern = "HH:mm") LocalDateTime none) {}

    public static final class AnyOnField {
        @JsonAnyGetter
        public final Map<String, Object> more = new LinkedHashMap<>(Map.of("x", 1));

        public int getOwn() {
            return 2;
        }
    }

    @JsonIgnoreProperties(value = "readOnly", allowGetters = true)
    record AllowsGetters(int readOnly) {}

    record Inner(int a, int b) {}

    /** Not final, as Jackson forgets what stands around the names of a final class within another. */
    public static class OpenInner {
        public final int a = 1;
    }

    public static class Middle {
        @JsonUnwrapped(prefix = "i_", suffix = "_i")
        public final OpenInner inner = new OpenInner();

        public final int c = 3;
    }

    record Nested(
            @JsonUnwrapped(prefix = "m_", suffix = "_m") Middle middle) {}

    record Unwrapped(
            @JsonUnwrapped(prefix = "other_") @JsonIgnoreProperties("b")
            Inner inner) {}

    record UnwrappedBefore(@JsonUnwrapped(suffix = "_of") Listed listed) {}

    record Listed(String shown, String pin) {}

    record ListedValue(@JsonValue Listed value) {}

    /** A property's lists of names hold for all that it leads to. */
    record Ignoring(@JsonIgnoreProperties("pin") Object a) {}

    record Including(@JsonIncludeProperties({"shown", "k"}) Object a) {}

    record Both(
            @JsonIgnoreProperties("pin") @JsonIncludeProperties({"pin", "k"})
            Object a) {}

    record IncludingOthers(
            @JsonIncludeProperties({"k", "pin"}) Object a) {}

    record IgnoringKey(@JsonIgnoreProperties("key") Object a) {}

    public static final class WriteOnlyBySetter {
        @JsonProperty
        public String getPin() {
            return "secret";
        }

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        public void setPin(String pin) {
            throw new AssertionError(pin);
        }
    }

    /** Were it not for its map, it would be its text, as what only answers a question is. */
    public static final class OpenQuestion {
        public boolean isOpen() {
            return true;
        }

        @JsonAnyGetter
        public Map<String, Object> more() {
            return Map.of("k", 1);
        }

        @Override
        public String toString() {
            return "text";
        }
    }

    public static final class WithText {
        public int getA() {
            return 1;
        }

        @Override
        public String toString() {
            return "text";
        }
    }

    public static final class WantedByItsField {
        @JsonProperty
        public String shown = "shown";

        @JsonIgnore
        public String getShown() {
            return "secret";
        }
    }

    record UnwrappedIncluding(
            @JsonUnwrapped(prefix = "p_") @JsonIncludeProperties("shown")
            Listed listed) {}

    @JsonIncludeProperties("shown")
    record IncludingItself(String shown, String pin) {}

    record RenamedPin(@JsonProperty("number") String pin) {}

    record IncludingRenamed(
            @JsonIncludeProperties("pin") RenamedPin byField,
            @JsonIncludeProperties("number") Listed byName) {}

    record ValueIgnoring(
            @JsonValue @JsonIgnoreProperties("pin") Listed value) {}

    /** Of a list and of a map as the value, Jackson ignores nothing. */
    record ValueIgnoringEntries(
            @JsonValue @JsonIgnoreProperties("k") Map<String, String> value) {}

    @JsonIgnoreProperties("pin")
    public static final class MapIgnoring extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1L;
    }

    @JsonIncludeProperties({"shown", "k"})
    public static final class MapIncluding extends LinkedHashMap<String, Object> {
        private static final long serialVersionUID = 1L;
    }

    public static final class AnyIgnoring {
        @JsonAnyGetter
        @JsonIgnoreProperties("pin")
        public Map<String, Object> more() {
            return Map.of("k", new Listed("k", "secret"), "pin", "secret");
        }
    }

    @JsonIncludeProperties("own")
    public static final class AnyIncluding {
        @JsonAnyGetter
        @JsonIncludeProperties("shown")
        public Map<String, Object> more() {
            return Map.of("k", "secret", "shown", new Listed("k", "secret"));
        }

        public int getOwn() {
            return 1;
        }
    }

    interface Shown {
        String getShown();
    }

    public static final class Wide implements Shown {
        @Override
        public String getShown() {
            return "shown";
        }

        public String getPin() {
            return "secret";
        }
    }

    record AsShown(
            @JsonSerialize(as = Shown.class) Wide narrow,
            @JsonSerialize(as = Shown.class) Object none,
            @JsonUnwrapped @JsonSerialize(as = Shown.class) Wide unwrapped,

            @JsonSerialize(typing = JsonSerialize.Typing.STATIC)
            Shown declared) {}

    @JsonSerialize(typing = JsonSerialize.Typing.STATIC)
    record AsDeclared(
            Shown declared,

            @JsonSerialize(typing = JsonSerialize.Typing.DYNAMIC)
            Listed own,

            List<Integer> list) {}

    /** An object of it is equal to what is not to be shown: so Jackson has it. */
    public static final class Secrets {
        @Override
        public boolean equals(Object other) {
            return "secret".equals(other);
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Secrets.class)
    record WithoutSecrets(
            String pin,
            String shown,
            @JsonInclude(JsonInclude.Include.NON_NULL) String none) {}

    /** What may only be read is said of a parameter, beside which there is no field of the name. */
    public static final class WriteOnlyParameter {
        private final String secret;

        @JsonCreator
        public WriteOnlyParameter(
                @JsonProperty(value = "pin", access = JsonProperty.Access.WRITE_ONLY) String secret,
                @JsonProperty("shown") String shown) {
            this.secret = secret + shown;
        }

        public String getPin() {
            return secret;
        }

        public String getShown() {
            return "shown";
        }
    }

    public static final class WriteOnlyParameterOfAMethod {
        private final String secret;

        private WriteOnlyParameterOfAMethod(String secret) {
            this.secret = secret;
        }

        @JsonCreator
        public static WriteOnlyParameterOfAMethod of(
                @JsonProperty(value = "pin", access = JsonProperty.Access.WRITE_ONLY) String secret) {
            return new WriteOnlyParameterOfAMethod(secret);
        }

        @JsonProperty
        public String getPin() {
            return secret;
        }
    }

    @JsonFormat(shape = JsonFormat.Shape.POJO)
    public static final class ListAsBean extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
    }

    @JsonFormat(shape = JsonFormat.Shape.POJO)
    public static final class MapAsBean extends LinkedHashMap<String, String> {
        private static final long serialVersionUID = 1L;

        public int getShown() {
            return 1;
        }
    }

    @JsonFormat(shape = JsonFormat.Shape.OBJECT)
    public record IterableAsBean(int shown) implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("secret").iterator();
        }
    }

    @JsonFormat(shape = JsonFormat.Shape.POJO)
    enum ConstantAsBean {
        ONE;

        public int getShown() {
            return 1;
        }
    }

    /** Without the annotation that says how an id is made, this one says nothing. */
    @JsonIdentityReference(alwaysAsId = true)
    record NoId(int id) {}

    record WithoutSecret(
            @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Secrets.class)
            String pin,

            @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Secrets.class)
            Object shown) {}

    static Stream<Object> namesWithin() {
        Listed listed = new Listed("k", "secret");
        Map<String, Object> map = Map.of("k", listed, "pin", "secret");
        return Stream.of(listed, new ListedValue(listed), List.of(map), Optional.of(map), new Object[] {listed}, map)
                .<Object>mapMulti((value, each) -> {
                    each.accept(new Ignoring(value));
                    each.accept(new Including(value));
                    each.accept(new Ignoring(Map.of("k", List.of(value))));
                    each.accept(new Including(Map.of("k", value)));
                    each.accept(new Both(value));
                });
    }

    static Stream<Object> withheld() {
        ListAsBean list = new ListAsBean();
        list.add("secret");
        MapAsBean map = new MapAsBean();
        map.put("pin", "secret");
        Listed listed = new Listed("k", "secret");
        MapIgnoring ignoring = new MapIgnoring();
        ignoring.putAll(Map.of("k", new Listed("k", "p"), "pin", "secret"));
        MapIncluding including = new MapIncluding();
        including.putAll(Map.of("k", new Listed("k", "p"), "pin", "secret"));
        MapIgnoring fewer = new MapIgnoring();
        fewer.putAll(Map.of("k", "p", "key", "secret", "pin", "secret"));
        return Stream.of(
                ignoring,
                including,
                new Ignoring(including),
                new IgnoringKey(fewer),
                new IncludingOthers(fewer),
                new WriteOnlyBySetter(),
                new OpenQuestion(),
                new WithText(),
                new WantedByItsField(),
                new UnwrappedIncluding(listed),
                new UnwrappedBefore(new Listed("k", "p")),
                new Including(new IncludingItself("k", "secret")),
                new IncludingRenamed(new RenamedPin("secret"), listed),
                new ValueIgnoring(listed),
                new AsShown(new Wide(), null, new Wide(), new Wide()),
                new AsDeclared(new Wide(), new Listed("k", "p"), List.of(2)),
                new WithoutSecrets("secret", "shown", null),
                new WithoutSecret("secret", "shown"),
                new WithoutSecret("p", null),
                new NoId(1),
                new WriteOnlyParameter("secret", ""),
                WriteOnlyParameterOfAMethod.of("secret"),
                list,
                map,
                new IterableAsBean(1),
                ConstantAsBean.ONE,
                new ValueIgnoringEntries(Map.of("k", "v")),
                new AnyIgnoring(),
                new AnyIncluding());
    }

    @JsonPropertyOrder(alphabetic = true)
    record Alphabetic(int b, int c, int a) {}

    public static final class Spoken {
        @JsonGetter
        public int plain() {
            return 1;
        }

        @JsonProperty
        public int getGiven() {
            return 2;
        }

        @JsonRawValue(false)
        public String getNotRaw() {
            return "{}";
        }

        @JsonValue(false)
        public String getNoValue() {
            return "x";
        }

        @JsonAnyGetter(enabled = false)
        public Map<String, String> getNotAny() {
            return Map.of("k", "v");
        }

        @JsonIgnore
        public Object getSecret() {
            return "secret";
        }
    }

    public static final class ValueOnField {
        @JsonValue
        public final int code = 17;

        public final String secret = "secret";
    }

    @JsonIncludeProperties({})
    record NothingIncluded(String secret) {}

    record AllIgnored(@JsonIgnore String secret) {}

    @JsonIgnoreProperties("pin")
    record AllListed(String pin) {}

    record WriteOnly(
            @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
            String secret) {}

    /** Whether it is open is all that is to be seen of it. */
    record Question(@JsonIgnore String secret) {
        public boolean isOpen() {
            return true;
        }
    }

    /** The digits of a long id, as a page in a browser needs them. */
    record Texts(
            @JsonSerialize(using = ToStringSerializer.class) long id,
            @JsonSerialize(using = ToStringSerializer.class) List<String> list,
            @JsonSerialize(using = ToStringSerializer.class) Long none) {}

    @JsonSerialize(using = ToStringSerializer.class)
    record Tenant(String name) {
        @Override
        public String toString() {
            return "tenant " + name;
        }
    }

    /** Many classes name Jackson's own serialisers of times: those of Jackson 2's module have the same names in another package. */
    record Times(
            @JsonSerialize(using = LocalDateTimeSerializer.class)
            LocalDateTime local,

            @JsonSerialize(using = LocalDateTimeSerializer.class) @JsonFormat(pattern = "yyyy-MM-dd HH:mm")
            LocalDateTime formatted,

            @JsonSerialize(using = InstantSerializer.class) Instant moment) {}

    static Stream<Object> beans() {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(TIME.toEpochMilli());
        return Stream.of(
                new AllValues(),
                new NonNull(),
                new NonAbsent(),
                new NonEmpty(),
                new NonDefault(
                        null, "", false, true, '\0', '0', 0, 1, 0.5, 0, BigDecimal.ZERO, List.of(), List.of("x"), 0),
                new Members(),
                new AnyOf(),
                new NonPrivate(),
                new ProtectedToo(),
                new GettersOnly(),
                new Formats(
                        Date.from(TIME),
                        true,
                        new BigDecimal("1.50"),
                        calendar,
                        LocalDateTime.parse("2024-03-01T04:45:42"),
                        ZonedDateTime.parse("2024-03-01T04:45:42+01:00[Europe/Paris]"),
                        "text",
                        null),
                new AnyOnField(),
                new AllowsGetters(1),
                new Nested(new Middle()),
                new Unwrapped(new Inner(4, 5)),
                new Spoken(),
                new ValueOnField(),
                new NothingIncluded("secret"),
                new AllIgnored("secret"),
                new AllListed("secret"),
                new WriteOnly("secret"),
                new Question("secret"),
                new Times(LocalDateTime.parse("2024-03-01T04:45:42"), LocalDateTime.parse("2024-03-01T04:45:42"), TIME),
                new Texts(17, List.of("a"), null),
                new Tenant("a"),
                List.of(new Tenant("a")));
    }

    @ParameterizedTest
    @MethodSource({"beans", "namesWithin", "withheld"})
    void aBean_isWhatJacksonMakesOfIt(Object bean) {
        Object captured = snapshots.of(bean);
        String ours = captured instanceof Json json ? json.text() : JACKSON.writeValueAsString(captured);

        assertThat(tree(ours)).isEqualTo(tree(JACKSON.writeValueAsString(bean)));
        assertThat(ours).doesNotContain("secret");
    }

    record WithMore(int c, int b) {
        @JsonProperty
        int a() {
            return 3;
        }
    }

    @Test
    void whatARecordHasBesideItsComponents_comesBehindThem() {
        WithMore more = new WithMore(1, 2);
        assertThat(((Json) snapshots.of(more)).text())
                .isEqualTo("{\"c\":1,\"b\":2,\"a\":3}")
                .isEqualTo(JACKSON.writeValueAsString(more));
    }

    /** As Jackson has it of a bean. Of a map, it lets the property's list replace that of the class. */
    @Test
    void ofTwoListsOfWhatMayBeShown_bothHold() {
        MapIncluding map = new MapIncluding();
        map.putAll(Map.of("k", "p", "shown", "v", "pin", "secret", "key", "secret"));
        assertThat(((Json) snapshots.of(new IncludingOthers(map))).text()).isEqualTo("{\"a\":{\"k\":\"p\"}}");
    }

    /** Two trees are equal whatever the order of their names. Jackson leaves a record's names as they are declared. */
    @Test
    void anAlphabeticOrder_isThatOfTheNames() {
        assertThat(((Json) snapshots.of(new Alphabetic(1, 2, 3))).text()).isEqualTo("{\"a\":3,\"b\":1,\"c\":2}");
    }

    private static Object tree(String json) {
        return ParsedJson.object("{\"v\":" + json + "}").get("v");
    }
}
