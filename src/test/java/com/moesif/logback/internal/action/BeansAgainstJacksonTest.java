package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonManagedReference;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** What is made of beans and records without Jackson's databind, held against what that makes of them. */
class BeansAgainstJacksonTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            // As in logs written with Jackson 2, and because toString() of an enum is often meant for people.
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .build();

    private final Snapshots snapshots = new Snapshots();

    /** Every way to hide something, on fields, getters and setters. */
    @JsonIgnoreProperties("listed")
    public static final class Account {
        @JsonIgnore
        private final String onField = "secret";

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        private final String writeOnly = "secret";

        private String onSetter = "secret";
        private String setOnly = "secret";
        private final String undisclosed = "secret";
        public final transient String passing = "secret";
        public final String open = "x";

        public String getOnField() {
            return onField;
        }

        public String getWriteOnly() {
            return writeOnly;
        }

        @JsonIgnore
        public String getOnGetter() {
            return "secret";
        }

        public String getOnSetter() {
            return onSetter;
        }

        @JsonIgnore
        public void setOnSetter(String text) {
            onSetter = text;
        }

        @JsonIgnore
        public String getSetOnly() {
            return setOnly;
        }

        @JsonProperty
        public void setSetOnly(String text) {
            setOnly = text;
        }

        String getPackagePrivate() {
            return "secret";
        }

        public String getListed() {
            return "secret";
        }

        public String getShown() {
            return "x";
        }

        @JsonProperty("renamed")
        public String getNamed() {
            return "x";
        }

        @JsonIgnore(false)
        public String getNotIgnored() {
            return undisclosed.substring(0, 0);
        }
    }

    public static class Names {
        public String getURL() {
            return "u";
        }

        public String getaway() {
            throw new AssertionError("no getter");
        }

        public String get_id() {
            throw new AssertionError("no getter");
        }

        public String getX1() {
            return "1";
        }

        public int getX() {
            return 1;
        }

        public boolean isOk() {
            return true;
        }

        public Boolean isBoxed() {
            return true;
        }

        public String isText() {
            throw new AssertionError("no getter");
        }

        public static String getShared() {
            throw new AssertionError("no getter");
        }

        public void getNothing() {
            throw new AssertionError("no getter");
        }

        public String getWith(String parameter) {
            throw new AssertionError(parameter);
        }

        @JsonGetter("fluent-one")
        public String fluent() {
            return "f";
        }

        @JsonProperty
        String hiddenButWanted() {
            return "h";
        }

        public String renamedBySetter = "s";

        @JsonProperty("by_setter")
        public void setRenamedBySetter(String text) {
            renamedBySetter = text;
        }
    }

    public static class Child extends Names implements Described {
        @Override
        public String getURL() {
            return "child";
        }
    }

    public interface Described {
        default String getDescription() {
            return "default";
        }

        @JsonIgnore
        default String getInherited() {
            return "secret";
        }
    }

    record Card(
            @JsonProperty("brand_name") String brand,
            @JsonIgnore String number,
            int b,
            int a) {
        public String getExtra() {
            return "extra";
        }
    }

    record NotPublic(Optional<String> some, Optional<String> none, int[] numbers) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Sparse(
            String none,
            String empty,
            List<String> noList,
            int zero,
            @JsonInclude String kept) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WithoutNulls(String none, Optional<String> absent, String text) {}

    record Defaults(
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int zero,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean no,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int one) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Snake(
            String firstName,
            String theURLOf,
            String URL,
            String _own,
            String user_Name,
            String __,
            @JsonProperty("asItIs") int given) {}

    @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
    record Kebab(String firstName, String theURLOf, String URL, String _own, String user_Name) {}

    @JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
    record UpperCamel(String firstName, String theURLOf, String URL, String _own, String user_Name) {}

    @JsonNaming(PropertyNamingStrategies.UpperSnakeCaseStrategy.class)
    record UpperSnake(String firstName, String theURLOf, String URL, String _own, String user_Name) {}

    @JsonNaming(PropertyNamingStrategies.LowerDotCaseStrategy.class)
    record LowerDot(String firstName, String theURLOf, String URL, String _own, String user_Name) {}

    @JsonNaming(PropertyNamingStrategies.LowerCaseStrategy.class)
    record Lower(String firstName, String theURLOf, String URL, String _own, String user_Name) {}

    @JsonPropertyOrder({"c", "b"})
    record Ordered(int a, int b, int c) {}

    record Name(String first, String last) {}

    record Unwrapping(
            @JsonUnwrapped Name name,

            @JsonUnwrapped(prefix = "maiden_", suffix = "_was")
            Name maiden,

            @JsonUnwrapped(enabled = false) Name whole,
            @JsonUnwrapped(prefix = "no_") Name none) {}

    record Id(@JsonValue String value) {}

    public static final class Amount {
        @JsonValue
        public Map<String, Object> shown() {
            return Map.of("amount", new BigDecimal("1.50"));
        }

        public String getSecret() {
            throw new AssertionError("not shown");
        }
    }

    public static final class Open {
        private final Map<String, Object> rest = new LinkedHashMap<>(Map.of("x", 1));

        public int getOwn() {
            return 2;
        }

        @JsonAnyGetter
        public Map<String, Object> getRest() {
            return rest;
        }
    }

    record Raw(@JsonRawValue String json) {}

    @JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
    public static final class ByFields {
        private final int seats = 3;

        public String getSecret() {
            return "secret" + seats;
        }
    }

    @JsonIgnoreType
    public record Secret(String value) {}

    record Holder(Secret secret, int shown) {}

    /** What is to be seen is said of one of two, and of the other that it is not to be read. */
    public static final class Split {
        @JsonIgnore
        private final String byGetter = "secret";

        @JsonProperty
        private final String byField = "f";

        @JsonIgnore
        private String bySetter = "secret";

        @JsonProperty
        public String getByGetter() {
            return byGetter.isEmpty() ? "" : "g";
        }

        @JsonIgnore
        public String getByField() {
            return "secret" + byField;
        }

        public String getBySetter() {
            return bySetter;
        }

        public void setBySetter(String text) {
            bySetter = text;
        }
    }

    public static final class Said {
        @JsonProperty
        public boolean isOpen() {
            return true;
        }

        @Override
        public String toString() {
            return "its text";
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @JsonIgnore
    @interface NoBundle {}

    record NotBundled(@NoBundle String open, int shown) {}

    record Within(
            @JsonIgnoreProperties("last") Name name,
            @JsonIgnoreProperties("last") List<Name> names) {}

    @JsonIncludeProperties("a")
    record Chosen(int a, int b) {}

    public static final class Parent {
        @JsonManagedReference
        public final List<Kid> children = new ArrayList<>();
    }

    public static final class Kid {
        public final int age = 3;

        @JsonBackReference
        public Parent parent;
    }

    @Retention(RetentionPolicy.RUNTIME)
    @JacksonAnnotationsInside
    @JsonIgnore
    @interface Hidden {}

    record Bundled(@Hidden String secret, int shown) {}

    record Formatted(
            @JsonFormat(pattern = "dd.MM.yyyy") LocalDate day,

            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "yyyy-MM-dd HH:mm", timezone = "Europe/Paris")
            Date date,

            @JsonFormat(shape = JsonFormat.Shape.STRING) long id,
            @JsonFormat(shape = JsonFormat.Shape.NUMBER) Plain plain) {}

    enum Plain {
        ZEROTH,
        ONCE
    }

    enum Colour {
        @JsonProperty("rosso")
        RED,
        GREEN;

        @Override
        public String toString() {
            return "for people";
        }
    }

    enum Code {
        FIRST;

        @JsonValue
        int code() {
            return 17;
        }
    }

    @JsonFormat(shape = JsonFormat.Shape.OBJECT)
    enum Verbose {
        ONE;

        public String getLabel() {
            return "one";
        }
    }

    @JsonSerialize(as = Described.class)
    public static final class Wide implements Described {
        public String getSecret() {
            return "secret";
        }
    }

    static Stream<Object> beans() {
        Name name = new Name("Ada", "Lovelace");
        Parent parent = new Parent();
        Kid kid = new Kid();
        kid.parent = parent;
        parent.children.add(kid);
        return Stream.of(
                new Account(),
                new Names(),
                new Child(),
                new Card("visa", "4111", 1, 2),
                new NotPublic(Optional.of("x"), Optional.empty(), new int[] {1, 2}),
                new Sparse(null, "", List.of(), 0, null),
                new WithoutNulls(null, Optional.empty(), "x"),
                new Defaults(0, false, 1),
                new Snake("a", "b", "c", "d", "e", "f", 1),
                new Kebab("a", "b", "c", "d", "e"),
                new UpperCamel("a", "b", "c", "d", "e"),
                new UpperSnake("a", "b", "c", "d", "e"),
                new LowerDot("a", "b", "c", "d", "e"),
                new Lower("a", "b", "c", "d", "e"),
                new Ordered(1, 2, 3),
                new Unwrapping(name, name, name, null),
                new Id("x"),
                new Amount(),
                new Open(),
                new Raw("{\"a\":[1, 2.50]}"),
                new ByFields(),
                new Holder(new Secret("secret"), 1),
                new Holder(null, 1),
                new TwoGetters.Both(),
                new TwoGetters.QuestionChosen(),
                new TwoGetters.QuestionIgnored(),
                new Split(),
                new Said(),
                new NotBundled("x", 1),
                new Within(name, List.of(name)),
                new Chosen(1, 2),
                parent,
                kid,
                new Bundled("secret", 1),
                new Formatted(
                        LocalDate.of(2024, 3, 1), Date.from(Instant.parse("2024-03-01T04:45:42.914Z")), 7, Plain.ONCE),
                Colour.RED,
                Colour.GREEN,
                Code.FIRST,
                Verbose.ONE,
                new Wide(),
                Map.of(Colour.RED, Code.FIRST),
                Map.entry("k", name),
                new Object[] {name, Colour.RED, null});
    }

    @ParameterizedTest
    @MethodSource("beans")
    void aBean_isWhatJacksonMakesOfIt_atEveryDepth(Object bean) throws Throwable {
        Object expected = tree(JACKSON.writeValueAsString(bean));

        assertThat(ours(bean)).isEqualTo(expected);
        assertThat(ours(new Object[] {bean})).isEqualTo(List.of(expected));
        assertThat(ours(Map.of("k", List.of(bean)))).isEqualTo(Map.of("k", List.of(expected)));
        assertThat(ours(bean).toString()).doesNotContain("secret");
    }

    @Test
    void orderIsDeterministic_aRecordsAsDeclared_aBeansByName() throws Throwable {
        assertThat(json(new Card("visa", "4111", 1, 2)))
                .isEqualTo("{\"brand_name\":\"visa\",\"b\":1,\"a\":2,\"extra\":\"extra\"}");
        assertThat(json(new Ordered(1, 2, 3))).isEqualTo("{\"c\":3,\"b\":2,\"a\":1}");
        assertThat(json(new Child()))
                .startsWith("{\"URL\":\"child\",\"boxed\":true,\"by_setter\":\"s\",\"description\"");
    }

    record AnyHolder(Object secret, int shown) {}

    @JsonIgnoreProperties("brand")
    record Renamed(@JsonProperty("brand_name") String brand, int shown) {}

    @JsonIgnoreProperties("x")
    record OpenWithin(@JsonIgnoreProperties("x") Open open) {}

    @Retention(RetentionPolicy.RUNTIME)
    @JacksonAnnotationsInside
    @JsonIgnore
    @OfItself
    @interface OfItself {}

    record BundledInItself(@OfItself String secret, int shown) {}

    /** Jackson shows some of them: what is hidden by one name or type is not shown by another. */
    @Test
    void whatIsHidden_isHiddenByEachOfItsNames_andWhereverItStands() {
        assertThat(json(new AnyHolder(new Secret("4111"), 1))).isEqualTo("{\"shown\":1}");
        assertThat(json(new Renamed("4111", 1))).isEqualTo("{\"shown\":1}");
        assertThat(json(new OpenWithin(new Open()))).isEqualTo("{\"open\":{\"own\":2}}");
        assertThat(json(new BundledInItself("4111", 1))).isEqualTo("{\"shown\":1}");
    }

    record Patterns(
            @JsonFormat(pattern = "HH:mm") Instant time,
            @JsonFormat(pattern = "HH:mm") LocalDate day) {}

    @Test
    void aPattern_isOfUtcWhereItHasNoZone_andOfNoUseToADay() {
        assertThat(json(new Patterns(Instant.parse("2024-03-01T04:45:42Z"), LocalDate.of(2024, 3, 1))))
                .isEqualTo("{\"time\":\"04:45\",\"day\":\"2024-03-01\"}");
    }

    public static final class Own extends ValueSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            json.writeString("****");
        }
    }

    record Masked(
            @JsonSerialize(using = Own.class) StringBuilder number,

            @JsonSerialize(using = ToStringSerializer.class, contentUsing = Own.class)
            List<String> numbers,

            int shown) {}

    @JsonSerialize(using = Own.class)
    record SelfMade(String number) {}

    /** We can't run the application's serialiser, and it may be there to hide something. */
    @Test
    void whatASerializerOfTheApplicationWrites_isNeverReadInstead() {
        assertThat(snapshots.of(new Masked(new StringBuilder("4111"), List.of("4111"), 1)))
                .isInstanceOfSatisfying(Doubtful.class, it -> {
                    assertThat(it.lost()).isTrue();
                    assertThat(((Json) it.value()).text())
                            .contains("\"shown\":1")
                            .doesNotContain("4111");
                });
        assertThat(snapshots.of(new SelfMade("4111")))
                .isInstanceOfSatisfying(
                        CaptureFailure.class,
                        it -> assertThat(it.why())
                                .startsWith("is of a class with a serialiser (@JsonSerialize) of its own"));
        Doubtful listed = (Doubtful) snapshots.of(List.of(new Filtered("4111")));
        assertThat(((Json) listed.value()).text())
                .startsWith("[\"[This value was lost: it is of a class with a filter (@JsonFilter)")
                .doesNotContain("4111");
    }

    @JsonFilter("mine")
    record Filtered(String number) {}

    record Numbered(String number) {}

    record NumberHolder(@JsonFilter("mine") Numbered card, int shown) {}

    @JsonSerialize(using = Own.class)
    record Cards(List<String> numbers) implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return numbers.iterator();
        }
    }

    record Valued(@JsonIgnore String number) {
        @JsonValue
        @JsonSerialize(using = Own.class)
        String value() {
            return number;
        }
    }

    @Test
    void whatAFilterOrASerialiserMayHide_isNeverShown_whereverItIsAskedFor() {
        Doubtful holder = (Doubtful) snapshots.of(new NumberHolder(new Numbered("4111"), 1));
        assertThat(((Json) holder.value()).text()).contains("\"shown\":1").doesNotContain("4111");
        assertThat(holder.why()).startsWith("has a filter of its own for 'card' (@JsonFilter)");
        assertThat(List.of(snapshots.of(new Cards(List.of("4111"))), snapshots.of(new Valued("4111"))))
                .allSatisfy(lost -> assertThat(lost)
                        .isInstanceOfSatisfying(
                                CaptureFailure.class,
                                it -> assertThat(it.why()).startsWith("is of a class with a serialiser")));
    }

    @JsonSerialize(using = Own.class)
    static final class Textless {}

    /** The log line shows it, too. */
    @Test
    void ofAnArgument_theTextCounts_alsoWhereASerialiserIsAskedFor() {
        assertThat(snapshots.ofArgument(new SelfMade("4111"))).isEqualTo("SelfMade[number=4111]");
        assertThat(snapshots.ofArgument(Optional.of(new Filtered("4111")))).isEqualTo("Filtered[number=4111]");
        assertThat(snapshots.ofArgument(List.of(new Filtered("4111")))).isEqualTo("[Filtered[number=4111]]");
        assertThat(snapshots.ofArgument(new Textless())).isInstanceOf(CaptureFailure.class);
    }

    private String json(Object value) {
        return ((Json) snapshots.of(value)).text();
    }

    private Object ours(Object value) {
        Object captured = snapshots.of(value);
        return captured instanceof Json json ? tree(json.text()) : tree(JACKSON.writeValueAsString(captured));
    }

    private static Object tree(String json) {
        return ParsedJson.object("{\"v\":" + json + "}").get("v");
    }
}
