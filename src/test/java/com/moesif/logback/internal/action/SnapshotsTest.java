package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.sun.security.auth.UserPrincipal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.hibernate.collection.spi.PersistentBag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value as it is fixed when the event is logged: of which kind it is, and where it ends. */
class SnapshotsTest {
    private final Snapshots snapshots = new Snapshots();

    private static Object json(Object captured) {
        Object value = captured instanceof Doubtful doubtful ? doubtful.value() : captured;
        return value instanceof Json json ? json.text() : value;
    }

    record Point(int x) {}

    public static final class Open {
        public final int own = 2;

        @JsonAnyGetter
        public Map<String, Object> rest() {
            return Map.of("more", 1);
        }
    }

    enum Plan {
        @JsonProperty("gold-2024")
        GOLD
    }

    /** With a text, but without a property. */
    private static final class Named {
        @Override
        public String toString() {
            return "its text";
        }
    }

    /** Most classes that have nothing but such a method are no beans. */
    public static final class OnlyAQuestion {
        public boolean isEmpty() {
            return false;
        }

        @Override
        public String toString() {
            return "its text";
        }
    }

    @Test
    void whatOnlyAnswersAQuestion_isItsText() {
        assertThat(json(snapshots.of(new OnlyAQuestion()))).isEqualTo("its text");
        assertThat(json(snapshots.of(List.of(new OnlyAQuestion())))).isEqualTo("[\"its text\"]");
    }

    @Test
    void anArgumentWithATextAlone_isIt_withoutADoubt() {
        assertThat(snapshots.ofArgument(new OnlyAQuestion())).isEqualTo("its text");
        assertThat(snapshots.ofArgument(new Object())).isInstanceOf(CaptureFailure.class);
    }

    /** As far as the zeros go that a collector is sure to read. */
    @Test
    void aNumberWithManyZeros_isWrittenOut_untilThereAreTooMany() {
        assertThat(json(snapshots.of(Map.of(new BigDecimal(BigInteger.ONE, -90), 1))))
                .isEqualTo("{\"1" + "0".repeat(90) + "\":1}");
        assertThat(json(snapshots.of(Map.of(new BigDecimal(BigInteger.ONE, -91), 1))))
                .isEqualTo("{\"1E+91\":1}");
    }

    /** To ask it for its text could take for ever. To write it down cannot. */
    @Test
    void anArgumentThatIsDeep_isNotAskedForItsText() {
        Object deep = new Point(1);
        for (int i = 0; i < 50; i++) {
            deep = List.of(deep);
        }
        assertThat(snapshots.ofArgument(List.of(new Point(1)))).isEqualTo("[Point[x=1]]");
        assertThat(json(snapshots.ofArgument(deep))).isEqualTo("[".repeat(50) + "{\"x\":1}" + "]".repeat(50));
    }

    @Test
    void aClassOfTheJdk_isItsText_whateverGettersItHas() {
        assertThat(json(snapshots.of(new UserPrincipal("ada")))).isEqualTo("ada");
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                arguments("text", "text"),
                arguments(17, "17"),
                arguments(new BigDecimal("1.50"), "1.50"),
                arguments('c', "c"),
                arguments(true, "true"),
                arguments(Plan.GOLD, "gold-2024"),
                arguments(new UUID(1, 2), "00000000-0000-0001-0000-000000000002"),
                arguments(LocalDate.of(2024, 3, 1), "2024-03-01"),
                arguments(ZonedDateTime.parse("2024-03-01T04:45:42+01:00[Europe/Paris]"), "2024-03-01T04:45:42+01:00"),
                arguments(new Named(), "its text"),
                arguments(new Point(1), "Point[x=1]"),
                arguments(Optional.of(1), "Optional[1]"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aKey_isItsText(Object key, String name) {
        assertThat(json(snapshots.of(Map.of(key, 1)))).isEqualTo("{\"" + name + "\":1}");
    }

    @Test
    void aKeyWithoutAText_costsItsMap_andSaysWhy() {
        assertThat(snapshots.of(Collections.singletonMap(null, 1)))
                .isInstanceOfSatisfying(
                        CaptureFailure.class, it -> assertThat(it.why()).startsWith("has a key that is null"));
        assertThat(snapshots.of(Map.of(new Object(), 1)))
                .isInstanceOfSatisfying(
                        CaptureFailure.class,
                        it -> assertThat(it.why()).startsWith("has a key without a text of its own: Object"));
    }

    @Test
    void anAddressWithAPort_isTheNumbersOfTheAddress() throws Exception {
        InetAddress address = InetAddress.getByAddress("acme.com", new byte[] {10, 0, 0, 1});

        assertThat(snapshots.of(new InetSocketAddress(address, 80))).isEqualTo("10.0.0.1:80");
        assertThat(snapshots.of(InetSocketAddress.createUnresolved("acme.com", 80)))
                .isEqualTo("acme.com:80");
        assertThat(snapshots.of(address)).isEqualTo("10.0.0.1");
    }

    /** The text of a {@code java.sql.Date} has four digits for the year, and PostgreSQL's infinity needs nine. */
    @Test
    void aDayOfSql_isADay_howeverFarAway() {
        assertThat(snapshots.of(java.sql.Date.valueOf("2024-03-01"))).isEqualTo(LocalDate.of(2024, 3, 1));
        LocalDate far = LocalDate.of(12024, 3, 1);
        long noonHere = far.atTime(LocalTime.NOON)
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .toEpochMilli();
        assertThat(snapshots.of(new java.sql.Date(noonHere))).isEqualTo(far);
        assertThat(snapshots.of(java.sql.Date.valueOf("1500-02-29")))
                .as("of the Julian calendar")
                .isEqualTo("1500-02-29");
        assertThat(snapshots.of(java.sql.Time.valueOf("04:45:42"))).isEqualTo("04:45:42");
    }

    /** What the collector is sure to read; a number may have a thousand digits at most. */
    @Test
    void aNumber_hasAtMost900Digits() {
        BigInteger largest = BigInteger.TEN.pow(899);

        assertThat(snapshots.of(largest)).isEqualTo(largest);
        assertThat(snapshots.of(new BigDecimal(largest))).isEqualTo(new BigDecimal(largest));
        assertThat(json(snapshots.of(List.of(largest)))).isEqualTo("[" + largest + "]");
        for (Object tooLarge : List.of(
                largest.multiply(BigInteger.TEN),
                new BigDecimal(largest.multiply(BigInteger.TEN), 3),
                List.of(largest.multiply(BigInteger.TEN)),
                List.of(new BigDecimal(largest.multiply(BigInteger.TEN), 3)))) {
            assertThat(snapshots.of(tooLarge))
                    .isInstanceOfSatisfying(
                            CaptureFailure.class, it -> assertThat(it.why()).startsWith("has more than 900 digits"));
        }
    }

    private static Object nested(int levels) {
        Object value = 1;
        for (int i = 0; i < levels; i++) {
            value = List.of(value);
        }
        return value;
    }

    @Test
    void twoHundredLevels_areTheMost() {
        assertThat(json(snapshots.of(nested(199)))).isEqualTo("[".repeat(199) + "1" + "]".repeat(199));
        assertThat(snapshots.of(nested(200))).isInstanceOf(CaptureFailure.class);
    }

    /** Levels are counted, not elements. */
    @Test
    void aLongList_isWhole() {
        List<List<Integer>> most = Collections.nCopies(1_000, List.of(1));

        assertThat(json(snapshots.of(most))).isEqualTo("[" + "[1],".repeat(999) + "[1]]");
    }

    @Test
    void whatEverybodyKnowsByAText_isThat_andANumberOfAnyKindANumber() {
        assertThat(snapshots.of(String.class)).isEqualTo("java.lang.String");
        assertThat(snapshots.of(Locale.US)).isEqualTo("en-US");
        assertThat(snapshots.of(TimeZone.getTimeZone("Europe/Paris"))).isEqualTo("Europe/Paris");
        LongAdder adder = new LongAdder();
        adder.add(17);
        assertThat(snapshots.of(adder)).isEqualTo(17);
    }

    @Test
    void aMillionBytes_areTheMost() {
        String most = "x".repeat(ActionEncoder.MOST_BYTES - "[\"\"]".length());

        assertThat(json(snapshots.of(List.of(most)))).isEqualTo("[\"" + most + "\"]");
        assertThat(snapshots.of(List.of(most + "x")))
                .isInstanceOfSatisfying(
                        CaptureFailure.class, it -> assertThat(it.why()).startsWith("is larger than 1000000 bytes"));
    }

    static Stream<Arguments> ofHoles() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("k", null);
        map.put("l", new int[] {1});
        List<Object> mixed = new ArrayList<>(List.of(List.of(1), List.of(2)));
        mixed.add(List.of(new Point(3)));
        return Stream.of(
                arguments(null, null),
                arguments("text", "text"),
                arguments(1.5, 1.5),
                arguments(Optional.of(List.of(1)), "[1]"),
                arguments(OptionalInt.empty(), null),
                arguments(new AtomicReference<>(new Point(1)), "Point[x=1]"),
                arguments(List.of(1, "a", List.of(2)), "[1,\"a\",[2]]"),
                arguments(map, "{\"k\":null,\"l\":[1]}"),
                arguments(new Object[] {1, new String[] {"a"}}, "[1,[\"a\"]]"),
                arguments(new long[] {1, 2}, "[1,2]"),
                // A bean is its text, and so is what holds one.
                arguments(new Point(1), "Point[x=1]"),
                arguments(List.of(1, 2, new Point(3)), "[1, 2, Point[x=3]]"),
                arguments(mixed, "[[1], [2], [Point[x=3]]]"),
                arguments(Map.of("k", new Point(1)), "{k=Point[x=1]}"),
                arguments(Map.of(new Point(1), "v"), "{Point[x=1]=v}"),
                arguments(new Object[] {new Point(1), new Point[] {new Point(2)}}, "[Point[x=1], [Point[x=2]]]"),
                arguments(Arrays.asList(Optional.of(new Point(1)), null), "[Optional[Point[x=1]], null]"),
                arguments(List.of(Optional.of(1)), "[1]"),
                arguments(List.of(Optional.of(1), Optional.of(new Point(2))), "[Optional[1], Optional[Point[x=2]]]"),
                arguments(List.of(Map.of("k", 1), Map.of("k", new Point(2))), "[{k=1}, {k=Point[x=2]}]"),
                arguments(new char[] {'a', 'b'}, "ab"),
                arguments(new byte[] {1, 2, 3}, "AQID"),
                arguments(new Named(), "its text"),
                arguments(Plan.GOLD, "gold-2024"));
    }

    /** And there is no session that could load it. */
    @Test
    void aCollectionThatIsNotLoaded_isLost_alsoAsAnArgument() {
        PersistentBag<Object> notLoaded = new PersistentBag<>();
        for (Object captured : List.of(snapshots.of(notLoaded), snapshots.ofArgument(notLoaded))) {
            assertThat(captured)
                    .isInstanceOfSatisfying(
                            CaptureFailure.class,
                            it -> assertThat(it.why()).startsWith("is not loaded from the database yet"));
        }
        assertThat(snapshots.ofArgument(List.of(1, notLoaded)))
                .isInstanceOfSatisfying(
                        Doubtful.class, it -> assertThat(it.lost()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("ofHoles")
    void anArgument_keepsItsStructure_unlessABeanIsInIt(Object value, Object expected) {
        assertThat(json(snapshots.ofArgument(value))).isEqualTo(expected);
    }

    /** A look for a bean has an end, where the elements have none. */
    @Test
    void anArgumentWithoutAnEnd_isLost() {
        Iterable<Object> endless = new Iterable<>() {
            @Override
            public Iterator<Object> iterator() {
                return Stream.<Object>generate(() -> 1).iterator();
            }
        };
        assertThat(snapshots.ofArgument(endless))
                .isInstanceOfSatisfying(
                        CaptureFailure.class,
                        it -> assertThat(it.why()).startsWith("has more elements than an action has room for"));
        assertThat(snapshots.of(endless)).isInstanceOf(CaptureFailure.class);
    }

    @Test
    void whatTheApplicationReadsOn_staysWhereItWas() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3});
        buffer.get();

        assertThat(snapshots.of(buffer)).isEqualTo("AgM=");
        assertThat(buffer.position()).isOne();
    }

    @Test
    void whatHasNoProperties_isLostByItsName() {
        Named bean = new Named();
        assertThat(snapshots.propertiesOf(bean)).containsOnlyKeys("Named");
        assertThat(snapshots.propertiesOf(bean).get("Named"))
                .isInstanceOfSatisfying(
                        CaptureFailure.class, it -> assertThat(it.why()).startsWith("has no properties"));
        assertThat(snapshots.propertiesOf(Map.of("k", 1))).isEqualTo(Map.of("k", 1));
        assertThat(snapshots.propertiesOf(new Point(7))).isEqualTo(Map.of("x", 7));
        assertThat(snapshots.propertiesOf(new Open())).isEqualTo(Map.of("own", 2, "more", 1));
        assertThat(snapshots.ofRawJson(null)).isNull();
    }
}
