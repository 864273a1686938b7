package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.Status;
import com.moesif.logback.collector.ReceivedAction;
import com.moesif.logback.harness.Logback;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * An example of a document: Java that logs, the elements of the appender, and the action that comes of it. Its Java is
 * compiled and run, its XML read by Joran, and what a collector then has is its JSON, byte for byte but for white space, the
 * time and random ids.
 */
final class DocExample {
    /** Where the frame of the examples has a place for their elements. */
    private static final String PLACE = "<!-- the elements of the example -->";

    private static final Pattern LOGGER = Pattern.compile("^// ([a-zA-Z.]+)$", Pattern.MULTILINE);
    private static final Pattern TIME =
            Pattern.compile("\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\"");
    private static final Pattern ID = Pattern.compile("\"transaction_id\":\"([^\"]+)\"");
    private static final Pattern OUTSIDE_STRINGS = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\")|\\s+");
    private static final int RANDOM = 4;

    private final String section;
    private final String java;
    private final String elements;
    private final List<String> actions;

    private DocExample(Markdown document, String section) {
        this.section = section;
        java = document.block(section, "java");
        elements = String.join(
                "\n",
                document.blocks(section, "xml").stream()
                        .map(Markdown.Block::text)
                        .filter(xml -> !xml.startsWith("<web-app"))
                        .toList());
        actions = document.blocks(section, "json").stream()
                .map(Markdown.Block::text)
                .toList();
    }

    /** Those headings of a document under which there are Java and the JSON of an action. */
    static Stream<DocExample> of(Markdown document) {
        return document.headings().stream()
                .filter(heading -> !document.blocks(heading, "java").isEmpty()
                        && !document.blocks(heading, "json").isEmpty())
                .map(heading -> new DocExample(document, heading));
    }

    /** The examples' common configuration: the one with a place for their elements. */
    static String frame(Markdown document) {
        return document.blocks("xml").stream()
                .map(Markdown.Block::text)
                .filter(xml -> xml.contains(PLACE))
                .findFirst()
                .orElseThrow();
    }

    String section() {
        return section;
    }

    /** What runs the logging code; a filter around it, say. */
    @FunctionalInterface
    interface Around {
        void run(Code code) throws Exception;
    }

    @FunctionalInterface
    interface Code {
        void run() throws Exception;
    }

    void run(String frame, Path scratch, Around around) throws Exception {
        Matcher logger = LOGGER.matcher(java);
        assertThat(logger.find()).as("a comment that names the logger").isTrue();
        try (Logback logback = Logback.withMdcOfTheJvm(frame.replace(PLACE, elements))) {
            Logger log = logback.context.getLogger(logger.group(1));
            around.run(() -> JavaSnippet.run(scratch, java, "Logger log", log));

            // The first goes at once and the next in another batch: whichever is there first.
            assertThat(logback.actions().stream().map(ReceivedAction::json).map(DocExample::normal))
                    .containsExactlyInAnyOrderElementsOf(
                            actions.stream().map(DocExample::normal).toList());
            logback.stop();
            assertThat(logback.context.getStatusManager().getCopyOfStatusList())
                    .filteredOn(status -> status.getEffectiveLevel() >= Status.WARN)
                    .isEmpty();
        }
    }

    private static String normal(String json) {
        String compact = OUTSIDE_STRINGS.matcher(json).replaceAll(DocExample::keepString);
        String timeless = TIME.matcher(compact).replaceAll("\"time\":\"…\"");
        return ID.matcher(timeless).replaceAll(id -> isRandom(id.group(1)) ? "\"transaction_id\":\"…\"" : id.group());
    }

    private static String keepString(MatchResult match) {
        return match.group(1) == null ? "" : Matcher.quoteReplacement(match.group(1));
    }

    private static boolean isRandom(String id) {
        return UUID.fromString(id).version() == RANDOM;
    }

    @Override
    public String toString() {
        return section;
    }
}
