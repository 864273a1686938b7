package com.moesif.logback;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms and arrows of the design. A new room, or a new arrow, is a decision: it is written down here first. */
public class ArchitectureTest {
    private static final String ROOT = "com.moesif.logback";

    /** Who may import whom. */
    public static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry(
                    "",
                    Set.of(
                            ".config",
                            ".internal.settings",
                            ".internal.joran",
                            ".internal.runtime",
                            ".internal.mapping",
                            ".internal.ledger")),
            Map.entry(".config", Set.of()),
            Map.entry(
                    ".testing",
                    Set.of(
                            "",
                            ".config",
                            ".internal.settings",
                            ".internal.joran",
                            ".internal.runtime",
                            ".internal.mapping",
                            ".internal.pipeline",
                            ".internal.action",
                            ".internal.ledger",
                            ".internal.statements")),
            Map.entry(".collector", Set.of()),
            Map.entry(
                    ".cli",
                    Set.of(
                            ".testing",
                            ".collector",
                            ".internal.settings",
                            ".internal.runtime",
                            ".internal.pipeline",
                            ".internal.spool",
                            ".internal.transport",
                            ".internal.action",
                            ".internal.ledger",
                            ".internal.statements")),
            Map.entry(
                    ".connect",
                    Set.of(
                            ".internal.pipeline",
                            ".internal.spool",
                            ".internal.transport",
                            ".internal.action",
                            ".internal.ledger")),
            Map.entry(
                    ".internal.settings",
                    Set.of(
                            ".config",
                            ".internal.mapping",
                            ".internal.action",
                            ".internal.spool",
                            ".internal.transport",
                            ".internal.ledger")),
            Map.entry(
                    ".internal.joran",
                    Set.of(".config", ".internal.settings", ".internal.mapping", ".internal.action")),
            Map.entry(
                    ".internal.runtime",
                    Set.of(
                            ".internal.settings",
                            ".internal.joran",
                            ".internal.mapping",
                            ".internal.pipeline",
                            ".internal.spool",
                            ".internal.transport",
                            ".internal.kafka",
                            ".internal.metrics",
                            ".internal.action",
                            ".internal.classpath",
                            ".internal.ledger")),
            Map.entry(".internal.mapping", Set.of(".internal.action", ".internal.ledger")),
            Map.entry(
                    ".internal.pipeline",
                    Set.of(
                            ".internal.action",
                            ".internal.spool",
                            ".internal.transport",
                            ".internal.ledger",
                            ".internal.classpath")),
            Map.entry(".internal.spool", Set.of(".internal.ledger")),
            Map.entry(".internal.transport", Set.of()),
            Map.entry(".internal.kafka", Set.of(".internal.transport")),
            Map.entry(".internal.metrics", Set.of(".internal.ledger")),
            Map.entry(".internal.action", Set.of()),
            Map.entry(".internal.statements", Set.of()),
            Map.entry(".internal.classpath", Set.of()),
            Map.entry(".internal.ledger", Set.of()));

    /** Foreign packages, and the rooms that may import them. */
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            Map.entry("org.apache.hc..", Set.of(".internal.transport")),
            // The connector, whose worker has them, and what writes to a topic when the application has them.
            Map.entry("org.apache.kafka..", Set.of(".internal.kafka", ".connect")),
            Map.entry("org.jctools..", Set.of(".internal.pipeline")),
            Map.entry("org.objectweb.asm..", Set.of(".internal.statements")),
            Map.entry("tools.jackson..", Set.of(".internal.action", ".collector")),
            // Another module than the streaming, and one whose classes depend on what the application pins.
            Map.entry("tools.jackson.databind..", Set.of()),
            Map.entry("com.fasterxml..", Set.of()),
            Map.entry(
                    "ch.qos.logback..",
                    Set.of(
                            "",
                            ".testing",
                            ".internal.settings",
                            ".internal.joran",
                            ".internal.runtime",
                            ".internal.mapping")),
            Map.entry(
                    "org.slf4j..",
                    Set.of("", ".testing", ".internal.runtime", ".internal.mapping", ".cli", ".connect")),
            Map.entry("net.logstash..", Set.of()),
            Map.entry("io.micrometer..", Set.of(".internal.metrics")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final SliceAssignment EACH_PACKAGE = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    };

    static Stream<Map.Entry<String, Set<String>>> arrows() {
        return ARROWS.entrySet().stream();
    }

    static Stream<Map.Entry<String, Set<String>>> libraries() {
        return LIBRARIES.entrySet().stream();
    }

    @Test
    void everyClass_isInARoom() {
        assertThat(CLASSES.stream().map(type -> type.getPackageName().substring(ROOT.length())))
                .hasSizeGreaterThan(50)
                .allSatisfy(room -> assertThat(room).isIn(ARROWS.keySet()));
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void room_importsOnlyWhatItsArrowsAllow(Map.Entry<String, Set<String>> arrow) {
        String room = ROOT + arrow.getKey();
        String[] allowed = Stream.concat(
                        Stream.of(room), arrow.getValue().stream().map(other -> ROOT + other))
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(allowed)))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void library_hasItsRooms(Map.Entry<String, Set<String>> library) {
        String[] rooms = library.getValue().stream().map(room -> ROOT + room).toArray(String[]::new);

        noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library.getKey())
                .check(CLASSES);
    }

    @Test
    void nothingElse_isImported() {
        noClasses()
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(Stream.concat(
                                Stream.of(
                                        ROOT + "..",
                                        "java..",
                                        "javax.management..",
                                        "com.sun.tools.attach..",
                                        "javax.net.ssl..",
                                        "org.xml.sax.."),
                                LIBRARIES.keySet().stream())
                        .toArray(String[]::new)))
                .check(CLASSES);
    }

    @Test
    void micrometer_isImportedByOneClass() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use ->
                                        use.getTargetClass().getPackageName().startsWith("io.micrometer")))
                        .map(JavaClass::getSimpleName))
                .containsExactly("MicrometerMeters");
    }

    @Test
    void rooms_formNoCycle() {
        // Each package by itself, the root too.
        slices().assignedFrom(EACH_PACKAGE).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noPackage_isCalledUtil() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..")
                .check(CLASSES);
    }

    @Test
    void constructors_haveAtMostSixParameters() {
        constructors()
                .that()
                .areDeclaredInClassesThat(describe(
                        "are no enums and no records of values",
                        type -> !type.isEnum() && !(type.isRecord() && hasValuesOnly(type))))
                .should(haveAtMost(6))
                .check(CLASSES);
    }

    private static List<JavaField> components(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .toList();
    }

    /** A record that has more than values wires classes together: it is one of them, and no larger. */
    private static boolean hasValuesOnly(JavaClass type) {
        return components(type).stream().map(JavaField::getRawType).allMatch(ArchitectureTest::isValue);
    }

    private static boolean isValue(JavaClass type) {
        if (type.getPackageName().startsWith(ROOT)) {
            return type.isEnum() || type.isRecord() || type.reflect().isSealed();
        }
        // What is called back is somebody's.
        return !type.getPackageName().equals("java.util.function") && !type.isEquivalentTo(Runnable.class);
    }

    @Test
    void internalClasses_areFinalOrSealed() {
        classes()
                .that(describe(
                        "are classes of the rooms",
                        type -> !type.isInterface()
                                && !type.isAnonymousClass()
                                && !type.getPackageName().equals(ROOT)))
                .should(beClosed())
                .check(CLASSES);
    }

    @Test
    void publicInternalClass_isNeededByAnotherRoom() {
        classes()
                .that(describe(
                        "are public under internal and no member of another class",
                        type -> type.getPackageName().startsWith(ROOT + ".internal")
                                && type.getModifiers().contains(JavaModifier.PUBLIC)
                                && type.isTopLevelClass()))
                .should(beUsedElsewhere())
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void noFile_hasMoreThan400Lines(String sources) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(sources))) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(java)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(file -> assertThat(lines(file))
                            .as(file.toString())
                            .isLessThanOrEqualTo(sources.contains("main") ? 400 : 700));
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DescribedPredicate<JavaClass> describe(
            String description, java.util.function.Predicate<JavaClass> test) {
        return DescribedPredicate.describe(description, test);
    }

    private static ArchCondition<JavaConstructor> haveAtMost(int parameters) {
        return new ArchCondition<>("have at most " + parameters + " parameters") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                int count = constructor.getRawParameterTypes().stream()
                        .mapToInt(type -> hides(constructor.getOwner(), type)
                                ? components(type).size()
                                : 1)
                        .sum();
                events.add(new SimpleConditionEvent(
                        constructor, count <= parameters, constructor.getFullName() + " has " + count));
            }
        };
    }

    /** A record of this class's own, which only gathers what would be parameters. */
    private static boolean hides(JavaClass owner, JavaClass parameter) {
        return parameter.isRecord()
                && !hasValuesOnly(parameter)
                && !parameter.getModifiers().contains(JavaModifier.PUBLIC)
                && parameter.getEnclosingClass().filter(owner::equals).isPresent();
    }

    private static ArchCondition<JavaClass> beClosed() {
        return new ArchCondition<>("be final, sealed or enums") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean closed = type.getModifiers().contains(JavaModifier.FINAL)
                        || type.isEnum()
                        || type.reflect().isSealed()
                        || type.getModifiers().contains(JavaModifier.SYNTHETIC);
                events.add(new SimpleConditionEvent(type, closed, type.getFullName() + " can be extended"));
            }
        };
    }

    private static ArchCondition<JavaClass> beUsedElsewhere() {
        return new ArchCondition<>("be used by another room") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
                events.add(new SimpleConditionEvent(type, used, type.getFullName() + " could be package-private"));
            }
        };
    }
}
