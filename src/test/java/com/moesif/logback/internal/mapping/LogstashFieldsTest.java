package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs each contract inside class loaders that stand for applications: with each version from 6.6 to 9.0 that the build has, with
 * none, with others.
 */
final class LogstashFieldsTest {

    private static final String MARKER = "net.logstash.logback.marker.";
    private static final String ARGUMENT = "net.logstash.logback.argument.";

    /** That library takes two empty markers for one, so it never has the aggregate within an aggregate. */
    private static final String LOST_BY_6_6 = "aggregate_givesEverythingToACallerThatWalksReferences";

    @TestFactory
    Stream<DynamicContainer> everyUnderstoodVersion_keepsTheContracts() {
        return Stream.of("6.6", "7.0.1", "7.4", "8.1", "9.0")
                .flatMap(version -> Arrays.stream(LogstashContract.class.getPermittedSubclasses())
                        .map(contract -> contract(
                                version + " " + contract.getSimpleName(),
                                contract,
                                new IsolatedLoader(IsolatedLoader.encoder(version)),
                                version.equals("6.6") ? LOST_BY_6_6 : "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.6", "7.0.1", "7.4", "8.1", "9.0"})
    void isolatedLoader_hasTheEncoderOfThatVersion(String version) throws Exception {
        try (IsolatedLoader loader = new IsolatedLoader(IsolatedLoader.encoder(version))) {
            assertThat(loader.loadClass(MARKER + "Markers")
                            .getProtectionDomain()
                            .getCodeSource())
                    .asString()
                    .contains("logstash-logback-encoder-" + version + ".jar");
        }
    }

    @TestFactory
    Stream<DynamicContainer> applicationWithoutTheEncoder_keepsTheContract() {
        return Stream.of(contract("absent", LogstashAbsentContract.class, new IsolatedLoader(List.of())));
    }

    @TestFactory
    Stream<DynamicContainer> encoderWithoutOneOfItsClasses_keepsTheContract() {
        return Stream.of("marker.RawJsonAppendingMarker", "argument.DeferredStructuredArgument")
                .map(hidden -> contract("without " + hidden, LogstashUnknownContract.class, encoderWithout(hidden)));
    }

    @TestFactory
    Stream<DynamicContainer> encoderWithOtherMembers_keepsTheContract(@TempDir Path directory) throws IOException {
        for (String name : List.of(
                "LogstashMarker",
                "EmptyLogstashMarker",
                "SingleFieldAppendingMarker",
                "RawJsonAppendingMarker",
                "MapEntriesAppendingMarker",
                "ObjectFieldsAppendingMarker",
                "ObjectAppendingMarker",
                "DeferredLogstashMarker")) {
            compileEmptyClass(directory, MARKER, name);
        }
        compileEmptyClass(directory, ARGUMENT, "StructuredArgument");
        compileEmptyClass(directory, ARGUMENT, "DeferredStructuredArgument");

        return Stream.of(
                contract("other members", LogstashUnknownContract.class, new IsolatedLoader(List.of(directory))));
    }

    private static IsolatedLoader encoderWithout(String hidden) {
        return new IsolatedLoader(IsolatedLoader.encoder("9.0")) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.equals("net.logstash.logback." + hidden)) {
                    throw new ClassNotFoundException(name);
                }
                return super.findClass(name);
            }
        };
    }

    private static void compileEmptyClass(Path directory, String packageDot, String name) throws IOException {
        Path source = directory.resolve(name + ".java");
        Files.writeString(
                source,
                "package " + packageDot.substring(0, packageDot.length() - 1) + "; public class " + name + " {}");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", directory.toString(), source.toString()))
                .isZero();
    }

    private static DynamicContainer contract(String displayName, Class<?> contract, URLClassLoader loader) {
        return contract(displayName, contract, loader, "");
    }

    /** Every test of the contract but one, with the loader closed after the last. */
    private static DynamicContainer contract(
            String displayName, Class<?> contract, URLClassLoader loader, String leftOut) {
        List<String> names = Arrays.stream(contract.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .filter(name -> !name.equals(leftOut))
                .sorted()
                .toList();
        assertThat(names).isNotEmpty();
        Stream<DynamicTest> tests =
                names.stream().map(name -> dynamicTest(name, () -> run(contract.getName(), name, loader)));
        return dynamicContainer(displayName, tests.onClose(() -> close(loader)));
    }

    private static void run(String contract, String name, ClassLoader loader) throws Throwable {
        Class<?> isolated = Class.forName(contract, true, loader);
        assertThat(isolated.getClassLoader()).isSameAs(loader);
        Constructor<?> constructor = isolated.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method test = isolated.getDeclaredMethod(name);
        test.setAccessible(true);

        // Jackson looks for its modules through this one.
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            test.invoke(constructor.newInstance());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void close(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
