package com.moesif.logback.internal.joran;

import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.model.AppenderModel;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.internal.settings.RuleSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of {@code <message>} and {@code <regex>} that Logback changed before they arrived here. Its substitution of
 * variables ends a text at {@code :-} and at a closing brace too many, and fails at an opening one too many.
 *
 * <p>The texts as they stand in the file are read from the model that Logback itself made of it and keeps for its reloads:
 * there the included files and the taken branches are in place, and nothing has to be opened. It is there once the
 * configuration is complete; a configuration that was not read from XML has none, and no text to change.
 */
final class RewrittenTexts {
    static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z0-9_.-]+(?::-[^{}]*)?}");

    private final Context context;
    private final Appender<?> appender;
    private final List<RuleElement> rules;

    /** @param rules as Joran filled them, in their order */
    RewrittenTexts(Appender<?> appender, List<RuleElement> rules) {
        this.context = appender.getContext();
        this.appender = appender;
        this.rules = rules;
    }

    /** All of them, in the order of the rules. */
    List<RewrittenText> find() {
        List<RewrittenText> found = new ArrayList<>();
        if (context.getObject(CoreConstants.SAFE_JORAN_CONFIGURATION) instanceof Model top) {
            walk(top, model -> {
                if (model instanceof AppenderModel inFile && isOurs(inFile, appender)) {
                    compare(inFile, found);
                }
            });
        }
        return found;
    }

    /** Whether the model in the file is this appender's. */
    static boolean isOurs(AppenderModel inFile, Appender<?> appender) {
        String name = inFile.getName();
        String arrived = appender.getName();
        return String.valueOf(inFile.getClassName())
                        .endsWith(appender.getClass().getSimpleName())
                && name != null
                && (name.equals(arrived)
                        || arrived != null && substituted(name).matcher(arrived).matches());
    }

    /** What a text may be once its variables are put in. */
    static Pattern substituted(String raw) {
        StringBuilder expected = new StringBuilder();
        Matcher variable = VARIABLE.matcher(raw);
        int from = 0;
        while (variable.find()) {
            expected.append(Pattern.quote(raw.substring(from, variable.start())))
                    .append(".*");
            from = variable.end();
        }
        expected.append(Pattern.quote(raw.substring(from)));
        return Pattern.compile(expected.toString(), Pattern.DOTALL);
    }

    private void compare(AppenderModel appender, List<RewrittenText> found) {
        List<Model> inFile = new ArrayList<>();
        walk(appender, model -> {
            if ("rule".equals(model.getTag())) {
                inFile.add(model);
            }
        });
        // Another appender, or a rule that Joran could not make: there's no telling which is which.
        if (inFile.size() != rules.size()) {
            return;
        }
        for (int i = 0; i < rules.size(); i++) {
            RuleElement rule = rules.get(i);
            compare(i, "message", inFile.get(i), rule.getMessage(), found);
            compare(i, "regex", inFile.get(i), rule.getRegex(), found);
        }
    }

    private void compare(int number, String element, Model ruleInFile, String arrived, List<RewrittenText> found) {
        String raw = null;
        for (Model child : ruleInFile.getSubModels()) {
            if (element.equals(child.getTag())) {
                // Given twice, the last one counts: so it is with the setter.
                raw = child.getBodyText();
            }
        }
        if (raw != null && (!Objects.equals(raw, arrived) || isUnreadable(raw))) {
            String label = RuleSettings.label(rules.get(number), number + 1);
            found.add(new RewrittenText(number, label, element, raw, String.valueOf(arrived)));
        }
    }

    /** Logback says so only in a status of its own, an ERROR, and hands over the text as it is. */
    private boolean isUnreadable(String raw) {
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            if (String.valueOf(status.getMessage()).contains("Problem while parsing [" + raw + "]")) {
                return true;
            }
        }
        return false;
    }

    private static void walk(Model model, Consumer<Model> visit) {
        if (!model.isSkipped()) {
            visit.accept(model);
            model.getSubModels().forEach(child -> walk(child, visit));
        }
    }
}
