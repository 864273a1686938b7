package com.moesif.logback.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import com.moesif.logback.MoesifAppender;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever can't be had, the application starts. */
class StartGuardTest {
    @TempDir
    private Path temp;

    @Test
    void listenerThatThrows_doesNotEndTheConfiguration() {
        LoggerContext context = new LoggerContext();
        AtomicInteger thrown = new AtomicInteger();
        StatusListener angry = status -> {
            if (status.getEffectiveLevel() == Status.INFO && status.getMessage().contains("Ships actions")) {
                thrown.incrementAndGet();
                throw new NoSuchMethodError("of a listener");
            }
        };
        context.getStatusManager().add(angry);
        MoesifAppender appender = new MoesifAppender();
        appender.setContext(context);
        appender.setName("GUARDED");
        appender.setApplicationId("the-id");
        appender.setBaseUri("http://127.0.0.1:1");

        assertThatCode(appender::start).doesNotThrowAnyException();
        assertThat(thrown).hasPositiveValue();
        assertThat(appender.isStarted()).isTrue();
        context.stop();
    }

    /** As in a logback-access.xml, which is read when a web server starts and gets the events of its requests. */
    @Test
    void contextOfAnotherKindOfLogging_isOneError_andItsEventsAreNoHarm() {
        ContextBase access = new ContextBase();
        MoesifAppender appender = new MoesifAppender();
        appender.setContext(access);
        appender.setName("ACCESS");
        appender.setApplicationId("the-id");
        @SuppressWarnings({"unchecked", "rawtypes"}) // as Joran attaches it
        Appender<Object> attached = (Appender<Object>) (Appender) appender;

        assertThatCode(appender::start).doesNotThrowAnyException();
        assertThatCode(() -> attached.doAppend("a request")).doesNotThrowAnyException();
        assertThatCode(() -> attached.doAppend("another")).doesNotThrowAnyException();
        assertThatCode(appender::stop).doesNotThrowAnyException();

        assertThat(access.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getLevel() > Status.INFO)
                .extracting(Status::getMessage)
                .satisfiesExactly(
                        error -> assertThat(error).contains("is off", ContextBase.class.getName(), "logback.xml"),
                        warning -> assertThat(warning).contains("ignores it: java.lang.String"));
    }

    /** An older JCTools before ours on the class path, as an application's build would have it. */
    @Test
    void libraryThatIsTooOld_isNamedWithBothVersions() throws Exception {
        Path jar = temp.resolve("jctools-core-1.2.1.jar");
        try (var out = new java.util.jar.JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new java.util.zip.ZipEntry("org/jctools/queues/atomic/MpscAtomicArrayQueue.class"));
        }
        List<URL> urls = new ArrayList<>(List.of(jar.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object problems = loader.loadClass("com.moesif.logback.internal.classpath.Libraries")
                    .getMethod("problems")
                    .invoke(null);

            assertThat(problems.toString())
                    .contains("jctools-core 1.2.1 is there")
                    .contains("org.jctools:jctools-core 2.1 or later")
                    .contains("classifier 'all'");
        }
    }
}
