package com.moesif.logback.internal.joran;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.joran.GenericXMLConfigurator;
import ch.qos.logback.core.spi.PropertyContainer;
import ch.qos.logback.core.spi.ScanException;
import ch.qos.logback.core.util.OptionHelper;

/**
 * What Logback's substitution makes of the values of variables. It reads a value once more, as if it stood in the file: so a value ends
 * at {@code :-} and at a closing brace too many, and the text that has the variable shows nothing of it.
 */
final class Substitution {
    private static final String DEFAULT = ":-";
    private static final String VARIABLE = "${";

    private final PropertyContainer local;
    private final Context context;

    /** @param configurator null when it is long gone: of a property of the file itself nothing is known then */
    Substitution(GenericXMLConfigurator configurator, Context context) {
        this.local = configurator == null ? context : configurator.getModelInterpretationContext();
        this.context = context;
    }

    /** Whether it makes something else of a text than stands there, with each variable's value as it is. */
    boolean cuts(String raw) {
        String meant = raw == null ? null : meant(raw);
        return meant != null && !meant.strip().equals(made(raw).strip());
    }

    private String made(String raw) {
        try {
            return OptionHelper.substVars(raw, local, context);
        } catch (ScanException | IllegalArgumentException e) {
            // Joran hands it over as it is.
            return raw;
        }
    }

    /** Null where a variable leads to another: then it can't be told. */
    private String meant(String raw) {
        StringBuilder meant = new StringBuilder();
        int from = 0;
        for (int at = Variables.next(raw, 0); at >= 0; at = Variables.next(raw, from)) {
            int end = Variables.end(raw, at);
            String value = value(raw.substring(at + VARIABLE.length(), end - 1));
            if (value == null || value.contains(VARIABLE)) {
                return null;
            }
            meant.append(raw, from, at).append(value);
            from = end;
        }
        return meant.append(raw, from, raw.length()).toString();
    }

    private String value(String variable) {
        if (variable.contains(VARIABLE)) {
            return null;
        }
        int at = variable.indexOf(DEFAULT);
        String name = at < 0 ? variable : variable.substring(0, at);
        if (!name.equals(name.strip())) {
            return null;
        }
        String value = OptionHelper.propertyLookup(name, local, context);
        if (value != null) {
            return value;
        }
        return at < 0 ? name + "_IS_UNDEFINED" : variable.substring(at + DEFAULT.length());
    }
}
