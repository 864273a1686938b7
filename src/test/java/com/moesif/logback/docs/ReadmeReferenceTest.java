package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.Context;
import com.moesif.logback.internal.settings.KafkaSettings;
import com.moesif.logback.internal.settings.Settings;
import com.moesif.logback.internal.settings.SpoolSettings;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference and the code say the same, or neither can be believed. */
class ReadmeReferenceTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (.*?) \\| .*");

    @ParameterizedTest
    @CsvSource({
        "The appender, com.moesif.logback.MoesifAppender",
        "`<rule>`, com.moesif.logback.config.RuleElement",
        "`<field>`, com.moesif.logback.config.FieldElement",
        "`<alias>`, com.moesif.logback.config.AliasElement",
        "`<spool>`, com.moesif.logback.config.SpoolElement",
        "`<proxy>`, com.moesif.logback.config.ProxyElement",
        "`<kafka>`, com.moesif.logback.config.KafkaElement",
        "`<mask>`, com.moesif.logback.config.MaskElement",
    })
    void table_namesWhatJoranCanSet(String heading, String className) throws Exception {
        assertThat(table(heading).keySet()).containsExactlyInAnyOrderElementsOf(elements(Class.forName(className)));
    }

    @Test
    void table_hasTheDefaultsOfTheSettings() {
        Map<String, String> table = table("The appender");

        assertThat(Settings.ALL)
                .allSatisfy(setting -> assertThat(table.get(setting.name))
                        .as(setting.name)
                        .isEqualTo(setting.defaultText.isEmpty() ? "" : "`" + setting.defaultText + "`"));
        assertThat(table.keySet())
                .startsWith(Settings.ALL.stream().map(setting -> setting.name).toArray(String[]::new));
    }

    @Test
    void spoolTable_hasTheDefaultsOfTheSettings() {
        Map<String, String> table = table("`<spool>`");

        assertThat(SpoolSettings.ALL)
                .allSatisfy(setting -> assertThat(table.get(setting.name))
                        .as(setting.name)
                        .isEqualTo(setting.defaultText.isEmpty() ? "" : "`" + setting.defaultText + "`"));
    }

    @Test
    void kafkaTable_hasTheDefaultsOfTheSettings() {
        Map<String, String> table = table("`<kafka>`");

        assertThat(KafkaSettings.ALL)
                .allSatisfy(setting -> assertThat(table.get(setting.name))
                        .as(setting.name)
                        .isEqualTo(setting.defaultText.isEmpty() ? "" : "`" + setting.defaultText + "`"));
    }

    /** What XML may name in it. */
    static Set<String> elements(Class<?> bean) {
        Set<String> names = new TreeSet<>();
        for (Method method : bean.getDeclaredMethods()) {
            boolean setter = method.getName().matches("(set|add)[A-Z].*")
                    && Modifier.isPublic(method.getModifiers())
                    && method.getParameterCount() == 1;
            if (setter
                    && method.getParameterTypes()[0] != Context.class
                    && !Set.of("addFilter", "addStatus").contains(method.getName())) {
                names.add(Character.toLowerCase(method.getName().charAt(3))
                        + method.getName().substring(4));
            }
        }
        return names;
    }

    private static Map<String, String> table(String heading) {
        String text = Markdown.page("reference").text + "\n#";
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(start).as("heading " + heading).isPositive();
        int end = text.indexOf("\n#", start + 1);
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : text.substring(start, end).split("\n")) {
            Matcher row = ROW.matcher(line.replace("| |", "|  |"));
            if (row.matches()) {
                rows.put(row.group(1), row.group(2).strip());
            }
        }
        return rows;
    }
}
