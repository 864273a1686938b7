package com.moesif.logback.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Rig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An address or a way that is wrong is never another one: nothing is sent, and all is kept for when it is mended. */
class WayToCollectorTest {
    private static final String NO_STOP = "<shutdownTimeout>0</shutdownTimeout>";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://moesif_proxy:9500           | underscore",
                "https://u:p@collector.acme.com     | a user or a password",
                "collector.acme.com                 | https:// or http://",
                "localhost:9500                     | https:// or http://",
                "ftp://collector.acme.com           | https:// or http://",
                "https://collector.acme.com:70000   | port is a number from 1 to 65535",
                "https://collector.acme.com:0       | port is a number from 1 to 65535",
                "https://collector.acme.com:port    | host or port that can't be read",
                "https://kölner-dom.de              | host or port that can't be read",
                "https://api.moesif.net/v1/actions  | ends in /v1/actions",
                "https://api.moesif.net/v1/actions/ | ends in /v1/actions",
                "https://x/y/v1/actions/batch       | ends in /v1/actions",
                "https://                           | is no URI",
                "https:///collector                 | has no host",
                "https://a b                        | is no URI",
                "https://collector.acme.com?k=hush  | may have nothing behind its path",
                "https://collector.acme.com#x       | may have nothing behind its path",
                "${NO_SUCH_VARIABLE}                | ${NO_SUCH_VARIABLE}",
                "https://${NO_SUCH_VARIABLE}/x      | ${NO_SUCH_VARIABLE}",
            })
    void aWrongAddress_isNeverThePublicOne(String baseUri, String said) {
        try (Rig rig = new Rig()) {
            rig.configure(baseUri, NO_STOP).log(3).awaitWarning("Delivery pauses (<baseUri> is wrong).");

            assertThat(rig.errors())
                    .singleElement()
                    .asString()
                    .contains("<baseUri>", said, "Nothing is sent, and all actions are kept, until this is mended.")
                    .doesNotContain("hush");
            assertThat(rig.counts().pending()).isEqualTo(3);

            rig.configure(rig.collector.baseUri().toString(), "").awaitAllDelivered();
        }
    }

    @Test
    void withASpool_itIsKeptThere_andDeliveredOnceTheAddressIsMended() {
        String spool = "<spool><directory>" + directory + "</directory></spool>" + NO_STOP;
        try (Rig rig = new Rig()) {
            rig.configure("http://moesif_proxy:9500", spool).log(5).awaitWarning("Delivery pauses");

            rig.configure(rig.collector.baseUri().toString(), spool).awaitAllDelivered();
            assertThat(rig.collector.actions())
                    .extracting(ReceivedAction::companyId)
                    .hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<proxy><host>127.0.0.1</host><port>70000</port></proxy>",
                "<proxy><host>127.0.0.1</host></proxy>",
                "<proxy><port>3128</port></proxy>",
                "<proxy><host>http://127.0.0.1</host><port>3128</port></proxy>",
                "<proxy><host>127.0.0.1:3128</host><port>3128</port></proxy>",
                "<proxy><host>u:hush@127.0.0.1</host><port>3128</port></proxy>",
                "<proxy><host>${NO_SUCH_VARIABLE}</host><port>3128</port></proxy>",
                "<proxy><hosst>127.0.0.1</hosst><host>127.0.0.1</host><port>3128</port></proxy>",
                "<proxyy><host>127.0.0.1</host><port>3128</port></proxyy>",
                "<ssl><trustStore><location>/no/such/file</location></trustStore></ssl>",
                "<baseUrl>http://127.0.0.1</baseUrl>",
                "<applicationId>hush words</applicationId>",
                "<applicationId>\n an-id\n another \n</applicationId>",
            })
    void aWrongWay_isNotPassedBy(String element) {
        try (Rig rig = new Rig()) {
            rig.configure(rig.collector.baseUri().toString(), element + NO_STOP)
                    .log(3)
                    .awaitWarning("Delivery pauses (<");

            assertThat(rig.errors())
                    .anySatisfy(error -> assertThat(error).contains("Nothing is sent", "until this is mended."))
                    .noneMatch(error -> error.contains("hush"));
            assertThat(rig.warnings()).noneMatch(warning -> warning.contains("switched off"));
            assertThat(rig.collector.requests()).isZero();
            assertThat(rig.counts().pending()).isEqualTo(3);

            rig.configure(rig.collector.baseUri().toString(), "").awaitAllDelivered();
        }
    }

    /** Logback's own component has them, and without what was meant the JVM's would hold. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<truststore><location>/x</location></truststore> | <truststore> is no element of <ssl>; <trustStore> may be",
                "<trustStore><locaton>/x</locaton></trustStore>   | <locaton> is no element of a store of <ssl>; <location>",
                "<parameters><includedProtocol>TLSv1.3</includedProtocol></parameters>"
                        + "| <includedProtocol> is no element of <parameters> of <ssl>; <includedProtocols> may be meant."
            })
    void anUnknownElementOfSsl_isNotPassedBy(String element, String said) {
        try (Rig rig = new Rig()) {
            rig.configure(rig.collector.baseUri().toString(), "<ssl>" + element + "</ssl>" + NO_STOP);

            assertThat(rig.errors())
                    .anySatisfy(error -> assertThat(error).contains(said))
                    .anySatisfy(error -> assertThat(error).contains("Nothing is sent", "until this is mended."));
        }
    }
}
