package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes, and class loaders, that share a directory: none takes what another holds, and each what another has left. */
class SharedDirectoryTest {
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    @TempDir
    private Path root;

    private Child process() {
        return Child.start(List.of(), SpoolProgram.class.getName(), root.toString());
    }

    private long homes() throws IOException {
        try (Stream<Path> homes = Files.list(root)) {
            return homes.count();
        }
    }

    @Test
    void twoProcesses_haveADirectoryEach_andWhoeverLivesInheritsWithinAMinute() throws IOException {
        try (Child one = process();
                Child other = process()) {
            assertThat(one.ask("found")).isEqualTo("0");
            assertThat(other.ask("found")).isEqualTo("0");
            assertThat(homes()).isEqualTo(2);
            assertThat(one.ask("keep")).isEqualTo("true");
            assertThat(other.ask("found")).isEqualTo("0");

            one.kill();

            assertThat(other.ask("found")).isEqualTo("1");
            assertThat(other.said()).isEmpty();
        }
    }

    /** It has been away for long: what lies there is the other's now, and is not for us to delete or to call lost. */
    @Test
    void takenByAnotherProcessMeanwhile_isNotTouchedAnyMore() throws IOException {
        byte[] line = " {\"a\":1}\n".getBytes(StandardCharsets.UTF_8);
        try (Child taker = process()) {
            FileSpool away = new FileSpool(
                    new SpoolConfig(root, 1 << 20),
                    new Tenant("ONE", "https://one.example", () -> "id", () -> false),
                    new Notices(new Scribe(new ArrayList<>())));
            away.tend(0);
            Segment sealed = away.newSegment();
            sealed.append(line, 0, line.length, 1);
            sealed.seal();
            Path home = Adoption.directories(root).get(0);
            Files.delete(home.resolve("lock"));
            for (Path file : DirectoryLock.files(home, "")) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(4))));
            }
            assertThat(taker.ask("found")).isEqualTo("1");

            away.tend(MINUTE_NANOS);
            sealed.settled(1);

            assertThat(sealed.isTaken()).isTrue();
            assertThat(DirectoryLock.files(home, SegmentName.SUFFIX)).hasSize(1);
            away.tend(2 * MINUTE_NANOS);
            assertThat(away.isWell()).isTrue();
            assertThat(homes()).isEqualTo(2);
            if (OS.LINUX.isCurrentOs()) {
                assertThat(OpenFiles.below(home))
                        .as("what another holds is not kept open")
                        .isEmpty();
            }
            away.close();
        }
    }

    @Test
    void twoClassLoaders_letGoOfNoLock() throws Exception {
        try (URLClassLoader first = loader();
                URLClassLoader second = loader();
                Child process = process()) {
            UnaryOperator<String> one = program(first);
            UnaryOperator<String> other = program(second);
            assertThat(one.getClass()).isNotSameAs(other.getClass());
            one.apply("found");
            assertThat(one.apply("keep")).isEqualTo("true");

            assertThat(other.apply("found")).isEqualTo("0");
            assertThat(other.apply("keep")).isEqualTo("true");
            one.apply("found");

            // To open and close a lock file once more would have released it, without a word to whoever holds it.
            assertThat(process.ask("found")).isEqualTo("0");
            assertThat(homes()).isEqualTo(3);
            one.apply("close");
            other.apply("close");
            assertThat(process.ask("found")).isEqualTo("2");
        }
    }

    /** As an application does, or a framework for tests that restores them: the register of what this JVM holds is among them. */
    private static void exchangeProperties() {
        Properties others = new Properties();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> !name.startsWith("com.moesif."))
                .forEach(name -> others.setProperty(name, System.getProperty(name)));
        System.setProperties(others);
    }

    @Test
    void otherSystemProperties_letNeitherAClassLoaderNorAProcessTakeWhatIsHeld() throws Exception {
        Properties before = System.getProperties();
        try (URLClassLoader first = loader();
                URLClassLoader second = loader();
                Child process = process()) {
            UnaryOperator<String> one = program(first);
            UnaryOperator<String> other = program(second);
            one.apply("found");
            assertThat(one.apply("keep")).isEqualTo("true");

            exchangeProperties();

            assertThat(other.apply("found")).isEqualTo("0");
            assertThat(homes()).isEqualTo(2);
            assertThat(process.ask("found")).as("the lock holds").isEqualTo("0");
            // Each has had a look, so all that is held is known again.
            assertThat(one.apply("found")).isEqualTo("0");
            assertThat(other.apply("found")).isEqualTo("0");
            assertThat(process.ask("found")).isEqualTo("0");
            assertThat(homes()).isEqualTo(3);

            one.apply("close");

            assertThat(other.apply("found")).as("what is left has an heir").isEqualTo("1");
            other.apply("close");
        } finally {
            // What they name has been let go of since, and another test's directory may get the inode.
            before.keySet().removeIf(name -> String.valueOf(name).startsWith("com.moesif."));
            System.setProperties(before);
        }
    }

    /** With copies of our classes of its own. */
    private static URLClassLoader loader() throws IOException {
        URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(Path::of)
                .map(SharedDirectoryTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private UnaryOperator<String> program(ClassLoader loader) throws ReflectiveOperationException {
        return (UnaryOperator<String>) loader.loadClass(SpoolProgram.class.getName())
                .getConstructor(Path.class)
                .newInstance(root);
    }
}
