package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.ActionTemplate;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.action.FieldTypes;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.ledger.RuleTally;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.helpers.MessageFormatter;
import tools.jackson.databind.json.JsonMapper;

/**
 * SLF4J's own formatter decides where the placeholders of a template are and which argument goes where: the values that a rule
 * captures, put back in its placeholders, have to give the log line.
 */
@Timeout(120)
class TemplatesAgainstSlf4jTest {
    private static final int CASES = 10_000;
    private static final long SEED = Long.getLong("moesif.test.seed", System.nanoTime());
    private static final JsonMapper JSON = new JsonMapper();

    private final Random random = new Random(SEED);
    private final LoggerContext context = new LoggerContext();

    /** A template as it stands in the source, the same with names in its placeholders as a rule has it, and what is logged. */
    private record Case(String raw, String named, int placeholders, Object[] arguments) {
        @Override
        public String toString() {
            return "'" + raw + "' with " + Arrays.deepToString(arguments) + " by <message>" + named
                    + "</message> (-Dmoesif.test.seed=" + SEED + ")";
        }
    }

    @Test
    void capturedValues_putBackInTheHolesGiveTheLogLine() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        List<Case> cases = cases();
        // One mapper with all the rules: finding the right one among 10,000 is part of it.
        EventMapper mapper = new EventMapper(
                Naming.PLAIN,
                "ACTION",
                new FieldPatterns(),
                cases.stream().map(TemplatesAgainstSlf4jTest::rule).toList(),
                new MappingReport() {});

        for (Case each : cases) {
            assertThat(restored(mapper, each))
                    .as("%s", each)
                    .isEqualTo(MessageFormatter.arrayFormat(each.raw, each.arguments)
                            .getMessage());
        }
    }

    /** Else the test above would be about lines without placeholders. */
    @Test
    void generator_makesHolesOfEveryKind() {
        List<Case> cases = cases();

        assertThat(cases).hasSize(CASES);
        assertThat(cases).filteredOn(each -> each.placeholders > 1).hasSizeGreaterThan(CASES / 4);
        assertThat(cases)
                .filteredOn(each -> each.placeholders > each.arguments.length)
                .hasSizeGreaterThan(CASES / 20);
        assertThat(cases)
                .filteredOn(each -> each.placeholders < each.arguments.length)
                .hasSizeGreaterThan(CASES / 20);
        assertThat(cases).filteredOn(each -> each.raw.contains("\\{}")).hasSizeGreaterThan(CASES / 20);
        for (Case each : cases) {
            assertThat(holesBySlf4j(each.raw)).as("%s", each).isEqualTo(each.placeholders);
        }
    }

    private static Rule rule(Case each) {
        return new Rule(
                new Rule.Where(null, null, null),
                MessageTemplate.parse(each.named),
                null,
                new ActionTemplate("rule", "Action", List.of(), FieldTypes.NONE, List.of()),
                new FieldPatterns(),
                new RuleTally("rule", "rule", null));
    }

    private String restored(EventMapper mapper, Case each) {
        LoggingEvent event = new LoggingEvent("", context.getLogger("any"), Level.INFO, each.raw, null, each.arguments);
        Rule.Match match = mapper.match(event);
        assertThat(match).as("the rule of %s", each).isNotNull();
        LineBuffer line = new LineBuffer();
        new ActionEncoder(Naming.PLAIN, List.of(), List.of(), new Deaf(), line).encode(mapper.capture(event, match));
        Map<String, Object> metadata = metadata(line);
        // Those for which there is no placeholder are nobody's, but SLF4J reads escapes only as long as it has some
        // left.
        Object[] values = event.getArgumentArray() == null
                ? new Object[0]
                : event.getArgumentArray().clone();
        int captured = Math.min(each.placeholders, values.length);
        assertThat(metadata).as("%s", each).hasSize(captured);
        for (int placeholder = 0; placeholder < captured; placeholder++) {
            values[placeholder] = metadata.get("p" + placeholder);
        }
        return MessageFormatter.arrayFormat(each.raw, values).getMessage();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> metadata(LineBuffer line) {
        String json = new String(line.bytes(), 1, line.length() - 1, StandardCharsets.UTF_8);
        Map<String, Object> action = JSON.readValue(json, Map.class);
        return (Map<String, Object>) action.getOrDefault("metadata", Map.of());
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Set<String> raws = new HashSet<>();
        while (cases.size() < CASES) {
            Case each = next();
            String stripped = each.raw.strip();
            // A rule of its own for each, and neither an empty one nor the one for any message.
            if (!stripped.isEmpty() && !stripped.equals("*") && raws.add(stripped)) {
                cases.add(each);
            }
        }
        return cases;
    }

    private Case next() {
        StringBuilder raw = new StringBuilder();
        StringBuilder named = new StringBuilder();
        int placeholders = 0;
        for (int part = random.nextInt(8); part >= 0; part--) {
            String text = text();
            if (!raw.isEmpty() && raw.charAt(raw.length() - 1) == '{' && text.startsWith("}")) {
                text = " " + text;
            }
            raw.append(text);
            named.append(escaped(text));
            if (random.nextInt(3) > 0) {
                // One backslash before it makes it no placeholder; two or more are a backslash, and a placeholder.
                int backslashes = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 0;
                raw.append("\\".repeat(backslashes)).append("{}");
                named.append("\\".repeat(backslashes)).append(backslashes == 1 ? "{}" : "{p" + placeholders++ + "}");
            }
        }
        return new Case(raw.toString(), named.toString(), placeholders, arguments(placeholders));
    }

    /** Never ends in a backslash, so that those before a placeholder are counted. */
    private String text() {
        String[] pieces = {
            "a", "key=", " ", "  ", "{", "}", "{x}", "{ }", "}{", "\\n", "\\\\ ", "é", "\u2003", "$", "%", "*", "\t"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        // Two pieces may have made a placeholder between them.
        return text.toString().replace("{}", "{ }");
    }

    /** As whoever writes the rule has to: what would be a name is escaped, and anything else may be. */
    private String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean must = c == '{';
            escaped.append(must || random.nextInt(20) == 0 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return escaped.toString();
    }

    private Object[] arguments(int placeholders) {
        Object[] arguments = new Object[Math.max(0, placeholders + random.nextInt(5) - 2)];
        Arrays.setAll(arguments, i -> argument());
        if (arguments.length > 0 && random.nextInt(10) == 0) {
            arguments[arguments.length - 1] = new IllegalStateException("the event's exception");
        }
        return arguments;
    }

    private Object argument() {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> random.nextLong();
            case 3 -> random.nextInt(1_000) / 8.0;
            case 4 -> random.nextBoolean();
            case 5 -> "{}";
            case 6 -> new int[] {random.nextInt(9), 2};
            case 7 -> List.of(1, "two");
            case 8 -> new Object[] {1, "two", null};
            default -> text();
        };
    }

    private static int holesBySlf4j(String raw) {
        Object[] marks = new Object[50];
        Arrays.fill(marks, "\uE000");
        return (int) MessageFormatter.arrayFormat(raw, marks)
                .getMessage()
                .chars()
                .filter(c -> c == '\uE000')
                .count();
    }

    private static final class Deaf implements EncodingReport {
        @Override
        public void fieldLost(String rule, String field, String why) {
            throw new AssertionError(field + " " + why);
        }

        @Override
        public void fieldDoubtful(String rule, String field, String why) {
            throw new AssertionError(field + " " + why);
        }

        @Override
        public void withoutCompany(String rule, String actionName) {}

        @Override
        public void manyNames(int limit, String example) {}

        @Override
        public void tooLarge(String actionName, String transactionId) {
            throw new AssertionError(actionName);
        }
    }
}
