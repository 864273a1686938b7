package com.moesif.logback.internal.settings;

import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.ActionTemplate;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.action.FieldTypes;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.action.Mask;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.RequiredField;
import com.moesif.logback.internal.action.Reserved;
import com.moesif.logback.internal.mapping.EventMapper;
import com.moesif.logback.internal.mapping.MappingReport;
import com.moesif.logback.internal.mapping.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The repeatable elements, checked once at start: how fields are named, added and hidden. One that is wrong is an error
 * and left out. Immutable.
 */
public final class MappingSettings {
    private static final String DEFAULT_REPLACEMENT = "****";

    public final List<Rule> rules;
    final List<String> warnings;
    /** Of what makes actions wrong, though it is allowed: a service runs on, a check doesn't let it pass. */
    final List<String> misleading;

    private final boolean excludes;
    private final Naming naming;
    private final List<Mask> masks;
    private final FieldSettings fields;

    /** @param faults where each wrong element is told */
    MappingSettings(Elements elements, LoggerContext context, Faults faults) {
        List<String> errors = faults.sentences();
        naming = new Naming(
                aliases(elements.aliases, errors),
                Set.copyOf(NameTexts.mdcKeys(elements.mdcKeys, faults)),
                NameTexts.excludes(elements.excludes, faults));
        excludes = !elements.excludes.isEmpty();
        masks = masks(elements.masks, faults);
        fields = new FieldSettings(context, false, naming, errors).read(elements.fields);
        RuleSettings ruleSettings = new RuleSettings(context, naming, errors).read(elements);
        rules = List.copyOf(ruleSettings.rules);
        warnings = new ArrayList<>(ruleSettings.warnings);
        misleading = new ArrayList<>(ruleSettings.misleading);
        misleading.addAll(fields.misleading);
        misleading.addAll(AliasSense.faultsOf(elements.aliases));
        misleading.addAll(AliasSense.hidden(elements.aliases, naming));
        warnings.addAll(AliasSense.doubtsOf(elements.aliases));
        warnings.addAll(NameTexts.severalExcludes(elements.excludes));
        warnings.addAll(NameTexts.severalMdcKeys(elements.mdcKeys));
        misleading.addAll(NameTexts.misspeltExcludes(elements.excludes));
        misleading.addAll(NameTexts.excludesOfAll(elements.excludes));
        Stream.concat(
                        fields.required.stream(),
                        rules.stream().flatMap(rule -> rule.actionTemplate().required().stream()))
                .map(RequiredField::name)
                .filter(naming::excludes)
                .distinct()
                .forEach(name -> misleading.add("<field> '" + name
                        + "' is <required>, but an <exclude> leaves it out: no action has it,"
                        + " and none waits for it. Remove one of them."));
        LineInput.warningsOf(rules, naming).forEach(warnings::add);
    }

    /** For the status line at start. */
    @Override
    public String toString() {
        return "rules=" + rules.size() + " masks=" + masks.size();
    }

    public EventMapper mapper(String actionMarker, MappingReport report) {
        return new EventMapper(naming, actionMarker, fields.patterns, rules, report);
    }

    /** @param scopeIds whether given transaction ids hold within their company and action name only */
    public ActionEncoder encoder(EncodingReport report, LineBuffer lines, boolean scopeIds) {
        ActionTemplate everyAction = new ActionTemplate(null, null, fields.fields, FieldTypes.NONE, fields.required);
        return new ActionEncoder(naming, masks, everyAction, report, lines, scopeIds);
    }

    /** The text with all that the masks find in it replaced. */
    public String masked(String text) {
        return Mask.applyAll(masks, text);
    }

    /** Whether something is hidden of an action that may stand in its log line, where nobody finds it. */
    public boolean hidesWhatLinesShow() {
        return excludes || masks.stream().anyMatch(Mask::isAnchored);
    }

    /** Of each rule that takes the transaction id out of the log line, its label. */
    public List<String> takingIdsFromLines() {
        return rules.stream()
                .filter(rule ->
                        rule.fieldsOfLine().anyMatch(name -> naming.reservedPlace(name) == Reserved.TRANSACTION_ID))
                .map(rule -> rule.actionTemplate().label())
                .toList();
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

    private static List<Mask> masks(List<MaskElement> given, Faults faults) {
        List<Mask> masks = new ArrayList<>();
        for (MaskElement mask : given) {
            String pattern = mask.getPattern();
            if (pattern == null || pattern.isEmpty()) {
                faults.exposes("<mask> has no <pattern>.");
                continue;
            }
            try {
                String replacement = mask.getReplacement() == null ? DEFAULT_REPLACEMENT : mask.getReplacement();
                masks.add(new Mask(Pattern.compile(pattern), replacement));
            } catch (PatternSyntaxException e) {
                faults.exposes("<mask> has the <pattern> '" + pattern + "', but it has to be a regular expression: "
                        + e.getDescription() + ".");
            }
        }
        return masks;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
