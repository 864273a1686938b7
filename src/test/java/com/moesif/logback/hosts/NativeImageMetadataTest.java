package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.MoesifAppender;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.config.SpoolElement;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A native image has of a class what the metadata names: an element that is missing there can't be made from {@code
 * logback.xml}. Held against the classes only; no native image is built here.
 */
class NativeImageMetadataTest {
    private static final String METADATA =
            "/META-INF/native-image/com.moesif.logback/moesif-logback-appender/reachability-metadata.json";
    private static final String OURS = "com.moesif.logback";

    private final JsonNode metadata = read();

    private static JsonNode read() {
        try (InputStream in = NativeImageMetadataTest.class.getResourceAsStream(METADATA)) {
            return JsonMapper.shared().readTree(in);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Map<String, JsonNode> reflection() {
        Map<String, JsonNode> types = new LinkedHashMap<>();
        metadata.get("reflection").forEach(entry -> types.put(entry.get("type").stringValue(), entry));
        return types;
    }

    /** From the appender on: each of our classes that a setter or an adder takes, which Joran therefore makes. */
    private static Set<Class<?>> elements() {
        Set<Class<?>> found = new LinkedHashSet<>();
        List<Class<?>> open = new ArrayList<>(List.of(MoesifAppender.class));
        while (!open.isEmpty()) {
            Class<?> type = open.remove(open.size() - 1);
            if (found.add(type)) {
                Arrays.stream(type.getMethods())
                        .filter(method -> method.getName().matches("(set|add)[A-Z].*"))
                        .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                        .filter(parameter -> parameter.getName().startsWith(OURS))
                        .forEach(open::add);
            }
        }
        return found;
    }

    @Test
    void everyElement_canBeMadeAndFilled() {
        Set<Class<?>> elements = elements();

        assertThat(elements)
                .contains(MoesifAppender.class, RuleElement.class, FieldElement.class, SpoolElement.class)
                .hasSizeGreaterThanOrEqualTo(7);
        for (Class<?> element : elements) {
            JsonNode entry = reflection().get(element.getName());
            assertThat(entry).as(element.getName()).isNotNull();
            assertThat(entry.get("allPublicConstructors").booleanValue()).isTrue();
            assertThat(entry.get("allPublicMethods").booleanValue()).isTrue();
            assertThat(element.getConstructors())
                    .extracting(Constructor::getParameterCount)
                    .containsExactly(0);
            assertThat(Arrays.stream(element.getDeclaredMethods())
                            .filter(method -> method.getName().matches("(set|add)[A-Z].*"))
                            .map(Method::getModifiers))
                    .allMatch(Modifier::isPublic);
        }
    }

    @Test
    void everyTypeNamed_isThere() {
        assertThat(reflection().keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
    }

    @Test
    void everyResource_isNamed_andEveryNameIsAResource() throws Exception {
        List<String> globs = new ArrayList<>();
        metadata.get("resources").forEach(entry -> globs.add(entry.get("glob").stringValue()));
        Path classes = Path.of(MoesifAppender.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> resources;
        try (Stream<Path> files = Files.walk(classes.resolve("com"))) {
            resources = files.filter(Files::isRegularFile)
                    .map(file -> classes.relativize(file).toString().replace(File.separatorChar, '/'))
                    // The local collector is in the test kit.
                    .filter(name -> !name.endsWith(".class") && !name.startsWith("com/moesif/logback/collector/"))
                    .toList();
        }

        assertThat(resources).isNotEmpty().allMatch(name -> globs.stream().anyMatch(glob -> matches(glob, name)));
        assertThat(globs).allMatch(glob -> resources.stream().anyMatch(name -> matches(glob, name)));
    }

    private static boolean matches(String glob, String name) {
        return java.nio.file.FileSystems.getDefault()
                .getPathMatcher("glob:" + glob)
                .matches(Path.of(name));
    }
}
