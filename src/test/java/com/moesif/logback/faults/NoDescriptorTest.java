package com.moesif.logback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.harness.HostProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spell without file descriptors just when JMX and sockets are used for the first time: both work when it is over. */
class NoDescriptorTest {
    @TempDir
    private Path temp;

    @BeforeEach
    void needsPrlimit() throws Exception {
        Assumptions.assumeTrue(hasPrlimit(), "there is no prlimit");
    }

    @Test
    void whenThereAreSomeAgain_itDeliversAndIsSeenOverJmx() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            HostProcess process = run(collector);

            assertThat(process.code()).as("%s", process).isZero();
            assertThat(process.out()).containsExactly("seen over JMX");
            assertThat(collector.actions()).hasSize(1);
            assertThat(process.err()).allMatch(line -> line.contains("WARN in com.moesif"));
            assertThat(process.err())
                    .filteredOn(line -> line.contains("over JMX"))
                    .as("once")
                    .hasSize(1);
        }
    }

    private HostProcess run(LocalCollector collector) throws Exception {
        Path xml = Files.writeString(temp.resolve("logback.xml"), """
                <configuration>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>the-id</applicationId>
                    <baseUri>%s</baseUri>
                    <rule>
                      <message>Order of {number} for {company_id}</message>
                      <actionName>Ordered</actionName>
                    </rule>
                  </appender>
                  <root level="INFO"><appender-ref ref="MOESIF"/></root>
                </configuration>
                """.formatted(collector.baseUri()));
        Path java = Files.writeString(
                temp.resolve("java"),
                "#!/bin/sh\nexec prlimit --nofile=256 -- " + Path.of(System.getProperty("java.home"), "bin", "java")
                        + " \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return HostProcess.run(
                java,
                temp,
                jars(),
                List.of("-Dlogback.configurationFile=" + xml, DescriptorlessProgram.class.getName()));
    }

    /** Of the jars there are, and one of what is in directories: each class there is a file to open. */
    private List<String> jars() throws IOException {
        List<String> jars = new ArrayList<>();
        Path own = temp.resolve("own.jar");
        Set<String> names = new LinkedHashSet<>();
        try (OutputStream out = Files.newOutputStream(own);
                JarOutputStream jar = new JarOutputStream(out)) {
            for (String element : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
                Path path = Path.of(element);
                if (Files.isDirectory(path)) {
                    add(path, names, jar);
                } else if (Files.exists(path)) {
                    jars.add(element);
                }
            }
        }
        jars.add(0, own.toString());
        return jars;
    }

    private static void add(Path directory, Set<String> names, JarOutputStream jar) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String name = directory.relativize(file).toString();
                if (names.add(name)) {
                    jar.putNextEntry(new JarEntry(name));
                    Files.copy(file, jar);
                    jar.closeEntry();
                }
            }
        }
    }

    private static boolean hasPrlimit() throws InterruptedException {
        try {
            return new ProcessBuilder("prlimit", "--nofile=256", "--", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
