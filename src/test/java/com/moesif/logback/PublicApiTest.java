package com.moesif.logback;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What users may name, line by line: a change of it is a decision, and stands in a commit of its own. What the code has now is
 * written to {@code target/public-api.txt}.
 */
class PublicApiTest {
    private static final Path LIST = Path.of("src/test/resources/public-api.txt");
    private static final Path NOW = Path.of("target/public-api.txt");

    @Test
    void publicApi_isWhatIsListed() throws IOException {
        List<String> api = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("com.moesif.logback")
                        .stream()
                        .filter(type -> !type.getPackageName().contains(".internal") && isVisible(type))
                        .flatMap(PublicApiTest::lines)
                        .sorted()
                        .distinct()
                        .toList();
        Files.write(NOW, api);

        assertThat(api).isEqualTo(Files.readAllLines(LIST));
    }

    private static boolean isVisible(JavaClass type) {
        boolean shown = isVisible(type.getModifiers());
        return shown && type.getEnclosingClass().map(PublicApiTest::isVisible).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static Stream<String> lines(JavaClass type) {
        Stream<String> itself = Stream.of(type.getName());
        return Stream.concat(
                itself,
                type.getMembers().stream()
                        .filter(member -> isVisible(member.getModifiers()))
                        .map(PublicApiTest::line));
    }

    private static String line(JavaMember member) {
        String name = member.getFullName();
        boolean isStatic = member.getModifiers().contains(JavaModifier.STATIC);
        return name + ": " + (isStatic ? "static " : "")
                + member.getDescriptor().replaceFirst("^\\(.*\\)", "").replace('/', '.');
    }
}
