package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link within the documents leads somewhere, and every page is linked to. */
class DocsLinksTest {
    private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\(([^)\\s]+)\\)");

    static Stream<Arguments> links() {
        return Markdown.all().stream()
                .flatMap(document ->
                        LINK.matcher(document.prose()).results().map(link -> Arguments.of(document, link.group(1))))
                .filter(link -> !String.valueOf(link.get()[1]).startsWith("https://"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("links")
    void link_leadsToAFileAndAHeadingInIt(Markdown document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document.file
                : document.file.resolveSibling(parts[0]).normalize();
        assertThat(target).exists();
        if (parts.length == 2) {
            assertThat(anchors(Markdown.of(target.toString()))).contains(parts[1]);
        }
    }

    @Test
    void everyPage_isLinkedFromTheIndex_andTheIndexFromTheReadme() {
        Markdown index = Markdown.page("index");

        assertThat(targets(Markdown.readme())).contains(index.file);
        assertThat(targets(index))
                .containsAll(Markdown.all().stream()
                        .map(document -> document.file)
                        .filter(file -> file.startsWith("src") && !file.equals(index.file))
                        .toList());
    }

    private static List<Path> targets(Markdown from) {
        return links().filter(link -> link.get()[0].toString().equals(from.toString()))
                .map(link -> from.file
                        .resolveSibling(String.valueOf(link.get()[1]).replaceFirst("#.*", ""))
                        .normalize())
                .toList();
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Markdown document) {
        List<String> anchors = new ArrayList<>();
        for (String heading : document.headings()) {
            String anchor = heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            long before = anchors.stream()
                    .filter(other -> other.replaceFirst("-\\d+$", "").equals(anchor))
                    .count();
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }
}
