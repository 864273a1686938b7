package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.annotation.JsonSerialize.Typing;
import tools.jackson.databind.json.JsonMapper;

/** Annotations that have a value seen as another class, or only a part of it: never more is shown than Jackson shows. */
class SeenAsAgainstJacksonTest {
    private static final JsonMapper JACKSON = JsonMapper.builder().build();

    private final Snapshots snapshots = new Snapshots();

    interface Named {
        String getName();
    }

    interface Nothing {}

    record Card(String name, String pan) implements Named, Nothing {
        @Override
        public String getName() {
            return name;
        }
    }

    static Card card() {
        return new Card("n", "secret");
    }

    public static final class ValueOfACard implements Named {
        @Override
        public String getName() {
            return "n";
        }

        @JsonValue
        public String pan() {
            return "secret";
        }
    }

    public static class NamedMap extends HashMap<String, String> implements Named {
        private static final long serialVersionUID = 1L;

        public NamedMap() {
            put("pan", "secret");
        }

        @Override
        public String getName() {
            return "n";
        }
    }

    public static final class NamedList extends ArrayList<String> implements Named {
        private static final long serialVersionUID = 1L;

        public NamedList() {
            add("secret");
        }

        @Override
        public String getName() {
            return "n";
        }
    }

    enum NamedConstant implements Named {
        SECRET;

        @Override
        public String getName() {
            return "n";
        }
    }

    @JsonSerialize(as = Named.class)
    public static final class MapAsNamed extends NamedMap {
        private static final long serialVersionUID = 1L;
    }

    @JsonSerialize(as = Named.class)
    enum ConstantAsNamed implements Named {
        SECRET;

        @Override
        public String getName() {
            return "n";
        }
    }

    @JsonSerialize(as = Nothing.class)
    record AsNothing(String pan) implements Nothing {}

    @JsonSerialize(as = Object.class)
    record AsObject(String pan) {}

    record HoldsNothing(AsNothing one, List<AsNothing> list, Map<String, AsNothing> map) {}

    record AsNamed(
            @JsonSerialize(as = Named.class) ValueOfACard value,
            @JsonSerialize(as = Named.class) NamedMap map,
            @JsonSerialize(as = Named.class) NamedList list,
            @JsonSerialize(as = Named.class) NamedConstant constant,
            @JsonSerialize(as = Nothing.class) Card nothing,
            @JsonSerialize(as = Object.class) Card object,
            @JsonSerialize(as = Number.class) Integer number) {}

    @JsonSerialize(typing = Typing.STATIC)
    record Declared(
            Object object,
            Comparable<?> text,
            Nothing nothing,
            Number number,
            CharSequence characters,
            NamedConstant constant,
            int[] numbers,
            String[] texts,
            List<Card> cards,
            Map<String, Integer> counts,
            Optional<Long> amount,
            List<List<String>> lists) {}

    record WithProperties(
            @JsonFormat(shape = JsonFormat.Shape.POJO) NamedMap map,
            @JsonFormat(shape = JsonFormat.Shape.POJO) NamedList list,
            @JsonFormat(shape = JsonFormat.Shape.POJO) NamedConstant constant,
            @JsonFormat(shape = JsonFormat.Shape.POJO) NamedMap none) {}

    @JsonAutoDetect(getterVisibility = Visibility.NONE, fieldVisibility = Visibility.NONE)
    record OneShown(String pan, @JsonProperty int shown) {}

    @JsonAutoDetect(getterVisibility = Visibility.NONE)
    record NoneShown(String pan) {}

    @JsonAutoDetect(fieldVisibility = Visibility.NONE)
    record AccessorsShown(String name) {}

    /** Its text tells what is not visible. */
    @JsonAutoDetect(
            fieldVisibility = Visibility.NONE,
            getterVisibility = Visibility.NONE,
            isGetterVisibility = Visibility.NONE)
    public static final class NothingVisible {
        public final String pan = "secret";

        @Override
        public String toString() {
            return pan;
        }
    }

    static Stream<Object> shown() {
        return Stream.of(
                new MapAsNamed(),
                ConstantAsNamed.SECRET,
                new AsNothing("secret"),
                new AsObject("secret"),
                new HoldsNothing(
                        new AsNothing("secret"),
                        List.of(new AsNothing("secret")),
                        Map.of("k", new AsNothing("secret"))),
                new AsNamed(
                        new ValueOfACard(), new NamedMap(), new NamedList(), NamedConstant.SECRET, card(), card(), 17),
                new Declared(
                        card(),
                        "secret",
                        card(),
                        17,
                        "x",
                        null,
                        new int[] {1},
                        new String[] {"x"},
                        List.of(new Card("n", "p")),
                        Map.of("k", 1),
                        Optional.of(2L),
                        List.of(List.of("x"))),
                new OneShown("secret", 1),
                new NoneShown("secret"),
                new AccessorsShown("n"),
                new NothingVisible());
    }

    @ParameterizedTest
    @MethodSource("shown")
    void aValue_isShownAsInJackson(Object value) {
        Object captured = snapshots.of(value);

        assertThat(captured).isInstanceOf(Json.class);
        String ours = ((Json) captured).text();
        assertThat(ParsedJson.object(ours)).isEqualTo(ParsedJson.object(JACKSON.writeValueAsString(value)));
        assertThat(ours).doesNotContain("secret").doesNotContain("SECRET");
    }

    @Test
    void ofAMapAListOrAConstant_thePropertiesAreShown_whereTheyAreAskedFor() {
        WithProperties value = new WithProperties(new NamedMap(), new NamedList(), NamedConstant.SECRET, null);

        assertThat(((Json) snapshots.of(value)).text())
                .isEqualTo("{\"map\":{\"empty\":false,\"name\":\"n\"},\"list\":{\"empty\":false,\"name\":\"n\"},"
                        + "\"constant\":{\"name\":\"n\"},\"none\":null}")
                .isEqualTo(JACKSON.writeValueAsString(value));
    }

    record DeclaredList(
            @JsonSerialize(typing = Typing.STATIC) List<Named> part, int shown) {}

    record DeclaredArray(
            @JsonSerialize(typing = Typing.STATIC) Named[] part, int shown) {}

    record DeclaredOptional(
            @JsonSerialize(typing = Typing.STATIC) Optional<Named> part, int shown) {}

    @JsonSerialize(typing = Typing.STATIC)
    record DeclaredMap(Map<String, Named> part, int shown) {}

    record DeclaredNested(
            @JsonSerialize(typing = Typing.STATIC) List<List<Named>> part, int shown) {}

    record AsCollection(
            @JsonSerialize(as = Collection.class) List<Named> part, int shown) {}

    @JsonSerialize(typing = Typing.STATIC)
    public static final class StaticList extends ArrayList<Named> {
        private static final long serialVersionUID = 1L;
    }

    @JsonSerialize(typing = Typing.STATIC)
    public static final class StaticMap extends HashMap<String, Named> {
        private static final long serialVersionUID = 1L;
    }

    @JsonSerialize(contentAs = Named.class)
    public static final class NarrowList extends ArrayList<Card> {
        private static final long serialVersionUID = 1L;
    }

    record HoldsStaticList(StaticList part, int shown) {}

    record HoldsStaticMap(StaticMap part, int shown) {}

    record HoldsNarrowList(NarrowList part, int shown) {}

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

    @JsonInclude(content = JsonInclude.Include.CUSTOM, contentFilter = Secrets.class)
    record FilteredMap(Map<String, String> part, int shown) {}

    @JsonInclude(content = JsonInclude.Include.CUSTOM, contentFilter = Secrets.class)
    record FilteredMaps(List<Map<String, String>> part, int shown) {}

    @JsonInclude(content = JsonInclude.Include.CUSTOM, contentFilter = Secrets.class)
    public static final class FilteredEntries extends HashMap<String, String> {
        private static final long serialVersionUID = 1L;
    }

    record HoldsFilteredEntries(FilteredEntries part, int shown) {}

    record OptionalWithProperties(
            @JsonFormat(shape = JsonFormat.Shape.POJO) Optional<NamedMap> part, int shown) {}

    static Stream<Object> withheld() {
        StaticList list = new StaticList();
        list.add(card());
        StaticMap map = new StaticMap();
        map.put("k", card());
        NarrowList narrow = new NarrowList();
        narrow.add(card());
        FilteredEntries filtered = new FilteredEntries();
        filtered.put("k", "secret");
        return Stream.of(
                new DeclaredList(List.of(card()), 1),
                new DeclaredArray(new Named[] {card()}, 1),
                new DeclaredOptional(Optional.of(card()), 1),
                new DeclaredMap(Map.of("k", card()), 1),
                new DeclaredNested(List.of(List.of(card())), 1),
                new AsCollection(List.of(card()), 1),
                new HoldsStaticList(list, 1),
                new HoldsStaticMap(map, 1),
                new HoldsNarrowList(narrow, 1),
                new FilteredMap(Map.of("k", "secret"), 1),
                new FilteredMaps(List.of(Map.of("k", "secret")), 1),
                new HoldsFilteredEntries(filtered, 1),
                new OptionalWithProperties(Optional.of(new NamedMap()), 1));
    }

    @ParameterizedTest
    @MethodSource("withheld")
    void aPartThatIsNotNarrowedHere_isLostAlone(Object holder) {
        assertThat(JACKSON.writeValueAsString(holder)).contains("\"shown\":1").doesNotContain("secret");

        assertThat(snapshots.of(holder)).isInstanceOfSatisfying(Doubtful.class, captured -> {
            assertThat(captured.lost()).isTrue();
            assertThat(((Json) captured.value()).text()).contains("\"shown\":1").doesNotContain("secret");
        });
    }

    record EitherWay(
            @JsonFormat(shape = JsonFormat.Shape.OBJECT) NamedMap part) {}

    /** Jackson 2 shows its properties only, and Jackson 3 its entries. */
    @Test
    void whatTheTwoJacksonsShowDifferently_isLost() {
        assertThat(snapshots.of(new EitherWay(new NamedMap())))
                .isInstanceOfSatisfying(
                        Doubtful.class,
                        captured -> assertThat(((Json) captured.value()).text())
                                .doesNotContain("secret")
                                .doesNotContain("name"));
    }

    record AsOther(@JsonSerialize(as = Named.class) Object value) {}

    /** Jackson fails then. */
    @Test
    void whatIsNotOfTheClassThatItIsToBeSeenAs_isLost() {
        assertThat(snapshots.of(new AsOther("secret")))
                .isInstanceOfSatisfying(
                        Doubtful.class,
                        captured -> assertThat(((Json) captured.value()).text()).doesNotContain("secret"));
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Checked {}

    /** The compiler adds parameters to the constructor, which have no annotations. */
    @Test
    void aBeanOfALocalClassThatCapturesAVariable_isShown() {
        int captured = "four".length();
        class Local {
            public final int shown;

            Local(@Checked int more) {
                shown = captured + more;
            }
        }
        assertThat(((Json) snapshots.of(new Local(3))).text())
                .isEqualTo("{\"shown\":7}")
                .isEqualTo(JACKSON.writeValueAsString(new Local(3)));
    }
}
