package com.moesif.logback.internal.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quartz.Scheduler;

/**
 * What is found in real libraries against a count that shares nothing with our reading: the calls in the JDK's own disassembly,
 * {@code javap}. Others by {@code -Drecall.jars=…}.
 */
class RecallTest {
    private static final String LEVELS = "(?:trace|debug|info|warn|error|fatal)";
    private static final Pattern CALL = Pattern.compile("// (?:Interface)?Method (?:"
            + String.join(
                    "|",
                    "org/slf4j/Logger\\." + LEVELS,
                    "ch/qos/logback/classic/Logger\\." + LEVELS,
                    "org/slf4j/spi/LoggingEventBuilder\\.log",
                    "org/slf4j/spi/LocationAwareLogger\\.(?:log|" + LEVELS + ")",
                    "org/apache/commons/logging/Log\\." + LEVELS,
                    "org/apache/logging/log4j/Logger\\.(?:log|printf|" + LEVELS + ")",
                    "org/apache/logging/log4j/LogBuilder\\.log",
                    "org/jboss/logging/(?:Basic)?Logger\\.(?:log|" + LEVELS + ")[fv]?",
                    "java/util/logging/Logger\\.(?:logp?|logrb|severe|warning|info|config|fine|finer|finest)",
                    "\"?java/lang/System\\$Logger\"?\\.log")
            + "):\\(.*\\)V");

    @TempDir
    private Path directory;

    static Stream<Path> libraries() throws URISyntaxException {
        Stream<Path> more = Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("recall.jars", ""))
                .filter(path -> !path.isEmpty())
                .map(Path::of);
        return Stream.concat(Stream.of(of(HikariDataSource.class), of(Scheduler.class)), more);
    }

    private static Path of(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void everyCallOfTheDisassembly_isFound_andNoOther(Path jar) throws Exception {
        Statements statements = Statements.of(List.of(jar));

        assertThat(statements.problems()).isEmpty();
        // One that is given its message is a statement of each caller.
        assertThat(statements.calls()).isPositive().isEqualTo((int) disassembled(jar));
        assertThat(statements.all()).hasSizeGreaterThanOrEqualTo(statements.calls());
    }

    @Test
    void mostMessagesAndLoggers_areKnown() throws Exception {
        List<Statement> hikari =
                Statements.of(List.of(of(HikariDataSource.class))).all();

        assertThat(hikari).hasSizeGreaterThan(80);
        assertThat(hikari).allMatch(statement -> statement.logger().certainty() == LoggerName.Certainty.KNOWN);
        // One goes through a method that is given its message.
        assertThat(hikari.stream().filter(statement -> statement.message().form() == Message.Form.DYNAMIC))
                .hasSizeLessThanOrEqualTo(1);
    }

    private long disassembled(Path jar) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-c", "-p"));
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/versions/")) {
                    Path target = directory.resolve(entry.getName());
                    Files.createDirectories(target.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                    arguments.add(target.toString());
                }
            }
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8);
        ToolProvider.findFirst("javap").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        Matcher call = CALL.matcher(said.toString(StandardCharsets.UTF_8));
        long calls = 0;
        while (call.find()) {
            calls++;
        }
        return calls;
    }
}
