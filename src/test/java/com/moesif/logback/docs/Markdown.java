package com.moesif.logback.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One of the project's documents, taken to pieces. */
public final class Markdown {
    private static final String FENCE = "```";
    private static final Path PAGES = Path.of("src", "site", "markdown");
    /** Written for those who work on the project. */
    private static final Set<String> FOR_CONTRIBUTORS = Set.of("rationale.md", "architecture.md");

    public final Path file;
    public final String text;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();
    private final StringBuilder prose = new StringBuilder();

    /** A fenced block. {@code section} is the heading above it, of whatever level; {@code line} counts from 1. */
    public record Block(String section, String language, String text, int line) {}

    private Markdown(Path file) throws IOException {
        this.file = file;
        text = Files.readString(file);
        List<String> lines = text.lines().toList();
        String section = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(FENCE)) {
                int from = i + 1;
                do {
                    i++;
                } while (!lines.get(i).equals(FENCE));
                blocks.add(new Block(
                        section, line.substring(FENCE.length()), String.join("\n", lines.subList(from, i)), from));
            } else {
                if (line.matches("#+ .*")) {
                    section = line.replaceFirst("#+ ", "");
                    headings.add(section);
                }
                prose.append(line).append('\n');
            }
        }
    }

    public static Markdown of(String file) {
        try {
            return new Markdown(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Markdown readme() {
        return of("README.md");
    }

    /** A page of the site. */
    public static Markdown page(String name) {
        return of(PAGES.resolve(name + ".md").toString());
    }

    /** What a user reads. */
    static List<Markdown> forUsers() {
        return Stream.concat(
                        Stream.of("README.md"),
                        pages().filter(page -> FOR_CONTRIBUTORS.stream().noneMatch(page::endsWith)))
                .map(Markdown::of)
                .toList();
    }

    /** All there are, beside a file or two for those who work on the project. */
    public static List<Markdown> all() {
        return Stream.concat(
                        Stream.of("README.md", "CHANGELOG.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"),
                        pages())
                .map(Markdown::of)
                .toList();
    }

    private static Stream<String> pages() {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.map(Path::toString).filter(name -> name.endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Block> blocks() {
        return blocks;
    }

    public List<Block> blocks(String language) {
        return blocks.stream().filter(block -> block.language.equals(language)).toList();
    }

    public List<Block> blocks(String section, String language) {
        return blocks(language).stream()
                .filter(block -> block.section.equals(section))
                .toList();
    }

    /** The first of this language under this heading. */
    String block(String section, String language) {
        Optional<Block> first = blocks(section, language).stream().findFirst();
        return first.orElseThrow(() -> new AssertionError("no " + language + " under '" + section + "' in " + file))
                .text;
    }

    List<String> headings() {
        return headings;
    }

    /** Without the fenced blocks. */
    String prose() {
        return prose.toString();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
