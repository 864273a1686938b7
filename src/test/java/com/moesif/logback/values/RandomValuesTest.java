package com.moesif.logback.values;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Trees of values that nobody thought of. Each is made together with what has to arrive of it, by the design's rules; the
 * strict collector has to take every one of them.
 */
class RandomValuesTest {
    private static final int CASES = 10_000;
    private static final int MOST_DEEP = 6;

    /** A value, and what {@link ReceivedAction#metadata()} has to show for it. */
    private record Case(Object given, Object expected) {}

    private record Box(Object inner, int size) {}

    private enum Colour {
        RED {
            @Override
            public String toString() {
                return "rouge";
            }
        },
        GREEN
    }

    @Test
    void randomTree_arrivesAsTheDesignSays() {
        long seed = Long.getLong("moesif.seed", System.nanoTime());
        arriveAsExpected(seed, "");
    }

    @Test
    void randomTree_arrivesTheSameThroughMasksThatMatchNothing() {
        long seed = Long.getLong("moesif.seed", System.nanoTime());
        arriveAsExpected(seed, "<mask><pattern>no such text anywhere</pattern></mask>");
    }

    private static void arriveAsExpected(long seed, String mask) {
        Random random = new Random(seed);
        List<Map<String, Object>> expected = new ArrayList<>(CASES);
        try (Logback logback = Logback.with(mask, "<maxBlockTime>30 s</maxBlockTime>")) {
            for (int i = 0; i < CASES; i++) {
                Map<String, Object> metadata = new LinkedHashMap<>();
                var event = logback.action();
                int fields = 1 + random.nextInt(4);
                for (int f = 0; f < fields; f++) {
                    String name = "f" + random.nextInt(5) + (random.nextInt(20) == 0 ? text(random) : "");
                    Case value = value(random, MOST_DEEP);
                    event = event.addKeyValue(name, value.given());
                    metadata.put(mended(name), value.expected());
                }
                event.addKeyValue("user_id", i).log("m");
                expected.add(metadata);
            }
            // Several requests are under way at once, and any of them may arrive first.
            List<ReceivedAction> actions = logback.actions().stream()
                    .sorted(Comparator.comparingInt(action -> Integer.parseInt(action.userId())))
                    .toList();

            assertThat(actions).as("seed %d", seed).hasSize(CASES);
            for (int i = 0; i < CASES; i++) {
                assertThat(actions.get(i).userId()).as("seed %d", seed).isEqualTo(Integer.toString(i));
                assertThat(actions.get(i).metadata())
                        .as("seed %d, case %d: %s", seed, i, actions.get(i).json())
                        .isEqualTo(expected.get(i));
            }
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST))
                    .as("seed %d", seed)
                    .isZero();
        }
    }

    private static Case value(Random random, int deep) {
        return deep > 0 && random.nextInt(3) == 0 ? structure(random, deep - 1) : scalar(random);
    }

    private static Case structure(Random random, int deep) {
        int size = random.nextInt(4);
        List<Object> given = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Case element = value(random, deep);
            given.add(element.given());
            expected.add(element.expected());
        }
        return switch (random.nextInt(5)) {
            case 0 -> new Case(given, expected);
            case 1 -> new Case(given.toArray(), expected);
            case 2 -> {
                Case inner = value(random, deep);
                Map<String, Object> box = new LinkedHashMap<>();
                box.put("inner", inner.expected());
                box.put("size", size);
                yield new Case(new Box(inner.given(), size), box);
            }
            case 3 -> {
                Case inner = value(random, deep);
                yield new Case(Optional.ofNullable(inner.given()), inner.given() == null ? null : inner.expected());
            }
            default -> {
                Map<String, Object> givenMap = new LinkedHashMap<>();
                Map<String, Object> expectedMap = new LinkedHashMap<>();
                for (int i = 0; i < size; i++) {
                    String key = i + text(random);
                    givenMap.put(key, given.get(i));
                    expectedMap.put(mended(key), expected.get(i));
                }
                yield new Case(givenMap, expectedMap);
            }
        };
    }

    private static Case scalar(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> new Case(null, null);
            case 1 -> same(random.nextBoolean());
            case 2 -> same(random.nextInt());
            case 3 -> whole(random.nextLong());
            case 4 -> whole(random.nextLong() >> random.nextInt(64));
            case 5 -> decimal(random.nextDouble() * Math.pow(10, random.nextInt(40) - 20));
            case 6 -> decimal(Double.longBitsToDouble(random.nextLong()));
            case 7 -> {
                float number = Float.intBitsToFloat(random.nextInt());
                yield new Case(number, Float.isFinite(number) ? (Object) exact(Float.toString(number)) : null);
            }
            case 8 -> {
                BigDecimal number = new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(60));
                yield new Case(
                        number,
                        number.scale() == 0 ? whole(number.toBigIntegerExact()).expected() : exact(number.toString()));
            }
            case 9 -> whole(new BigInteger(random.nextInt(300), random).negate());
            case 10 -> {
                short number = (short) random.nextInt();
                yield new Case(number, (int) number);
            }
            case 11 -> new Case(Colour.RED, "RED");
            case 12 -> {
                UUID id = new UUID(random.nextLong(), random.nextLong());
                yield new Case(id, id.toString());
            }
            case 13 -> {
                Instant time = Instant.ofEpochMilli(random.nextLong() >> 22);
                yield new Case(time, time.toString());
            }
            case 14 -> {
                StringBuilder text = new StringBuilder(text(random));
                yield new Case(text, mended(text.toString()));
            }
            case 15 -> {
                char c = (char) random.nextInt(0x10000);
                yield new Case(c, mended(String.valueOf(c)));
            }
            case 16 -> {
                int[] array = random.ints(random.nextInt(4)).toArray();
                yield new Case(array, Arrays.stream(array).boxed().toList());
            }
            default -> {
                String text = text(random);
                yield new Case(text, mended(text));
            }
        };
    }

    private static Case same(Object value) {
        return new Case(value, value);
    }

    private static Case whole(Number number) {
        BigInteger exact = new BigInteger(number.toString());
        if (exact.bitLength() < 32) {
            return new Case(number, exact.intValue());
        }
        return new Case(number, exact.bitLength() < 64 ? (Object) exact.longValue() : exact);
    }

    private static Case decimal(double number) {
        return new Case(number, Double.isFinite(number) ? number : null);
    }

    /** As the collector shows a number with a fraction or an exponent. */
    private static Number exact(String text) {
        double nearest = Double.parseDouble(text);
        BigDecimal exact = new BigDecimal(text);
        boolean same = Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0;
        return same ? (Number) nearest : exact;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) ('a' + random.nextInt(26)));
                case 1 -> text.append("\"\\/\b\n\u0000\u007f\u2028".charAt(random.nextInt(8)));
                case 2 -> text.append((char) random.nextInt(0xD800));
                case 3 -> text.appendCodePoint(0x10000 + random.nextInt(0x10000));
                default -> text.append((char) (0xD800 + random.nextInt(0x800)));
            }
        }
        return text.toString();
    }

    /** The JDK's own idea of text without lone surrogates, through UTF-16: not ours. */
    private static String mended(String text) {
        StringBuilder mended = new StringBuilder();
        text.codePoints().forEach(point -> mended.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 0xFFFD : point));
        return mended.toString();
    }
}
