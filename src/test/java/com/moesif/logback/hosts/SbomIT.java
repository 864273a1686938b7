package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bills of material, and the licences of what is shaded, against what a user really gets. */
class SbomIT {
    private static final Pattern LEGAL = Pattern.compile("META-INF/[^/]*(LICENSE|NOTICE)[^/]*");

    /** A library within, as its bill has it. */
    private record Part(String group, String name, String version, boolean optional, List<String> licences) {
        static List<Part> of(String json) {
            return new JsonMapper()
                    .readTree(json)
                    .get("components")
                    .valueStream()
                    .map(part -> new Part(
                            part.get("group").asString(),
                            part.get("name").asString(),
                            part.get("version").asString(),
                            part.get("scope").asString().equals("optional"),
                            part.get("licenses")
                                    .valueStream()
                                    .map(licence -> licence.at("/license/id"))
                                    .map(JsonNode::asString)
                                    .toList()))
                    .filter(part -> !part.optional)
                    .toList();
        }

        String file() {
            return name + "-" + version + ".jar";
        }

        /** As this build's tests have it. */
        JarFile jar() throws IOException {
            return new JarFile(
                    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                            .filter(entry -> Path.of(entry).endsWith(file()))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no " + file())));
        }
    }

    /** What the project {@code plain} was built with: Maven's answer to the snippet of the README. */
    @Test
    void billOfThePlainJar_namesWhatItsUsersGet() throws IOException {
        List<Part> parts = Part.of(Files.readString(Path.of(System.getProperty("sbom"))));

        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("its"), "plain", "target", "dependency"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString())
                            .filter(jar -> !jar.matches("(logback-|slf4j-api|moesif-logback-appender).*")))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                            parts.stream().map(Part::file).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jar.all", "jar.cli"})
    void billInAJar_namesWhatIsInIt(String property) throws IOException {
        try (JarFile jar = new JarFile(System.getProperty(property));
                JarFile plain = new JarFile(System.getProperty("jar.plain"));
                JarFile testkit = new JarFile(System.getProperty("jar.testkit"))) {
            Set<String> named = classes(plain);
            if (property.equals("jar.cli")) {
                named.addAll(classes(testkit));
                named.addAll(compiled("com/moesif/logback/cli"));
            }
            for (Part part : Part.of(inside(jar))) {
                try (JarFile library = part.jar()) {
                    named.addAll(classes(library));
                }
            }

            assertThat(classes(jar)).isEqualTo(named);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jar.all", "jar.cli"})
    void noticesInAJar_areThoseOfWhatIsInIt(String property) throws IOException {
        try (JarFile jar = new JarFile(System.getProperty(property))) {
            String legal = legal(jar);
            List<Part> parts = Part.of(inside(jar));
            List<String> listed = content(jar, "META-INF/THIRD-PARTY")
                    .lines()
                    .filter(line -> line.matches("[\\w.]+:[\\w-]+ .*"))
                    .toList();

            assertThat(listed.stream().map(line -> line.replaceFirst(" .*", "")))
                    .containsExactlyInAnyOrderElementsOf(parts.stream()
                            .map(part -> part.group + ":" + part.name)
                            .toList());
            for (Part part : parts) {
                assertThat(listed)
                        .filteredOn(line -> line.startsWith(part.group + ":" + part.name + " "))
                        .singleElement()
                        .satisfies(line -> assertThat(line).contains(part.licences));
                try (JarFile library = part.jar()) {
                    for (String name : legalNames(library)) {
                        assertThat(legal).as("%s of %s", name, part).contains(words(content(library, name)));
                    }
                }
            }
        }
    }

    /** Logback's own jars bring none, but whoever hands it on has to. */
    @Test
    void programWithLogbackInIt_hasTheWholeTextOfItsLicences() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("jar.cli"))) {
            assertThat(Part.of(inside(jar)))
                    .filteredOn(part -> part.group.equals("ch.qos.logback"))
                    .isNotEmpty()
                    .allMatch(part -> part.licences.equals(List.of("EPL-2.0", "LGPL-2.1-only")));
            assertThat(words(content(jar, "META-INF/licenses/EPL-2.0")))
                    .startsWith("Eclipse Public License - v 2.0 THE ACCOMPANYING PROGRAM")
                    .contains("7. GENERAL", "Exhibit A")
                    .endsWith("You may add additional accurate notices of copyright ownership.");
            assertThat(words(content(jar, "META-INF/licenses/LGPL-2.1")))
                    .startsWith("GNU LESSER GENERAL PUBLIC LICENSE Version 2.1, February 1999")
                    .contains("16. IN NO EVENT", "END OF TERMS AND CONDITIONS")
                    .endsWith("That's all there is to it!");
            String listed = content(jar, "META-INF/THIRD-PARTY");
            assertThat(listed).contains("META-INF/licenses/EPL-2.0", "META-INF/licenses/LGPL-2.1");
        }
    }

    private static String inside(JarFile jar) throws IOException {
        return content(jar, System.getProperty("sbom.inside"));
    }

    /** By the names that they were released with. */
    private static Set<String> classes(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.endsWith(".class"))
                .filter(name -> !name.startsWith("META-INF/versions/") && !name.equals("module-info.class"))
                .map(name -> name.replaceFirst("^com/moesif/logback/shaded/(jctools/)", "org/$1")
                        .replaceFirst("^com/moesif/logback/shaded/(asm/)", "org/objectweb/$1")
                        .replaceFirst("^com/moesif/logback/shaded/(hc/)", "org/apache/$1")
                        .replaceFirst("^com/moesif/logback/shaded/(jackson/)", "tools/$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of this package in this build. */
    private static Set<String> compiled(String name) throws IOException {
        Path classes = Path.of("target", "classes");
        try (Stream<Path> files = Files.list(classes.resolve(name))) {
            return files.map(file -> classes.relativize(file).toString()).collect(Collectors.toSet());
        }
    }

    private static List<String> legalNames(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(LEGAL.asMatchPredicate())
                .toList();
    }

    private static String legal(JarFile jar) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : legalNames(jar)) {
            all.append(words(content(jar, name))).append('\n');
        }
        return all.toString();
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String content(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
