package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.docs.Markdown;
import com.moesif.logback.harness.Jdks;
import com.moesif.logback.harness.Rig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts of a Spring Boot service whose configuration lacks something, or has it wrong. */
@Timeout(300)
public class BootStartIT {
    private static final Path XML = Path.of("src", "it", "boot3", "src", "main", "resources", "logback-spring.xml");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"boot3", "boot4"})
    void configurationOfTheDocumentation_ships(String project) throws Exception {
        Path xml = Files.writeString(
                directory.resolve("readme.xml"),
                Markdown.page("spring-boot").blocks("xml").get(0).text());
        try (LocalCollector collector = LocalCollector.start(0);
                BootService service = BootService.begin(
                        List.of(
                                "env",
                                "MOESIF_APPLICATION_ID=id-of-the-readme",
                                Jdks.own().toString()),
                        project,
                        directory,
                        collector.baseUri(),
                        "--spring.profiles.active=production",
                        "--logging.config=" + xml.toUri())) {
            collector.requireApplicationId("id-of-the-readme");
            service.awaitStart().pay("12345", "1.00");

            collector.awaitAction(action -> action.companyId().equals("12345"), Rig.AMPLE);
            assertThat(service.output()).doesNotContain("|-WARN", "|-ERROR");
            assertThat(service.locks()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot3", "boot4"})
    void noKey_isSaidOnceAndTheServiceRuns(String project) throws Exception {
        try (LocalCollector collector = LocalCollector.start(0);
                BootService service = begin(
                        project,
                        collector.baseUri(),
                        "--spring.profiles.active=production",
                        "--moesif.application-id=")) {
            service.awaitStart().pay("12345", "1.00");

            assertThat(service.output().lines())
                    .filteredOn(line -> line.contains("moesif") || line.contains("Moesif"))
                    .singleElement()
                    .asString()
                    .contains(
                            "WARN",
                            "There is no <applicationId>: the appender is switched off, and no action is shipped.");
            assertThat(service.threads()).isEmpty();
            assertThat(directory.resolve("spool")).doesNotExist();
            assertThat(service.terminate()).isEqualTo(143);
            assertThat(collector.requests()).isZero();
        }
    }

    /** It is Spring Boot that refuses, as with any error in this file: before anything runs, and the same at each start. */
    @ParameterizedTest
    @ValueSource(strings = {"boot3", "boot4"})
    void typoInTheConfiguration_endsTheStartAndIsNamed(String project) throws Exception {
        Path xml = Files.writeString(
                directory.resolve("typo.xml"),
                Files.readString(XML).replace("<baseUri>", "<baseUrl>").replace("</baseUri>", "</baseUrl>"));

        // Nothing is sent, but should it ever be: not to Moesif, whose address is the default.
        try (BootService service = begin(
                project,
                URI.create("http://127.0.0.1:9"),
                "--spring.profiles.active=production",
                "--logging.config=" + xml.toUri(),
                "--moesif.application-id=")) {
            assertThat(service.awaitEnd()).isEqualTo(1);

            assertThat(service.output())
                    .contains("Logback configuration error detected:")
                    .contains("ERROR in com.moesif.logback.MoesifAppender[MOESIF] - <baseUrl> is no element of the"
                            + " appender; <baseUri> may be meant.");
        }
    }

    private BootService begin(String project, URI baseUri, String... with) throws Exception {
        return BootService.begin(Jdks.own(), project, directory, baseUri, with);
    }
}
