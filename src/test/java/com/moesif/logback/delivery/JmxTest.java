package com.moesif.logback.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.Insight;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.Scene;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator's console sees and does, through a real connector. */
@Timeout(120)
class JmxTest {
    private static JMXConnectorServer server;
    private static JMXConnector connector;
    private static MBeanServerConnection console;

    @BeforeAll
    static void connect() throws Exception {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        server = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi://127.0.0.1"), null, ManagementFactory.getPlatformMBeanServer());
        server.start();
        connector = JMXConnectorFactory.connect(server.getAddress());
        console = connector.getMBeanServerConnection();
    }

    @AfterAll
    static void disconnect() throws Exception {
        connector.close();
        server.stop();
        System.clearProperty("java.rmi.server.hostname");
    }

    private static ObjectName named(String keys) throws Exception {
        return new ObjectName("com.moesif.logback:type=MoesifAppender," + keys);
    }

    private static Set<ObjectName> all() throws Exception {
        return console.queryNames(named("*"), null);
    }

    /** In a context of this name. */
    private static Rig rig(String context, String elements) throws Exception {
        LoggerContext named = new LoggerContext();
        named.setName(context);
        Rig rig = new Rig(named);
        int before = all().size();
        rig.configure(rig.collector.baseUri().toString(), elements);
        awaitSize(before + 1);
        return rig;
    }

    /** They appear beside the start, so that no application has to wait for them. */
    private static void awaitSize(int count) {
        await().atMost(Rig.AMPLE).untilAsserted(() -> assertThat(all()).hasSize(count));
    }

    private static Object get(ObjectName name, String attribute) throws Exception {
        return console.getAttribute(name, attribute);
    }

    private static void call(ObjectName name, String operation) throws Exception {
        console.invoke(name, operation, new Object[0], new String[0]);
    }

    private static boolean flush(ObjectName name, long millis) throws Exception {
        return (boolean) console.invoke(name, "flush", new Object[] {millis}, new String[] {"long"});
    }

    @Test
    void attributes_showTheLedgerAndHowDeliveryFares() throws Exception {
        try (Rig rig = rig("shop", "")) {
            ObjectName name = named("context=shop,name=RIG");
            rig.log(20).awaitAllDelivered();

            assertThat(get(name, "Accepted")).isEqualTo(20L);
            assertThat(get(name, "Delivered")).isEqualTo(20L);
            assertThat(get(name, "Pending")).isEqualTo(0L);
            assertThat(get(name, "Spooled")).isEqualTo(0L);
            assertThat(get(name, "SpooledBytes")).isEqualTo(0L);
            assertThat(get(name, "Balanced")).isEqualTo(true);
            assertThat(get(name, "RequestsInFlight")).isEqualTo(0);
            assertThat(get(name, "Requests")).isEqualTo(rig.counts().traffic().batches());
            // The sender tells it when it has let go of whoever flushes.
            await().atMost(Rig.AMPLE)
                    .untilAsserted(
                            () -> assertThat(get(name, "OldestUnsentAge")).isEqualTo(0.0));
            assertThat((double) get(name, "RequestTimeMax")).isPositive().isLessThanOrEqualTo((double)
                    get(name, "RequestTimeTotal"));
            assertThat(Instant.parse((String) get(name, "LastSuccess"))).isBeforeOrEqualTo(Instant.now());
            assertThat(get(name, "LastError")).isNull();
            assertThat(get(name, "LastErrorTime")).isNull();
            assertThat(get(name, "PausedReason")).isNull();
            CompositeData queueFull = ((TabularData) get(name, "DroppedByReason")).get(new Object[] {"queueFull"});
            assertThat(queueFull.get("value")).isEqualTo(0L);
        }
    }

    @Test
    void trouble_isThereToBeSeen() throws Exception {
        try (Rig rig = rig("shop", "<applicationId>hush-hush</applicationId>")) {
            ObjectName name = named("context=shop,name=RIG");
            rig.collector.playAlways(Fault.status(401));
            rig.log(3).awaitRetries(1);

            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(get(name, "LastError")).isEqualTo("HTTP 401"));
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(get(name, "PausedReason")).isEqualTo("HTTP 401"));
            assertThat(get(name, "Pending")).isEqualTo(3L);
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() ->
                            assertThat((double) get(name, "OldestUnsentAge")).isGreaterThan(0.2));
            for (MBeanAttributeInfo attribute : console.getMBeanInfo(name).getAttributes()) {
                assertThat(String.valueOf(get(name, attribute.getName())))
                        .as(attribute.getName())
                        .doesNotContain("hush");
            }

            rig.collector.behave();
            rig.awaitAllDelivered();
            await().atMost(Rig.AMPLE)
                    .untilAsserted(() -> assertThat(get(name, "PausedReason")).isNull());
        }
    }

    @Test
    void everyAttributeAndOperation_isExplainedWithItsUnit() throws Exception {
        try (Rig rig = rig("shop", "")) {
            MBeanInfo info = console.getMBeanInfo(named("context=shop,name=RIG"));

            assertThat(rig.warnings()).isEmpty();
            assertThat(info.getDescription()).contains("Moesif actions");
            assertThat(info.getDescriptor().getFieldValue("mxbean")).isEqualTo("true");
            assertThat(info.getAttributes()).hasSizeGreaterThan(25).allSatisfy(attribute -> {
                String units = (String) attribute.getDescriptor().getFieldValue("units");
                assertThat(units).as(attribute.getName()).isNotEmpty();
                assertThat(attribute.getDescription()).contains(" ").endsWith("(" + units + ")");
                assertThat(attribute.isWritable()).isFalse();
            });
            assertThat(info.getOperations())
                    .extracting(MBeanOperationInfo::getName)
                    .containsExactlyInAnyOrder("flush", "pause", "resume", "sendNow");
            assertThat(info.getOperations())
                    .allSatisfy(
                            operation -> assertThat(operation.getDescription()).contains(" "))
                    .filteredOn(operation -> operation.getName().equals("flush"))
                    .singleElement()
                    .satisfies(flush -> {
                        assertThat(flush.getSignature()[0].getName()).isEqualTo("timeout");
                        assertThat(flush.getSignature()[0].getDescription()).endsWith("(milliseconds)");
                    });
        }
    }

    /** By these names and types tools find them, and interfaces that clients have for them. */
    @Test
    void namesAndTypes_areWhatTheyHaveAlwaysBeen() throws Exception {
        String table = TabularData.class.getName();
        try (Rig rig = rig("shop", "")) {
            MBeanInfo info = console.getMBeanInfo(named("context=shop,name=RIG"));

            assertThat(rig.warnings()).isEmpty();
            assertThat(info.getAttributes())
                    .extracting(attribute -> attribute.getType().replace("java.lang.String", "String") + " "
                            + (attribute.isIs() ? "is " : "") + attribute.getName())
                    .containsExactlyInAnyOrder(
                            "long Accepted",
                            "long Recovered",
                            "long Delivered",
                            "long Pending",
                            "long Spooled",
                            "long SpooledBytes",
                            "long HandedOver",
                            "long Corrupt",
                            "long Dead",
                            table + " DeadByReason",
                            "long Dropped",
                            table + " DroppedByReason",
                            "boolean is Balanced",
                            "long Requests",
                            "long Retries",
                            "int RequestsInFlight",
                            "double RequestTimeTotal",
                            "double RequestTimeMax",
                            "long BytesBeforeCompression",
                            "long BytesSent",
                            "double OldestUnsentAge",
                            "String LastSuccess",
                            "String LastError",
                            "String LastErrorTime",
                            "String PausedReason",
                            "long FieldsLost",
                            "long WithoutCompany",
                            "long DuplicateEvents",
                            "long PatternsGivenUp",
                            "long LateCommits",
                            "long Crashes",
                            "long LostInCrashesAtLeast",
                            "long LostInCrashesAtMost",
                            table + " Rules",
                            "[LString; SilentRules");
            assertThat(info.getOperations())
                    .extracting(operation -> operation.getReturnType() + " " + operation.getName()
                            + Stream.of(operation.getSignature())
                                    .map(MBeanParameterInfo::getType)
                                    .toList())
                    .containsExactlyInAnyOrder(
                            "boolean flush[long]", "void pause[]", "void resume[]", "void sendNow[]");
        }
    }

    @Test
    void everyValue_isOfTheTypeThatIsTold_andTheClientNeedsNoClassOfOurs() throws Exception {
        try (Rig rig =
                rig("shop", "<rule><message>sold {n}</message></rule><rule><message>hired {n}</message></rule>")) {
            ObjectName name = named("context=shop,name=RIG");
            rig.context.getLogger("com.acme.Shop").info("sold {}", 7);
            MBeanAttributeInfo[] attributes = console.getMBeanInfo(name).getAttributes();

            for (MBeanAttributeInfo attribute : attributes) {
                Object value = get(name, attribute.getName());
                OpenType<?> type = (OpenType<?>) attribute.getDescriptor().getFieldValue("openType");
                assertThat(value == null || type.isValue(value))
                        .as(attribute.getName())
                        .isTrue();
            }
            AttributeList values = console.getAttributes(name, new String[] {"Accepted", "NotThere", "Balanced"});
            assertThat(values.asList()).extracting(Attribute::getName).containsExactly("Accepted", "Balanced");
            TabularData rules = (TabularData) get(name, "Rules");
            assertThat(rules.size()).isEqualTo(2);
            assertThat(rules.values().stream()
                            .map(row -> (CompositeData) ((CompositeData) row).get("value"))
                            .map(rule -> rule.get("matched")))
                    .containsExactlyInAnyOrder(0L, 1L);
            assertThat((String[]) get(name, "SilentRules")).isEmpty();
        }
    }

    @Test
    void whatIsNotThere_isSaidToBeMissing() throws Exception {
        try (Rig rig = rig("shop", "")) {
            ObjectName name = named("context=shop,name=RIG");

            assertThatThrownBy(() -> get(name, "NotThere")).isInstanceOf(AttributeNotFoundException.class);
            assertThatThrownBy(() -> console.setAttribute(name, new Attribute("Accepted", 7L)))
                    .isInstanceOf(AttributeNotFoundException.class);
            assertThatThrownBy(() -> call(name, "reboot")).hasMessageContaining("No such operation: reboot");
            assertThatThrownBy(() -> call(name, "flush")).hasMessageContaining("No such operation: flush[]");
            assertThat(rig.warnings()).isEmpty();
        }
    }

    @Test
    void pause_stopsDeliveryAndResumeEndsItAndBothSayWho() throws Exception {
        try (Rig rig = rig("shop", "")) {
            ObjectName name = named("context=shop,name=RIG");
            call(name, "pause");
            call(name, "pause");
            rig.log(10);

            assertThat(flush(name, 300)).isFalse();
            assertThat(rig.collector.requests()).isZero();
            assertThat(get(name, "Pending")).isEqualTo(10L);
            assertThat((String) get(name, "PausedReason")).startsWith("by an operator over JMX from ");
            assertThat(rig.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("Delivery is paused by an operator over JMX from ");

            call(name, "resume");
            call(name, "resume");

            assertThat(flush(name, 30_000)).isTrue();
            assertThat(get(name, "PausedReason")).isNull();
            assertThat(rig.context.getStatusManager().getCopyOfStatusList())
                    .filteredOn(status -> status.getMessage().startsWith("Delivery goes on"))
                    .singleElement();
            rig.awaitAllDelivered();
        }
    }

    @Test
    void aStopDuringAPause_deliversAndSaysSo() throws Exception {
        try (Rig rig = rig("shop", "")) {
            call(named("context=shop,name=RIG"), "pause");
            rig.log(5);

            rig.context.stop();

            assertThat(rig.counts().delivered()).isEqualTo(5);
            rig.assertArrived(5);
        }
    }

    @Test
    void sendNow_endsTheLingerAndTheBackoff() throws Exception {
        // An hour, so that nothing else can be what sends.
        try (Scene scene = new Scene()) {
            scene.appender.setLinger("1 h");
            scene.start();
            awaitSize(1);
            ObjectName name = named("context=scene,name=SCENE");
            scene.log(0);
            scene.collector.awaitActions(1, Scene.AMPLE);
            scene.log(1, 4);
            call(name, "sendNow");
            await().atMost(Scene.AMPLE)
                    .untilAsserted(() -> assertThat(scene.collector.actions()).hasSize(4));

            scene.collector.play(Fault.status(503).header("Retry-After", "300"));
            scene.log(4);
            call(name, "sendNow");
            await().atMost(Scene.AMPLE)
                    .until(() -> Insight.counts(scene.appender).traffic().retries() == 1);
            call(name, "sendNow");
            await().atMost(Scene.AMPLE)
                    .untilAsserted(() -> assertThat(scene.collector.actions()).hasSize(5));
            scene.counts();
        }
    }

    @Test
    void twoContextsOfTheSameNames_areTwo_andEachGoesWithItsStop() throws Exception {
        Rig second;
        try (Rig first = rig("twins", "")) {
            second = rig("twins", "");
            first.log(1).awaitAllDelivered();
            second.log(2).awaitAllDelivered();

            assertThat(get(named("context=twins,name=RIG"), "Delivered")).isEqualTo(1L);
            assertThat(get(named("context=twins,name=RIG,instance=2"), "Delivered"))
                    .isEqualTo(2L);
        }
        assertThat(console.isRegistered(named("context=twins,name=RIG"))).isFalse();
        assertThat(get(named("context=twins,name=RIG,instance=2"), "Delivered")).isEqualTo(2L);
        second.close();
        assertThat(all()).isEmpty();
    }

    @Test
    void namesThatJmxCannotHave_areQuoted() throws Exception {
        LoggerContext context = new LoggerContext();
        context.setName("a=b, \"c\":*?");
        Rig rig = new Rig(context);
        try (rig) {
            rig.configureAs("X,Y", rig.collector.baseUri().toString(), "", "");
            awaitSize(1);

            assertThat(all()).singleElement().satisfies(name -> {
                assertThat(ObjectName.unquote(name.getKeyProperty("context"))).isEqualTo("a=b, \"c\":*?");
                assertThat(ObjectName.unquote(name.getKeyProperty("name"))).isEqualTo("X,Y");
            });
        }
        assertThat(all()).isEmpty();
    }

    @Test
    void reloads_leaveOne() throws Exception {
        try (Rig rig = rig("shop", "")) {
            for (int i = 0; i < 5; i++) {
                rig.configure(rig.collector.baseUri().toString(), "");
                awaitSize(1);
            }
        }
        assertThat(all()).isEmpty();
    }

    @Test
    void aStartThatFailsMidway_leavesNothing() throws Exception {
        try (Scene scene = new Scene()) {
            scene.context.getStatusManager().add(status -> {
                if (status.getMessage().startsWith("Ships actions")) {
                    throw new IllegalStateException("a listener");
                }
            });

            scene.start();
            scene.log(1);

            await().atMost(Scene.AMPLE)
                    .untilAsserted(() -> assertThat(Scene.ourThreads()).isEmpty());
            assertThat(all()).isEmpty();
            assertThat(Insight.isShipping(scene.appender)).isFalse();
            assertThat(scene.collector.received()).isEmpty();
            assertThat(scene.errors())
                    .singleElement()
                    .asString()
                    .startsWith("The appender can't start and is off")
                    .contains("a listener");
        }
    }

    @Test
    void aMapOfNothingSecret_isAllThatTheNameShows() throws Exception {
        try (Rig rig = rig(null, "")) {
            assertThat(all())
                    .containsExactly(named("context=unnamed,name=RIG"))
                    .allSatisfy(name -> assertThat(name.getKeyPropertyList())
                            .isEqualTo(Map.of("type", "MoesifAppender", "context", "unnamed", "name", "RIG")));
            rig.log(1).awaitAllDelivered();
        }
    }
}
