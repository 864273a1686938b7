package com.moesif.logback.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.gson.JsonParser;
import com.moesif.logback.Actions;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.datatype.DatatypeFactory;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One rule at every depth: what is right on its own is equal inside a list, a map, a record, a marker. */
class EveryDepthTest {
    private static final String JSON = "{\"a\":1,\"b\":[true,\"x\",null],\"c\":{\"d\":2.5}}";

    private static final Map<String, Object> TREE = tree();

    private static Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("a", 1);
        tree.put("b", Arrays.asList(true, "x", null));
        tree.put("c", Map.of("d", 2.5));
        return tree;
    }

    record Box(Object inner) {}

    public static final class Bean {
        private final Object inner;

        Bean(Object inner) {
            this.inner = inner;
        }

        public Object getInner() {
            return inner;
        }
    }

    enum Plan {
        @JsonProperty("gold-2024")
        GOLD,
        FREE {
            @Override
            public String toString() {
                return "free of charge";
            }
        }
    }

    /** Without a getter, but with a text. */
    private static final class Method {
        @Override
        public String toString() {
            return "POST";
        }
    }

    private static final class Basket implements Iterable<Object> {
        @Override
        public Iterator<Object> iterator() {
            return List.<Object>of("apple", new Method()).iterator();
        }

        public boolean isEmpty() {
            return false;
        }

        public int getSize() {
            return 2;
        }
    }

    private static scala.collection.immutable.List<Object> scalaList() {
        return scala.collection.immutable.Nil$.MODULE$
                .$colon$colon((Object) new Method())
                .$colon$colon((Object) 1);
    }

    private static Object scalaMap() {
        return scala.collection.immutable.Map$.MODULE$.<Object, Object>empty().updated("k", scalaList());
    }

    /** Each with what has to arrive of it. */
    static Stream<Arguments> values() throws Exception {
        Object listed = List.of(1, "POST");
        org.json.JSONObject withNull = new org.json.JSONObject().put("n", org.json.JSONObject.NULL);
        Map<String, Object> none = Collections.singletonMap("n", null);
        return Stream.of(
                arguments(new com.fasterxml.jackson.databind.ObjectMapper().readTree(JSON), TREE),
                arguments(new com.fasterxml.jackson.databind.ObjectMapper().readTree("\"text\""), "text"),
                arguments(new com.fasterxml.jackson.databind.ObjectMapper().readTree("17"), 17),
                arguments(com.fasterxml.jackson.databind.node.DoubleNode.valueOf(Double.NaN), "NaN"),
                arguments(new tools.jackson.databind.json.JsonMapper().readTree(JSON), TREE),
                arguments(new tools.jackson.databind.json.JsonMapper().readTree("null"), null),
                arguments(JsonParser.parseString(JSON), TREE),
                arguments(JsonParser.parseString("[1,\"x\"]"), List.of(1, "x")),
                arguments(JsonParser.parseString("true"), true),
                arguments(com.google.gson.JsonNull.INSTANCE, null),
                arguments(new com.google.gson.JsonPrimitive(Double.NaN), null),
                arguments(new org.json.JSONObject(JSON), TREE),
                arguments(new org.json.JSONArray("[1,\"x\"]"), List.of(1, "x")),
                arguments(org.json.JSONObject.NULL, null),
                arguments(withNull, none),
                arguments(jakarta(JSON), TREE),
                arguments(jakarta(JSON).asJsonObject().get("b"), Arrays.asList(true, "x", null)),
                arguments(jakarta(JSON).asJsonObject().getJsonArray("b").get(1), "x"),
                arguments(vertx("JsonObject", JSON), TREE),
                arguments(vertx("JsonArray", "[1,\"x\"]"), List.of(1, "x")),
                arguments(scalaList(), listed),
                arguments(scalaMap(), Map.of("k", listed)),
                arguments(scala.Option.apply(scalaList()), listed),
                arguments(scala.Option.empty(), null),
                arguments(new scala.Tuple2<>("a", 1), Map.of("_1", "a", "_2", 1)),
                arguments(scala.math.BigDecimal.exact("2.5"), 2.5),
                arguments(new Basket(), List.of("apple", "POST")),
                arguments(new Method(), "POST"),
                arguments(Plan.GOLD, "gold-2024"),
                arguments(Plan.FREE, "FREE"),
                arguments(Map.of(Plan.GOLD, Plan.GOLD), Map.of("gold-2024", "gold-2024")),
                arguments(new File("/var/lib"), "/var/lib"),
                arguments(Path.of("/var/lib"), "/var/lib"),
                arguments(FileTime.from(Instant.ofEpochSecond(1, 123_456_789)), "1970-01-01T00:00:01.123456789Z"),
                arguments(
                        java.sql.Timestamp.from(Instant.ofEpochSecond(1, 123_456_789)),
                        "1970-01-01T00:00:01.123456789Z"),
                arguments(Instant.ofEpochSecond(1, 123_456_789), "1970-01-01T00:00:01.123456789Z"),
                arguments(new Date(1), "1970-01-01T00:00:00.001Z"),
                arguments(
                        ZonedDateTime.parse("2024-03-01T04:45:42.123456789+01:00[Europe/Paris]"),
                        "2024-03-01T04:45:42.123456789+01:00"),
                arguments(
                        DatatypeFactory.newInstance().newXMLGregorianCalendar("2024-03-01T04:45:42.123456789Z"),
                        "2024-03-01T04:45:42.123456789Z"),
                arguments(Pattern.compile("a+"), "a+"),
                arguments(ByteBuffer.wrap(new byte[] {1, 2, 3}), "AQID"),
                arguments(Map.entry("k", new Method()), Map.of("k", "POST")),
                arguments(new AtomicReference<>(Optional.of(new Method())), "POST"),
                arguments(new Box(new Method()), Map.of("inner", "POST")),
                arguments(new Bean(new int[] {1}), Map.of("inner", List.of(1))),
                arguments(java.net.InetSocketAddress.createUnresolved("acme.com", 80), "acme.com:80"));
    }

    /** Not by its class: the compiler would warn of annotations whose library only Vert.x' own build needs. */
    private static Object vertx(String type, String json) throws ReflectiveOperationException {
        return Class.forName("io.vertx.core.json." + type)
                .getConstructor(String.class)
                .newInstance(json);
    }

    private static jakarta.json.JsonValue jakarta(String json) {
        try (jakarta.json.JsonReader reader = jakarta.json.Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void whatIsRightAlone_isEqualWhereverItStands(Object value, Object expected) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("inner", value);
        List<Object> listOfExpected = new ArrayList<>();
        listOfExpected.add(expected);
        Map<String, Object> boxed = new LinkedHashMap<>();
        boxed.put("inner", expected);
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("alone", value)
                    .addKeyValue("list", Collections.singletonList(value))
                    .addKeyValue("array", new Object[] {value})
                    .addKeyValue("map", map)
                    .addKeyValue("record", new Box(value))
                    .addKeyValue("bean", new Bean(value))
                    .addKeyValue("deep", List.of(new Box(new Bean(new Object[] {value}))))
                    .addMarker(Actions.field("marker", value))
                    .addMarker(Actions.fields(Collections.singletonMap("fields", value)))
                    .addMarker(Markers.append("logstash", value))
                    .addMarker(Markers.appendEntries(Collections.singletonMap("entries", value)))
                    .addMarker(Markers.appendFields(new Box(value)))
                    .log("m");

            ReceivedAction arrived = logback.theAction();
            Map<String, Object> metadata = arrived.metadata();
            for (String alone : List.of("alone", "marker", "fields", "logstash", "entries", "inner")) {
                assertThat(metadata).containsKey(alone);
                assertThat(metadata.get(alone))
                        .as("%s of %s", alone, arrived.json())
                        .isEqualTo(expected);
            }
            assertThat(metadata)
                    .containsEntry("list", listOfExpected)
                    .containsEntry("array", listOfExpected)
                    .containsEntry("map", boxed)
                    .containsEntry("record", boxed)
                    .containsEntry("bean", boxed)
                    .containsEntry("deep", List.of(Map.of("inner", Map.of("inner", listOfExpected))));
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
        }
    }

    /** Trees and containers are no beans, so a {@code {}} keeps them too. */
    @Test
    void aTreeForANamedHole_isItsJson() {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addArgument(new org.json.JSONObject(JSON))
                    .addArgument(jakarta(JSON))
                    .addArgument(scala.collection.immutable.Nil$.MODULE$.$colon$colon((Object) 1))
                    .addArgument(scalaMap())
                    .log("a={} b={} c={} d={}");

            assertThat(logback.theAction().metadata())
                    .containsEntry("a", TREE)
                    .containsEntry("b", TREE)
                    .containsEntry("c", List.of(1))
                    .containsEntry("d", Map.of("k", List.of(1, "POST")));
        }
    }

    /** Neither properties nor a text of its own. */
    private static final class Blank {}

    @Test
    void whatHasNothingToShow_isLostAloneAndCounted() {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("alone", new Blank())
                    .addKeyValue("order", Map.of("seats", 3, "lock", new Blank()))
                    .log("m");

            Map<String, Object> metadata = logback.theAction().metadata();
            String lost = "[This value was lost: it has nothing to show: Blank has neither properties nor a toString of"
                    + " its own. Give it one of them, or log what matters of it.]";
            assertThat(metadata).containsEntry("alone", lost).containsEntry("order", Map.of("seats", 3, "lock", lost));
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(2);
            assertThat(logback.warnings())
                    .anyMatch(warning ->
                            warning.startsWith("Field 'order' of an action was lost: it has nothing to show"));
        }
    }

    @Test
    void whatOnlySaysWhetherItHolds_isItsTextAndWarnedOf() {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("v", new scala.util.Right<>(3))
                    .addKeyValue("list", List.of(new scala.util.Right<>(3)))
                    .addArgument(new scala.util.Right<>(3))
                    .log("argument={}");

            assertThat(logback.theAction().metadata())
                    .containsEntry("argument", "Right(3)")
                    .containsEntry("v", "Right(3)")
                    .containsEntry("list", List.of("Right(3)"));
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isZero();
            assertThat(logback.warnings())
                    .noneMatch(warning -> warning.contains("'argument'"))
                    .anyMatch(warning ->
                            warning.startsWith("Field 'v' of an action is probably not what was meant: it is shown"
                                    + " as its text: all that can be read of Right is is"));
        }
    }

    /** What can be read but once, each with how to see that nobody has. */
    static Stream<Arguments> onceOnly() {
        Iterator<Integer> iterator = List.of(1).iterator();
        Stream<Integer> stream = Stream.of(1);
        InputStream input = new ByteArrayInputStream(new byte[] {1});
        StringReader reader = new StringReader("x");
        Scanner scanner = new Scanner("x");
        Iterator<Integer> disguised = List.of(1).iterator();
        Iterable<Integer> lambda = () -> disguised;
        scala.collection.Iterator<Object> ofScala = scalaList().iterator();
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1});
        return Stream.of(
                onceOnly(iterator, it -> it.next() == 1),
                onceOnly(stream, it -> it.findFirst().orElse(0) == 1),
                onceOnly(input, it -> read(it) == 1),
                onceOnly(reader, it -> read(it) == 'x'),
                onceOnly(scanner, it -> it.next().equals("x")),
                onceOnly(lambda, it -> it.iterator().next() == 1),
                onceOnly(ofScala, it -> it.next().equals(1)),
                onceOnly(buffer, it -> it.get() == 1),
                onceOnly(Collections.enumeration(List.of(1)), it -> it.nextElement() == 1),
                onceOnly(new CompletableFuture<>(), it -> !it.isDone()));
    }

    private static <T> Arguments onceOnly(T value, Function<T, Boolean> stillThere) {
        return arguments(value, stillThere);
    }

    private static int read(Object source) {
        try {
            return source instanceof InputStream input ? input.read() : ((StringReader) source).read();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("onceOnly")
    void whatCanBeReadButOnce_isNotRead(Object value, Function<Object, Boolean> stillThere) {
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("alone", value)
                    .addKeyValue("list", List.of(value))
                    .addKeyValue("map", Map.of("k", new Box(value)))
                    .addMarker(Markers.append("marker", value))
                    .addArgument(value)
                    .addArgument(List.of(value))
                    .log("argument={} inArgument={}");

            Map<String, Object> metadata = logback.theAction().metadata();
            Object alone = metadata.get("alone");
            assertThat(alone).isInstanceOf(String.class);
            assertThat(metadata)
                    .containsEntry("list", List.of(alone))
                    .containsEntry("map", Map.of("k", Map.of("inner", alone)))
                    .containsEntry("marker", alone)
                    .containsEntry("argument", alone)
                    .containsEntry("inArgument", List.of(alone));
            assertThat(stillThere.apply(value)).isTrue();
            boolean lost = alone.toString().startsWith("[This value was lost: it would be used up or changed");
            assertThat(lost || !alone.toString().contains("lost")).isTrue();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(lost ? 6 : 0);
        }
    }

    @Test
    void aResultSetAndADirectory_areNotRead(@TempDir Path directory) throws Exception {
        Files.createFile(directory.resolve("file"));
        try (Connection connection = new org.h2.Driver().connect("jdbc:h2:mem:once", new Properties());
                ResultSet rows = connection.createStatement().executeQuery("select 1");
                DirectoryStream<Path> files = Files.newDirectoryStream(directory);
                Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("rows", rows)
                    .addKeyValue("list", List.of(rows, connection, files))
                    .log("m {}", rows);

            assertThat(logback.actions()).hasSize(1);
            assertThat(rows.isBeforeFirst()).isTrue();
            assertThat(rows.next()).isTrue();
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void anEnumForAnIdentity_isTheSameNameToo() {
        try (Logback logback = Logback.with()) {
            logback.action().addKeyValue("subscription_id", Plan.GOLD).log("m");

            assertThat(logback.theAction().subscriptionId()).isEqualTo("gold-2024");
        }
    }
}
