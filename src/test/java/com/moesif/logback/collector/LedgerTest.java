package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.moesif.logback.harness.Ports;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.time.Duration;
import java.util.Map;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger of the page: a real appender's own figures beside those of the collector, in a real browser. */
@Timeout(180)
class LedgerTest extends PageScene {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    private LoggingService service() throws Exception {
        return new LoggingService(collector.baseUri().toString(), "");
    }

    private Tab ledger() {
        return tab.click("#tab-ledger").awaitTrue("!document.querySelector('#ledger').hidden");
    }

    @Test
    void equalCounts_areGreen() throws Exception {
        try (LoggingService service = service()) {
            for (int amount = 1; amount <= 3; amount++) {
                service.pay(amount);
            }
            assertThat(service.appender().flush(AMPLE)).isTrue();

            ledger().awaitText("#verdict[data-is=equal]", "Both have counted 3 actions.");

            tab.awaitText("#source", "The appender in this process").awaitText("#books thead", "MOESIF");
            assertThat(tab.text("tr.equal")).containsSubsequence("Delivered", "3", "3");
            assertThat(tab.texts("tr.sum td.even")).hasSize(2);
            assertThat(tab.count("tr.lost, td.moving")).isZero();
        }
    }

    @Test
    void actionWhoseAnswerWasLost_isUnderWay_thenEqualAndADuplicate() throws Exception {
        collector.playAlways(Fault.loseAnswer());
        try (LoggingService service = service()) {
            service.pay(1);

            ledger().awaitText(
                            "#verdict[data-is=under_way]",
                            "The collector has 1 action more. The appender still has 1 action under way");
            tab.awaitText("#troubles", "MOESIF, last error: ");

            collector.behave();
            tab.awaitText("#verdict[data-is=equal]", "Both have counted 1 action.");
            assertThat(rowOf("Came again, counted once")).isNotEqualTo("0");
        }
    }

    private String rowOf(String title) {
        return (String)
                tab.get("[...document.querySelectorAll('#books tbody tr')].find(row => row.cells[0].innerText === "
                        + Json.quote(title) + ").cells[2].innerText");
    }

    @Test
    void whatAnotherSends_isDifferent_andSaysWhyItMayBe() throws Exception {
        try (LoggingService service = service()) {
            service.pay(1);
            assertThat(service.appender().flush(AMPLE)).isTrue();
            client.postAction(action("By hand", ""));

            ledger().awaitText(
                            "#verdict[data-is=different]",
                            "The collector has 1 action more. Another service has sent here");

            collector.clear();
            tab.awaitText("#verdict[data-is=different]", "The appender has delivered 1 action more.")
                    .awaitText("#verdict", "before this one was started or cleared");
        }
    }

    @Test
    void withoutAnAppender_thePageSaysHowToGiveOne() throws Exception {
        client.postAction(action("By hand", ""));

        ledger().awaitText("#verdict[data-is=alone]", "No appender shows itself there.")
                .awaitText("#jmx", "collector --jmx");
        assertThat(tab.texts("#books tbody tr")).anyMatch(row -> row.toString().startsWith("Delivered"));
    }

    /** Over a real connection of JMX, which ends and comes back. */
    @Test
    void appenderOfAnotherProcess_isAskedAgainAfterItsRestart() throws Exception {
        int port = Ports.free();
        Registry registry = LocateRegistry.createRegistry(port);
        JMXConnectorServer agent = agent(port);
        try (LoggingService service = service();
                LocalCollector other =
                        LocalCollector.start(0, Kept.EVERYTHING, AppenderSource.at("127.0.0.1:" + port))) {
            service.pay(1);
            assertThat(service.appender().flush(AMPLE)).isTrue();
            // The appender's bean appears beside its start.
            await().atMost(AMPLE)
                    .untilAsserted(() -> assertThat(ledgerOf(other))
                            .contains(
                                    "\"source\":\"127.0.0.1:" + port + "\"",
                                    "The appender has delivered 1 action more."));
            assertThat(ledgerOf(other)).as("only what the page shows").doesNotContain("Requests");

            agent.stop();
            assertThat(ledgerOf(other)).contains("\"appenders\":[]", "The appender can't be asked: ");

            agent = agent(port);
            assertThat(ledgerOf(other)).contains("The appender has delivered 1 action more.");
        } finally {
            agent.stop();
            UnicastRemoteObject.unexportObject(registry, true);
        }
    }

    private static String ledgerOf(LocalCollector collector) throws Exception {
        Client client = new Client(collector);
        return client.send(client.to("/ledger").GET()).body();
    }

    private static JMXConnectorServer agent(int port) throws Exception {
        JMXConnectorServer agent = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"),
                Map.of("jmx.remote.jndi.rebind", "true"),
                ManagementFactory.getPlatformMBeanServer());
        agent.start();
        return agent;
    }

    @Test
    void arrowsAndTheAddress_chooseTheTab() throws Exception {
        tab.pressTabUntil("#tab-rows").press("ArrowRight");
        tab.awaitTrue("document.activeElement.id === 'tab-ledger' && !document.querySelector('#ledger').hidden");
        assertThat((String) tab.get("location.hash")).isEqualTo("#ledger");
        assertThat((boolean) tab.get("document.querySelector('#arrived').hidden"))
                .isTrue();

        tab.press("ArrowRight").awaitTrue("!document.querySelector('#arrived').hidden");
        tab.get("location.hash = '#ledger'");
        tab.awaitTrue("!document.querySelector('#ledger').hidden");
    }

    @Test
    void anotherSite_mayNotReadIt() throws Exception {
        assertThat(statusOf("Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(statusOf("Origin", "http://evil.example")).isEqualTo(403);
        assertThat(statusOf("Accept", "*/*")).isEqualTo(200);
    }

    private int statusOf(String header, String value) throws Exception {
        return client.send(client.to("/ledger").header(header, value).GET()).statusCode();
    }

    @ParameterizedTest
    @CsvSource({"light, 1280", "dark, 1280", "light, 390", "dark, 390"})
    void ledger_isToBeLookedAt(String scheme, int width) throws Exception {
        tab.prefer(scheme);
        tab.resize(width, 844, width < 400);
        tab.go(collector.page()).awaitText("#connection-text", "Live");
        try (LoggingService service = service()) {
            service.pay(1);
            assertThat(service.appender().flush(AMPLE)).isTrue();
            ledger().awaitText("#verdict", "Both have counted 1 action.");

            assertThat((int) tab.get("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
            Path picture = Path.of("target", "page-ledger-" + scheme + "-" + width + ".png");
            tab.screenshot(picture, false);
            assertThat(picture).isNotEmptyFile();
        }
    }
}
