package com.moesif.logback;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.internal.action.ConfiguredField;
import com.moesif.logback.internal.action.FieldType;
import com.moesif.logback.internal.action.Mask;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.mapping.FieldPatterns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The repeatable elements, checked once at start: how fields are named, added and hidden. One that is wrong is an error
 * and left out. Immutable.
 */
final class MappingSettings {
    private static final String DEFAULT_REPLACEMENT = "****";

    final Naming naming;
    final List<Mask> masks;
    final List<ConfiguredField> fields;
    final FieldPatterns patterns = new FieldPatterns();

    /** @param errors where each wrong element is told */
    MappingSettings(Elements elements, LoggerContext context, List<String> errors) {
        naming = new Naming(
                aliases(elements.aliases, errors),
                Set.copyOf(texts("mdcKey", elements.mdcKeys, errors)),
                texts("exclude", elements.excludes, errors));
        masks = masks(elements.masks, errors);
        fields = fields(elements.fields, context, errors);
    }

    private static List<String> texts(String element, List<String> given, List<String> errors) {
        List<String> texts = new ArrayList<>();
        for (String text : given) {
            if (isBlank(text)) {
                errors.add("<" + element + "> is empty, but has to be a name; it is ignored.");
            } else {
                texts.add(text.strip());
            }
        }
        return texts;
    }

    private static Map<String, String> aliases(List<AliasElement> given, List<String> errors) {
        Map<String, String> aliases = new LinkedHashMap<>();
        for (AliasElement alias : given) {
            if (isBlank(alias.getFrom()) || isBlank(alias.getTo())) {
                errors.add("<alias> needs both <from> and <to>; this one is ignored.");
            } else if (aliases.putIfAbsent(
                            alias.getFrom().strip(), alias.getTo().strip())
                    != null) {
                errors.add("<alias> from '" + alias.getFrom().strip() + "' is given twice; the first one is used.");
            }
        }
        return aliases;
    }

    private static List<Mask> masks(List<MaskElement> given, List<String> errors) {
        List<Mask> masks = new ArrayList<>();
        for (MaskElement mask : given) {
            try {
                if (mask.getPattern() == null || mask.getPattern().isEmpty()) {
                    throw new PatternSyntaxException("it is empty", "", -1);
                }
                String replacement = mask.getReplacement() == null ? DEFAULT_REPLACEMENT : mask.getReplacement();
                masks.add(new Mask(Pattern.compile(mask.getPattern()), replacement));
            } catch (PatternSyntaxException e) {
                errors.add(
                        "<mask> has the <pattern> '" + mask.getPattern() + "', but it has to be a regular expression: "
                                + e.getDescription() + ". NOTHING IS MASKED by it.");
            }
        }
        return masks;
    }

    private List<ConfiguredField> fields(List<FieldElement> given, LoggerContext context, List<String> errors) {
        List<ConfiguredField> configured = new ArrayList<>();
        for (FieldElement field : given) {
            if (isBlank(field.getName()) || field.getValue() == null) {
                errors.add("<field> needs <name> and <value>; this one, named '" + field.getName() + "', is ignored.");
                continue;
            }
            String name = field.getName().strip();
            try {
                configured.add(new ConfiguredField(
                        name, type(name, field.getType(), errors), patterns.source(field.getValue(), context)));
            } catch (IllegalArgumentException e) {
                errors.add("<field> '" + name + "' has the <value> '" + field.getValue() + "', which " + e.getMessage()
                        + "; it is ignored.");
            }
        }
        return configured;
    }

    private static FieldType type(String field, String given, List<String> errors) {
        if (isBlank(given)) {
            return FieldType.STRING;
        }
        try {
            return FieldType.valueOf(given.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            errors.add("<field> '" + field + "' has the <type> '" + given.strip()
                    + "', but it has to be string, number, boolean or json; string is used.");
            return FieldType.STRING;
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
