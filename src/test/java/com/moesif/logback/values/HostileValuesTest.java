package com.moesif.logback.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.moesif.logback.Actions;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that mean harm, or do it. Each costs at most its own field, is counted, and is spoken of once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileValuesTest {
    private static final String LOST = "[This value was lost: it ";

    /** One that throws whatever it's asked for. */
    public record Thrower(Throwable what) {
        public String getName() {
            throw sneaky(what);
        }

        @Override
        public String toString() {
            throw sneaky(what);
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> RuntimeException sneaky(Throwable what) throws T {
            throw (T) what;
        }
    }

    public static final class Node {
        public Node getSelf() {
            return this;
        }

        @Override
        public String toString() {
            return "node " + this.getSelf();
        }
    }

    public static final class Raw {
        private final String json;

        Raw(String json) {
            this.json = json;
        }

        @JsonRawValue
        public String getRaw() {
            return json;
        }
    }

    public static final class Text implements CharSequence {
        @Override
        public int length() {
            return 3;
        }

        @Override
        public char charAt(int index) {
            return 'x';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return this;
        }

        @Override
        public String toString() {
            throw new IllegalStateException("secret");
        }
    }

    private static List<Object> deep(int levels) {
        List<Object> list = new ArrayList<>();
        for (int i = 1; i < levels; i++) {
            List<Object> outer = new ArrayList<>();
            outer.add(list);
            list = outer;
        }
        return list;
    }

    private static List<Object> cycle() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    private static Map<String, Object> mapCycle() {
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        return map;
    }

    /** Few objects, but 2⁴⁰ paths through them. */
    private static List<Object> manyPaths() {
        List<Object> list = List.of("x");
        for (int i = 0; i < 40; i++) {
            list = List.of(list, list);
        }
        return list;
    }

    private static Collection<Object> endless() {
        return new AbstractCollection<>() {
            @Override
            public Iterator<Object> iterator() {
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return true;
                    }

                    @Override
                    public Object next() {
                        return "again";
                    }
                };
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };
    }

    private static Collection<Object> changing() {
        List<Object> list = new ArrayList<>(List.of(1, 2, 3));
        Iterator<Object> begun = list.iterator();
        list.add(4);
        return new AbstractCollection<>() {
            @Override
            public Iterator<Object> iterator() {
                return begun;
            }

            @Override
            public int size() {
                return list.size();
            }
        };
    }

    private static Map<Object, Object> sameNames() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, "number");
        map.put("1", "text");
        return map;
    }

    static Stream<Arguments> unserialisable() {
        return Stream.of(
                arguments("bean cycle", new Node()),
                arguments("list cycle", cycle()),
                arguments("map cycle", mapCycle()),
                arguments("10,000 levels", deep(10_000)),
                arguments("100,000 levels", deep(100_000)),
                arguments("many paths", manyPaths()),
                arguments("endless iterator", endless()),
                arguments("endless iterator within", List.of(1, endless())),
                arguments("concurrent modification", changing()),
                arguments("throwing getter", new Thrower(new IllegalStateException("secret"))),
                arguments("getter throwing an Error", new Thrower(new AssertionError("secret"))),
                arguments("getter without memory", new Thrower(new OutOfMemoryError("secret"))),
                arguments(
                        "getter that misses a class of many parts",
                        new Thrower(new NoClassDefFoundError("secret/".repeat(50_000) + "Secret"))),
                arguments("getter throwing a checked one", new Thrower(new java.io.IOException("secret"))),
                arguments("throwing bean within", List.of(1, new Thrower(new StackOverflowError("secret")))),
                arguments("two names alike", sameNames()),
                arguments("null for a name", Collections.singletonMap(null, 1)),
                arguments("name of 60,000 characters", Map.of("x".repeat(60_000), 1)),
                arguments("10,000 digits", List.of(BigInteger.TEN.pow(10_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unserialisable")
    void hostilePair_costsItsOwnFieldOnly(String what, Object value) {
        costsItsOwnFieldOnly(logback -> logback.action()
                .addKeyValue("before", 1)
                .addKeyValue("v", value)
                .addKeyValue("after", 2)
                .log("m"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unserialisable")
    void hostileMarkerField_costsItsOwnFieldOnly(String what, Object value) {
        costsItsOwnFieldOnly(logback -> logback.action()
                .addMarker(Actions.field("v", value))
                .addMarker(Markers.append("before", 1).and(Markers.append("v", value)))
                .addKeyValue("after", 2)
                .log("m"));
    }

    private static void costsItsOwnFieldOnly(java.util.function.Consumer<Logback> logging) {
        for (String mask : List.of("", "<mask><pattern>no such text</pattern></mask>")) {
            try (Logback logback = Logback.with(mask)) {
                logging.accept(logback);

                ReceivedAction arrived = logback.theAction();
                assertThat(arrived.metadata()).containsEntry("before", 1).containsEntry("after", 2);
                assertThat(arrived.metadata().get("v"))
                        .asString()
                        .startsWith(LOST)
                        .hasSizeLessThan(250);
                logback.stop();
                assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isBetween(1L, 2L);
                assertThat(logback.warnings())
                        .singleElement()
                        .asString()
                        .contains("'v'")
                        .doesNotContain("secret");
            }
        }
    }

    static Stream<Arguments> hostileArguments() {
        return Stream.of(
                arguments("bean whose toString recurs", new Node()),
                arguments("100,000 levels", deep(100_000)),
                arguments("many paths", manyPaths()),
                arguments("endless iterator", endless()),
                arguments("endless iterator within", List.of(1, endless())),
                arguments("throwing toString", new Thrower(new IllegalStateException("secret"))),
                arguments("toString throwing an Error", new Thrower(new AssertionError("secret"))),
                arguments("text whose toString throws", new Text()),
                arguments("throwing bean within", List.of(1, new Thrower(new StackOverflowError("secret")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileArguments")
    void hostileNamedArgument_costsItsOwnFieldOnly(String what, Object value) {
        costsItsOwnFieldOnly(logback -> logback.action()
                .addArgument(1)
                .addArgument(value)
                .addArgument(2)
                .log("before={} v={} after={}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileArguments")
    void hostileUnnamedArgument_isNotEvenLookedAt(String what, Object value) {
        try (Logback logback = Logback.with()) {
            logback.action().addArgument(value).log("{}");

            assertThat(logback.theAction().metadata()).isEmpty();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unserialisable")
    void hostileIdentity_isLeftOutAndCounted(String what, Object value) {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("user_id", value)
                    .addKeyValue("transaction_id", value)
                    .addKeyValue("request.time", value)
                    .addKeyValue("action_name", value)
                    .addKeyValue("company_id", value)
                    .log("m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.actionName()).isEqualTo("Test");
            assertThat(arrived.companyId()).isEqualTo(Logback.COMPANY);
            assertThat(arrived.userId()).isNull();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @MethodSource("rawValues")
    void rawJson_isBelievedOnlyWhenItIsJson(String raw, Object expected) {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("bean", new Raw(raw))
                    .addMarker(Markers.appendRaw("marker", raw))
                    .addKeyValue("after", 1)
                    .log("m");

            Map<String, Object> metadata = logback.theAction().metadata();
            assertThat(metadata).containsEntry("after", 1);
            if (expected == null) {
                assertThat(metadata.get("bean")).asString().startsWith(LOST);
                assertThat(metadata.get("marker")).asString().startsWith(LOST);
                assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(2);
            } else {
                assertThat(metadata)
                        .containsEntry("bean", Map.of("raw", expected))
                        .containsEntry("marker", expected);
            }
        }
    }

    static Stream<Arguments> rawValues() {
        return Stream.of(
                arguments("{\"a\":\n[1,\r\n2]}\n", Map.of("a", List.of(1, 2))),
                arguments("\"lone \\ud800\"", "lone \uFFFD"),
                arguments("2.50", 2.5),
                arguments("garbage", null),
                arguments("", null),
                arguments("1,\"x\":2", null),
                arguments("{\"a\":1} {\"b\":2}", null),
                arguments("{\"a\":1", null),
                arguments("{\"a\":1,\"a\":2}", null),
                arguments("NaN", null),
                arguments("1e99999999999", null),
                arguments("[".repeat(1_000) + "]".repeat(1_000), null),
                arguments("9".repeat(2_000), null));
    }

    @Test
    void loneSurrogates_becomeTheReplacementCharacterEverywhere() {
        String broken = "a\uD800b\uDC00\uD83D\uDE00\uDC00";
        String mended = "a\uFFFDb\uFFFD\uD83D\uDE00\uFFFD";
        for (String mask : List.of("", "<mask><pattern>no such text</pattern></mask>")) {
            try (Logback logback = Logback.with(mask, "<mdcKey>*</mdcKey>")) {
                logback.mdc.put("mdc" + broken, broken);
                logback.log()
                        .atInfo()
                        .addKeyValue("action_name", broken)
                        .addKeyValue("company_id", broken)
                        .addKeyValue("request.uri", broken)
                        .addKeyValue("transaction_id", broken)
                        .addKeyValue("v", broken)
                        .addKeyValue("name" + broken, 1)
                        .addKeyValue("list", List.of(broken, Map.of(broken, broken)))
                        .addKeyValue("chars", broken.toCharArray())
                        .addKeyValue("char", '\uD800')
                        .addKeyValue("builder", new StringBuilder(broken))
                        .addArgument(broken)
                        .log("by_argument={}");

                ReceivedAction arrived = logback.theAction();
                assertThat(arrived.actionName()).isEqualTo(mended);
                assertThat(arrived.companyId()).isEqualTo(mended);
                assertThat(arrived.request()).containsEntry("uri", mended);
                assertThat(arrived.metadata())
                        .containsEntry("mdc" + mended, mended)
                        .containsEntry("v", mended)
                        .containsEntry("name" + mended, 1)
                        .containsEntry("list", List.of(mended, Map.of(mended, mended)))
                        .containsEntry("chars", mended)
                        .containsEntry("char", "\uFFFD")
                        .containsEntry("builder", mended)
                        .containsEntry("by_argument", mended);
            }
        }
    }

    /** As one that another thread changes, or that its database session has left. */
    private static final class BrokenMap extends AbstractMap<String, Object> {
        private final int good;
        private int looks;

        /** @param looks how often it can't be read to its end */
        BrokenMap(int good, int looks) {
            this.good = good;
            this.looks = looks;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            Set<Entry<String, Object>> entries = new LinkedHashSet<>();
            for (int i = 0; i < good; i++) {
                entries.add(Map.entry("k" + i, i));
            }
            boolean breaks = looks-- > 0;
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    Iterator<Entry<String, Object>> all = entries.iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            if (breaks && !all.hasNext()) {
                                throw new ConcurrentModificationException();
                            }
                            return all.hasNext();
                        }

                        @Override
                        public Entry<String, Object> next() {
                            return all.next();
                        }
                    };
                }

                @Override
                public int size() {
                    return good + 1;
                }
            };
        }
    }

    @Test
    void mapThatCannotBeRead_costsWhatIsMissing_andNeverTheLogCall() {
        try (Logback logback = Logback.with()) {
            logback.log().info(Actions.action("Paid", new BrokenMap(2, 9)), "m");

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.actionName()).isEqualTo("Paid");
            assertThat(arrived.metadata()).containsEntry("k0", 0).containsEntry("k1", 1);
            assertThat((String) arrived.metadata().get("BrokenMap")).startsWith(LOST);
            assertThat(logback.warnings())
                    .anyMatch(warning ->
                            warning.contains("BrokenMap") && warning.contains("changed while it was being read"));
        }
    }

    @Test
    void mapThatCanBeReadTheSecondTime_isWhole() {
        try (Logback logback = Logback.with()) {
            logback.action().addMarker(Actions.fields(new BrokenMap(2, 1))).log("m");

            assertThat(logback.theAction().metadata()).isEqualTo(Map.of("k0", 0, "k1", 1));
        }
    }

    @Test
    void namesThatMendToTheSame_areOneField() {
        try (Logback logback = Logback.with()) {
            logback.action().addKeyValue("x\uD800", 1).addKeyValue("x\uD801", 2).log("m");

            assertThat(logback.theAction().metadata()).isEqualTo(Map.of("x\uFFFD", 2));
        }
    }

    @Test
    void giantText_arrivesWhole() {
        String giant = "ü".repeat(450_000);
        try (Logback logback = Logback.with()) {
            assertThat(logback.shipped(giant)).isEqualTo(giant);
        }
    }

    @Test
    void actionOverTheCollectorsLimit_isDroppedAloneAndNamed() {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("transaction_id", "a3765025-46ec-45dd-bc83-b136c8d1d257")
                    .addKeyValue("v", "x".repeat(999_999))
                    .log("m");
            logback.action().addKeyValue("v", "small").log("m");
            logback.stop();

            assertThat(logback.collector.actions()).hasSize(1);
            assertThat(logback.counts().droppedInAll()).isEqualTo(1);
            assertThat(logback.warnings())
                    .anyMatch(warning -> warning.contains("a3765025-46ec-45dd-bc83-b136c8d1d257"));
        }
    }

    @Test
    void actionThatIsTooLargeOnlyWhenEscaped_isDroppedToo() {
        try (Logback logback = Logback.with()) {
            logback.action().addKeyValue("v", "\u0001".repeat(300_000)).log("m");
            logback.action().addKeyValue("v", "small").log("m");
            logback.stop();

            assertThat(logback.collector.actions()).hasSize(1);
            assertThat(logback.counts().droppedInAll()).isEqualTo(1);
        }
    }

    @Test
    void nullMessageNullKeyAndDuplicateKey_doNoHarm() {
        try (Logback logback = Logback.with()) {
            logback.log()
                    .atInfo()
                    .addKeyValue("action_name", "")
                    .addKeyValue("company_id", "c")
                    .addKeyValue(null, "no name")
                    .addKeyValue("twice", 1)
                    .addKeyValue("twice", "2")
                    .addMarker(Actions.fields(Collections.singletonMap(null, 1)))
                    .log((String) null);

            ReceivedAction arrived = logback.theAction();
            assertThat(arrived.actionName()).isEqualTo("unnamed");
            assertThat(arrived.metadata()).isEqualTo(Map.of("twice", "2"));
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(2);
        }
    }

    @Test
    void nameBeyondReason_isLostAlone() {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("x".repeat(60_000), 1)
                    .addKeyValue("after", 2)
                    .log("m");

            assertThat(logback.theAction().metadata()).isEqualTo(Map.of("after", 2));
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(1);
            assertThat(logback.warnings()).singleElement().asString().hasSizeLessThan(400);
        }
    }

    @ParameterizedTest
    @MethodSource("numbersBeyondReason")
    void numberBeyondReason_isLostAlone(Number number) {
        for (String mask : List.of("", "<mask><pattern>no such text</pattern></mask>")) {
            try (Logback logback = Logback.with(mask)) {
                logback.action()
                        .addKeyValue("v", number)
                        .addKeyValue("user_id", number)
                        .addKeyValue("after", 2)
                        .log("m");

                ReceivedAction arrived = logback.theAction();
                assertThat(arrived.metadata()).containsEntry("after", 2);
                assertThat(arrived.metadata().get("v")).asString().startsWith(LOST);
                assertThat(arrived.userId()).isNull();
            }
        }
    }

    static Stream<Number> numbersBeyondReason() {
        return Stream.of(BigInteger.TEN.pow(10_000), new BigDecimal(BigInteger.TEN.pow(10_000), 3));
    }

    @Test
    void decimalWithAnExponentOfABillion_isNotWrittenOut() {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("user_id", new BigDecimal("1E+1000000000"))
                    .log("m");

            assertThat(logback.theAction().userId()).isEqualTo("1E+1000000000");
        }
    }

    @Test
    void hostileDuplicates_doNotKeepTheAppenderFromGoingOn() {
        try (Logback logback = Logback.with()) {
            for (int i = 0; i < 100; i++) {
                logback.action().addKeyValue("v", cycle()).addKeyValue("n", i).log("m");
            }

            assertThat(logback.actions()).hasSize(100);
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(100);
            assertThat(logback.warnings()).hasSizeLessThanOrEqualTo(2);
        }
    }
}
