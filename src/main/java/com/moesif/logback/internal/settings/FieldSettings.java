package com.moesif.logback.internal.settings;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.internal.action.ConfiguredField;
import com.moesif.logback.internal.action.Conversion;
import com.moesif.logback.internal.action.FieldType;
import com.moesif.logback.internal.action.FieldTypes;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.RequiredField;
import com.moesif.logback.internal.action.Reserved;
import com.moesif.logback.internal.mapping.FieldPatterns;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The {@code <field>}s of an appender or of a rule, checked. One that is wrong is an error and left out; a wrong type is
 * {@code string}. */
final class FieldSettings {
    final List<ConfiguredField> fields = new ArrayList<>();
    private final Map<String, Conversion> types = new LinkedHashMap<>();
    final List<RequiredField> required = new ArrayList<>();
    final FieldPatterns patterns = new FieldPatterns();
    /** Of what makes actions wrong, though each field by itself is right. */
    final List<String> misleading = new ArrayList<>();

    private final Set<String> places = new HashSet<>();
    private final Set<String> placesWithoutValue = new HashSet<>();

    private final LoggerContext context;
    /** In a rule a field without a value gives a captured one another type, and a wrong one switches the rule off. */
    private final boolean ofRule;

    private final Naming naming;
    private final List<String> errors;

    /** @param errors where each wrong field is told */
    FieldSettings(LoggerContext context, boolean ofRule, Naming naming, List<String> errors) {
        this.context = context;
        this.ofRule = ofRule;
        this.naming = naming;
        this.errors = errors;
    }

    /** What it turns captured fields into. */
    FieldTypes types() {
        return new FieldTypes(types, naming);
    }

    FieldSettings read(List<FieldElement> given) {
        for (FieldElement field : given) {
            boolean named = field.getName() != null && !field.getName().isBlank();
            boolean retypes = field.getValue() == null && ofRule;
            int faults = errors.size();
            boolean needed = named && isRequired(field);
            if (named) {
                look(field, field.getName().strip());
            }
            if (!named) {
                errors.add("A <field> has no <name>: say where its value goes, for example to company_id or amount.");
            } else if (errors.size() > faults && retypes && field.getType() == null) {
                // That has been told: it may be what the field is there for.
                continue;
            } else if (needed && field.getValue() == null && field.getType() == null) {
                required.add(new RequiredField(field.getName().strip(), FieldType.STRING));
            } else if (field.getValue() == null && !ofRule) {
                errors.add("<field> '" + field.getName().strip() + "' has no <value>; without one it could only re-type"
                        + " what a rule captures." + (needed ? " It is required all the same." : ""));
                if (needed) {
                    required.add(new RequiredField(
                            field.getName().strip(),
                            conversion(field.getName().strip(), field).type()));
                }
            } else if (retypes && field.getType() == null) {
                errors.add("<field> '" + field.getName().strip() + "' has neither <value> nor <type>.");
            } else {
                FieldType type = add(field, field.getName().strip(), retypes);
                if (needed) {
                    required.add(new RequiredField(field.getName().strip(), type));
                }
            }
        }
        return this;
    }

    private void look(FieldElement field, String name) {
        boolean valued = field.getValue() != null;
        String place = naming.fullName(name);
        boolean again = !places.add(place);
        boolean retypedAgain = !valued && !placesWithoutValue.add(place);
        // Values of one place are a chain: where the later gives nothing, the earlier holds.
        if (retypedAgain || again && valued && isConstant(field.getValue())) {
            misleading.add("<field> '" + name + "' is given twice"
                    + (valued ? ", and the constant '" + field.getValue() + "' takes the place of all before it." : ".")
                    + " Write one, with all that it needs.");
        }
        if (text(field.getLocale()) != null && text(field.getFormat()) == null) {
            misleading.add(
                    "<field> '" + name + "' has a <locale> but no <format>, and without a <format> the <locale> is not"
                            + " used: add one, such as #,##0.## for a number or dd.MM.yyyy HH:mm for a time.");
        }
    }

    private static boolean isConstant(String value) {
        return value.indexOf('%') < 0 && !value.isBlank();
    }

    private boolean isRequired(FieldElement field) {
        String name = field.getName().strip();
        String given = text(field.getRequired());
        boolean required = false;
        try {
            required = given != null && FlagText.parse(given);
        } catch (IllegalArgumentException e) {
            errors.add("<field> '" + name + "' has <required> '" + given + "', but it has to be " + FlagText.ACCEPTED
                    + (ofRule ? "." : "; false is used."));
        }
        if (required && naming.reservedPlace(name) == Reserved.ACTION_NAME) {
            errors.add("<field> '" + name
                    + "' has <required>, but each action has a name: give the rule an <actionName>.");
            return false;
        }
        return required;
    }

    private FieldType add(FieldElement field, String name, boolean retypes) {
        Conversion type = conversion(name, field);
        if (retypes) {
            types.put(name, type);
            return type.type();
        }
        try {
            fields.add(new ConfiguredField(name, type, patterns.source(field.getValue(), context)));
        } catch (IllegalArgumentException e) {
            errors.add("<field> '" + name + "' has the <value> '" + field.getValue() + "', which " + e.getMessage()
                    + (ofRule ? "." : "; it is left out."));
        }
        return type.type();
    }

    private Conversion conversion(String name, FieldElement field) {
        try {
            return Conversion.of(
                    type(name, field.getType()),
                    text(field.getFormat()),
                    locale(text(field.getLocale())),
                    zone(text(field.getZone())),
                    text(field.getUnit()),
                    scale(text(field.getScale())));
        } catch (IllegalArgumentException e) {
            errors.add("<field> '" + name + "' "
                    + (e.getMessage().startsWith("has ") ? "" : "has a <format> that is none: ") + e.getMessage()
                    + (ofRule ? "." : "; it is a string."));
            return Conversion.STRING;
        }
    }

    /** As Java's own names are written too, {@code en_US}. The JDK takes any word for one, and then reads numbers in nobody's way. */
    private static Locale locale(String text) {
        if (text == null) {
            return null;
        }
        Locale given = Locale.forLanguageTag(text.replace('_', '-'));
        if (Arrays.stream(DecimalFormatSymbols.getAvailableLocales())
                .anyMatch(known ->
                        !known.getLanguage().isEmpty() && known.getLanguage().equals(given.getLanguage()))) {
            return given;
        }
        throw new IllegalArgumentException("has the <locale> '" + text
                + "', but it has to be one that this JVM knows, such as de, en-US or fr-CH");
    }

    private static ZoneId zone(String text) {
        try {
            return text == null ? null : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "has the <zone> '" + text + "', but it has to be one such as Europe/Berlin, UTC or +01:00", e);
        }
    }

    private static BigDecimal scale(String text) {
        try {
            BigDecimal scale = text == null ? null : new BigDecimal(text);
            if (scale == null || scale.signum() != 0) {
                return scale;
            }
            throw new IllegalArgumentException("has the <scale> '" + text + "', with which every value would be 0");
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "has the <scale> '" + text + "', but it has to be a number such as 0.01");
        }
    }

    private static String text(String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    private FieldType type(String name, String given) {
        if (given == null || given.isBlank()) {
            return FieldType.STRING;
        }
        try {
            return FieldType.valueOf(given.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            errors.add("<field> '" + name + "' has the <type> '" + given.strip()
                    + "', but it has to be string, number, boolean, json, time, duration or size"
                    + (ofRule ? "." : "; string is used."));
            return FieldType.STRING;
        }
    }
}
