package com.moesif.logback.internal.settings;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.mapping.EventMapper;
import com.moesif.logback.internal.mapping.MappingReport;
import com.moesif.logback.internal.mapping.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the elements of an appender make of events, without a thread or a collector: from their texts to the JSON of the action. A
 * thousandth of a second for what takes an appender a tenth.
 */
public final class Encoded implements EncodingReport {
    private static final Pattern ELEMENT = Pattern.compile("<(\\w+)>(.*?)</\\1>", Pattern.DOTALL);
    private static final JsonMapper JSON = new JsonMapper();

    /** What was said of fields, in order. */
    public final List<String> told = new ArrayList<>();

    private final LoggerContext context = new LoggerContext();
    private final Faults faults = new Faults();
    private final LineBuffer lines = new LineBuffer();
    private final MappingSettings settings;
    private final EventMapper mapper;
    private final ActionEncoder encoder;

    public Encoded(Elements elements, boolean scopeIds) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        settings = new MappingSettings(elements, context, faults);
        mapper = settings.mapper("ACTION", new MappingReport() {});
        encoder = settings.encoder(this, lines, scopeIds);
    }

    /** A rule for this message, with these texts of its {@code <field>}s, as they stand in XML. */
    public static Encoded rule(String message, String... fields) {
        RuleElement rule = new RuleElement();
        rule.setMessage(message);
        rule.setActionName("A");
        for (String field : fields) {
            rule.addField(field(field));
        }
        Elements elements = new Elements();
        elements.add(rule);
        return new Encoded(elements, false);
    }

    /** Of the texts within it, as they stand in XML. */
    public static FieldElement field(String texts) {
        FieldElement field = new FieldElement();
        for (Matcher text = ELEMENT.matcher(texts); text.find(); ) {
            field.getTexts().put(text.group(1), text.group(2));
        }
        return field;
    }

    public List<String> errors() {
        return faults.sentences();
    }

    /** Of what makes actions wrong, though it is allowed. */
    public List<String> misleading() {
        return settings.misleading;
    }

    /** Of what is no error, but can't be meant. */
    public List<String> warnings() {
        return settings.warnings;
    }

    /** The action that comes of the event; empty when none does. */
    public Map<String, Object> action(String message, Object... arguments) {
        return action(event(message, arguments));
    }

    /** An event that a test can add to. */
    public LoggingEvent event(String message, Object... arguments) {
        LoggingEvent event = new LoggingEvent(
                "",
                context.getLogger("com.acme"),
                Level.INFO,
                message,
                null,
                arguments.length == 0 ? null : arguments.clone());
        event.setTimeStamp(1_800_000_000_000L);
        return event;
    }

    /** The action that comes of the event; empty when none does. */
    @SuppressWarnings("unchecked") // An action is an object.
    public Map<String, Object> action(ILoggingEvent event) {
        Rule.Match match = mapper.match(event);
        match = match == Rule.Match.UNDECIDED ? mapper.decide(event) : match;
        lines.truncate(0);
        if (match == null || !encoder.encode(mapper.capture(event, match))) {
            return Map.of();
        }
        return JSON.readValue(new String(lines.bytes(), 1, lines.length() - 1, StandardCharsets.UTF_8), Map.class);
    }

    /** The same action's metadata. */
    @SuppressWarnings("unchecked") // It is an object.
    public Map<String, Object> metadata(String message, Object... arguments) {
        return (Map<String, Object>) action(message, arguments).getOrDefault("metadata", Map.of());
    }

    @Override
    public void fieldLost(String rule, String field, String why) {
        told.add("Field '" + field + "' " + why);
    }

    @Override
    public void fieldDoubtful(String rule, String field, String why) {
        told.add("Field '" + field + "' " + why);
    }

    @Override
    public void withoutCompany(String rule, String actionName) {
        told.add("No company_id: " + actionName);
    }

    @Override
    public void manyNames(int limit, String example) {
        told.add("More than " + limit + " names, as " + example);
    }

    @Override
    public void tooLarge(String actionName, String transactionId) {
        told.add("Too large: " + actionName);
    }
}
