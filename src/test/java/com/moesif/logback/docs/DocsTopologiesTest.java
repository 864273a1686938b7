package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.ReceivedRequest;
import com.moesif.logback.harness.Certificates;
import com.moesif.logback.harness.ReverseProxy;
import com.moesif.logback.harness.Rig;
import com.moesif.logback.harness.TestProxy;
import com.moesif.logback.harness.TlsFront;
import com.moesif.logback.internal.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each way of the topologies leads to the collector, with the XML that is shown for it and addresses of this machine. */
@Timeout(120)
class DocsTopologiesTest {
    private static final Markdown GUIDE = Markdown.page("topologies");
    private static final Pattern SETTING = Pattern.compile("`([a-zA-Z]+)` \\(`([^`]+)`\\)");

    @TempDir
    static Path directory;

    private static Certificates certificates;

    @BeforeAll
    static void issue() throws Exception {
        certificates = new Certificates(directory);
        certificates.trustStore();
        certificates.keyStore("client");
    }

    /** The n-th XML under a heading, with the rig's own application id and our paths. */
    private static String xml(String section, int n) {
        return GUIDE.blocks(section, "xml")
                .get(n)
                .text()
                .replaceAll("<applicationId>.*</applicationId>\n", "")
                .replace("/var/lib/acme", directory.toString())
                .replace("/etc/acme", directory.toString())
                .replace("${KEYSTORE_PASSWORD}", Certificates.PASSWORD);
    }

    private static String baseUri(String xml) {
        return xml.replaceAll("(?s).*<baseUri>(.*)</baseUri>.*", "$1");
    }

    private static String withoutBaseUri(String xml) {
        return xml.replaceAll("<baseUri>.*</baseUri>", "");
    }

    private static void ships(Rig rig, String uri, String elements) {
        rig.configure(uri, elements);
        rig.log(30).awaitAllDelivered();
        assertThat(rig.errors()).isEmpty();
        assertThat(rig.warnings()).isEmpty();
    }

    @Test
    void direct() {
        try (Rig rig = new Rig()) {
            ships(rig, rig.collector.baseUri().toString(), xml("Direct", 0));

            assertThat(directory.resolve("actions")).isNotEmptyDirectory();
        }
    }

    @Test
    void forwardProxy_byItsElement() throws Exception {
        String shown = xml("Through an HTTP forward proxy", 0);
        try (TestProxy proxy = new TestProxy(null);
                Rig rig = new Rig()) {
            String here = shown.replace("proxy.acme.internal", "127.0.0.1").replace("3128", "" + proxy.port());
            ships(rig, rig.collector.baseUri().toString(), here);

            assertThat(proxy.passed).isNotEmpty();
        }
    }

    @Test
    void forwardProxy_ofTheJvm() throws Exception {
        assertThat(GUIDE.prose()).contains("`-Dhttps.proxyHost=proxy.acme.internal -Dhttps.proxyPort=3128`");
        try (TestProxy proxy = new TestProxy(null);
                Rig rig = new Rig();
                TlsFront front = new TlsFront(certificates.server("good"), rig.collector.port())) {
            // By itself the JVM's goes to no proxy for this machine.
            Map<String, String> properties = Map.of(
                    "https.proxyHost", "127.0.0.1", "https.proxyPort", "" + proxy.port(), "http.nonProxyHosts", "");
            properties.forEach(System::setProperty);
            try {
                ships(rig, front.uri(), xml("Through an HTTP forward proxy", 1));
            } finally {
                properties.keySet().forEach(System::clearProperty);
            }

            assertThat(proxy.passed).isNotEmpty().allMatch(line -> line.startsWith("CONNECT localhost:"));
        }
    }

    @Test
    void secureProxy_isReachedBelowItsPath() {
        String shown = xml("Through Moesif's secure proxy", 0);
        try (Rig rig = new Rig()) {
            ships(rig, baseUri(shown).replace("9500", "" + rig.collector.port()), withoutBaseUri(shown));

            assertThat(rig.collector.received().stream().map(ReceivedRequest::path))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(GUIDE.prose()).contains("`" + path + "`"));
        }
    }

    @Test
    void aggregator_withMutualTls() throws Exception {
        String shown = xml("Through an aggregator of your own", 0);
        try (Rig rig = new Rig();
                TlsFront front = new TlsFront(certificates.server("good"), rig.collector.port())) {
            front.needsClientKey = true;
            ships(rig, baseUri(shown).replaceAll("https://.*", front.uri()), withoutBaseUri(shown));

            assertThat(front.protocols).isNotEmpty();
        }
    }

    @Test
    void aggregator_ofNginx() throws Exception {
        Path nginxs = Files.createDirectory(directory.resolve("nginx"));
        try (Rig rig = new Rig();
                ReverseProxy nginx = ReverseProxy.nginx(
                        nginxs,
                        1,
                        "",
                        GUIDE.block("Through an aggregator of your own", "nginx")
                                .replace("https://api.moesif.net", "http://127.0.0.1:" + rig.collector.port()))) {
            ships(rig, "http://127.0.0.1:" + nginx.port(), "");

            assertThat(rig.collector.received().stream()
                            .map(request -> request.headers().get("content-encoding")))
                    .contains("gzip");
        }
    }

    @Test
    void largeFleet_stillDelivers() {
        try (Rig rig = new Rig()) {
            rig.configure(rig.collector.baseUri().toString(), xml("Large fleets", 0));
            rig.log(30).awaitAllDelivered();

            assertThat(rig.errors()).isEmpty();
        }
    }

    @Test
    void everyDefaultNamed_isTheSettings() {
        assertThat(SETTING.matcher(GUIDE.prose()).results())
                .hasSize(2)
                .allSatisfy(named -> assertThat(Settings.ALL)
                        .as(named.group())
                        .anyMatch(setting ->
                                setting.name.equals(named.group(1)) && setting.defaultText.equals(named.group(2))));
    }

    /** What isn't run here has no test. */
    @Test
    void everyPieceOfXml_isRunHere() {
        assertThat(GUIDE.blocks("xml").stream().map(Markdown.Block::section))
                .containsExactly(
                        "Direct",
                        "Through an HTTP forward proxy",
                        "Through an HTTP forward proxy",
                        "Through Moesif's secure proxy",
                        "Through an aggregator of your own",
                        "Large fleets");
    }
}
