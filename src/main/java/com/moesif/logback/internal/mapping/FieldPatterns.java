package com.moesif.logback.internal.mapping;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.CoreConstants;
import com.moesif.logback.internal.action.FieldSource;
import com.moesif.logback.internal.action.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of configured fields: literal text and {@code %X{key}} become sources that cost the caller nothing, every
 * other pattern is formatted on the caller's thread by Logback's own layout. Filled at start, then only read.
 */
public final class FieldPatterns {
    private static final Pattern MDC_LOOK_UP = Pattern.compile("%(?:X|mdc)\\{([^{},:]+)(?::-([^{}]*))?}");
    /** Keeps the layout from adding stack traces that nobody asked for. */
    private static final String NO_STACK_TRACE = "%nopex";

    private static final String UNKNOWN_WORD = "%PARSER_ERROR[";

    private static final Object[] NOTHING = {};
    /** Where Logback keeps the user's own conversion words. */
    private static final List<String> CONVERSION_RULES =
            List.of(CoreConstants.PATTERN_RULE_REGISTRY, CoreConstants.PATTERN_RULE_REGISTRY_FOR_SUPPLIERS);

    private final List<PatternLayout> layouts = new ArrayList<>();

    /**
     * The source of a field's value.
     *
     * @throws IllegalArgumentException when the text is no pattern Logback understands
     */
    public FieldSource source(String value, LoggerContext context) {
        if (value.indexOf('%') < 0) {
            return new FieldSource.Constant(value);
        }
        Matcher lookUp = MDC_LOOK_UP.matcher(value);
        if (lookUp.matches()) {
            return new FieldSource.FromMdc(lookUp.group(1).strip(), lookUp.group(2));
        }
        layouts.add(layout(value, context));
        return new FieldSource.Computed(layouts.size() - 1);
    }

    private static PatternLayout layout(String value, LoggerContext context) {
        // A context of its own for the trial: what the layout complains of is for us to say, once and clearly.
        LoggerContext trialContext = new LoggerContext();
        trialContext.setMDCAdapter(context.getMDCAdapter());
        for (String registry : CONVERSION_RULES) {
            Object rules = context.getObject(registry);
            if (rules != null) {
                trialContext.putObject(registry, rules);
            }
        }
        if (!isPattern(value, trialContext)) {
            throw new IllegalArgumentException("is no pattern of Logback's");
        }
        return start(value, context);
    }

    private static boolean isPattern(String value, LoggerContext trialContext) {
        try {
            PatternLayout trial = start(value, trialContext);
            LoggingEvent event =
                    new LoggingEvent("", trialContext.getLogger("trial"), Level.INFO, "trial", null, new Object[0]);
            return trial.isStarted() && !trial.doLayout(event).contains(UNKNOWN_WORD);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            // A % at the end, say: Logback's parser takes what follows for a number. A converter of the application may
            // fail, too.
            return false;
        }
    }

    private static PatternLayout start(String value, LoggerContext context) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(value + NO_STACK_TRACE);
        layout.start();
        return layout;
    }

    /** One text for each pattern; what stands for a lost value where the application's own code failed. */
    Object[] format(ILoggingEvent event) {
        if (layouts.isEmpty()) {
            return NOTHING;
        }
        Object[] texts = new Object[layouts.size()];
        for (int i = 0; i < texts.length; i++) {
            try {
                texts[i] = layouts.get(i).doLayout(event);
            } catch (Throwable t) {
                texts[i] = Snapshots.lost(PatternLayout.class, t);
            }
        }
        return texts;
    }
}
