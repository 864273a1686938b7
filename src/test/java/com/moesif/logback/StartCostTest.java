package com.moesif.logback;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.LocalCollector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start does not pay for, because nobody needs it. */
class StartCostTest {
    @TempDir
    private Path directory;

    @Test
    void aPlainAddress_loadsNothingOfTls() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            Path loaded = directory.resolve("loaded");
            HostProcess process = HostProcess.run(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    directory,
                    List.of(System.getProperty("java.class.path")),
                    List.of(
                            "-Xlog:class+load:file=" + loaded,
                            ShippingProgram.class.getName(),
                            collector.baseUri().toString()));

            assertThat(process.code()).as("%s", process).isZero();
            assertThat(collector.actions()).isNotEmpty();
            assertThat(Files.readAllLines(loaded))
                    .anyMatch(line -> line.contains("org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder"))
                    .noneMatch(line -> line.contains("sun.security.ssl.SSLContextImpl"));
        }
    }

    @Test
    void noStringIsJoinedByInvokedynamic() throws IOException {
        Path classes = Path.of("target", "classes");
        try (Stream<Path> all = Files.walk(classes)) {
            List<Path> ours =
                    all.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(ours).hasSizeGreaterThan(100).noneMatch(StartCostTest::joinsByInvokedynamic);
        }
    }

    private static boolean joinsByInvokedynamic(Path classFile) {
        try {
            return new String(Files.readAllBytes(classFile), StandardCharsets.ISO_8859_1).contains("makeConcatWith");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
