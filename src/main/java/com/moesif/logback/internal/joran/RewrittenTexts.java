package com.moesif.logback.internal.joran;

import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.model.AppenderModel;
import ch.qos.logback.core.model.ComponentModel;
import ch.qos.logback.core.model.ImplicitModel;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.SiftModel;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.internal.settings.Elements;
import com.moesif.logback.internal.settings.RuleSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The texts of an appender's elements that Logback changed before they arrived here. Its substitution of variables ends a text
 * at {@code :-} and at a closing brace too many, and fails at an opening one too many.
 *
 * <p>The texts as they stand in the file are read from the model that Logback itself made of it and keeps for its reloads:
 * there the included files and the taken branches are in place, and nothing has to be opened. It is there once the
 * configuration is complete; a configuration that was not read from XML has none, and no text to change.
 */
final class RewrittenTexts {
    private static final String REPLACEMENT = "replacement";
    private static final List<String> LEADING = List.of("baseUri", "kafka", "proxy", "ssl");

    private final Context context;
    private final Appender<?> appender;
    private final Elements arrived;
    private final boolean sifted;
    private final Substitution substitution;

    /**
     * @param arrived as Joran filled them, in their order
     * @param sifted whether it is an appender of a {@code <sift>}
     */
    RewrittenTexts(Appender<?> appender, Elements arrived, boolean sifted, Substitution substitution) {
        this.substitution = substitution;
        this.context = appender.getContext();
        this.appender = appender;
        this.arrived = arrived;
        this.sifted = sifted;
    }

    /** Those of rules and fields, in their order: what is wrong there makes actions wrong. */
    List<RewrittenText> find() {
        List<RewrittenText> found = new ArrayList<>();
        forOurs(inFile -> {
            each(inFile, "rule", arrived.rules, (number, rule, model) -> {
                String label = RuleSettings.label(rule, number + 1);
                compare(label, model, rule.getTexts(), found);
                each(
                        model,
                        "field",
                        rule.getFields(),
                        (at, field, within) -> compare(
                                "field '" + field.getName() + "' of " + label, within, field.getTexts(), found));
            });
            each(
                    inFile,
                    "field",
                    arrived.fields,
                    (at, field, model) -> compare("field '" + field.getName() + "'", model, field.getTexts(), found));
            // Whatever it has become, what the mask finds is hidden.
            each(
                    inFile,
                    "mask",
                    arrived.masks,
                    (number, mask, model) -> compare("<mask> " + (number + 1), model, only(REPLACEMENT, mask), found));
        });
        return found;
    }

    /** Those that were to hide something and, shortened, hide less. */
    List<RewrittenText> findHiding() {
        List<RewrittenText> found = new ArrayList<>();
        forOurs(inFile -> {
            each(
                    inFile,
                    "mask",
                    arrived.masks,
                    (number, mask, model) -> compare("<mask> " + (number + 1), model, only("pattern", mask), found));
            each(
                    inFile,
                    "exclude",
                    arrived.excludes,
                    (number, exclude, model) ->
                            compare("the appender", "exclude", model.getBodyText(), exclude, found));
        });
        found.removeIf(text -> !text.isCut());
        return found;
    }

    /**
     * A sentence for each text of what leads to the collector, by the element that it stands in. Never the text, which may be a
     * password.
     */
    Map<String, String> findLeading() {
        Map<String, String> found = new LinkedHashMap<>();
        forOurs(inFile -> LEADING.forEach(element -> {
            List<Model> models = new ArrayList<>();
            collect(inFile, element, models);
            models.forEach(model -> cutIn(model, element, found));
        }));
        return found;
    }

    private void cutIn(Model model, String element, Map<String, String> found) {
        if (substitution.cuts(model.getBodyText())) {
            String tag = Tags.known(String.valueOf(model.getTag()));
            String place = tag.equals(element) ? "<" + tag + ">" : "<" + tag + "> within <" + element + ">";
            found.put(
                    element,
                    "Logback changed the " + place + ": it has :- in it, or a brace without its other, itself or in the"
                            + " value of a variable. "
                            + (element.equals("proxy") && tag.equals("password")
                                    ? "Write the password into a file, and name that file in <passwordFile>."
                                    : "Choose one without these."));
        }
        within(model).forEach(child -> cutIn(child, element, found));
    }

    /**
     * Those of which the last counts, within elements of this name: a sentence each.
     *
     * @param which elements to look for
     */
    List<String> findRepeated(String parent, Predicate<String> which) {
        List<String> found = new ArrayList<>();
        forOurs(inFile -> found.addAll(RepeatedElements.within(inFile, parent, which)));
        return found;
    }

    /** What Logback has left out. */
    LeftOutElements findLeftOut() {
        LeftOutElements found = new LeftOutElements();
        forOurs(found::look);
        return found;
    }

    private static Map<String, String> only(String element, MaskElement mask) {
        return mask.getTexts().containsKey(element)
                ? Map.of(element, String.valueOf(mask.getTexts().get(element)))
                : Map.of();
    }

    /** Of one name; not from another element's inside. */
    static void collect(Model parent, String tag, List<Model> found) {
        within(parent).filter(child -> Tags.is(tag, child)).forEach(found::add);
    }

    /** The elements that stand in it, also those of taken branches; not those of a condition, which is a bean of its own. */
    static Stream<Model> within(Model parent) {
        return parent.getSubModels().stream()
                .filter(child -> !child.isSkipped())
                .flatMap(child -> child instanceof ImplicitModel
                        ? Stream.of(child)
                        : child instanceof ComponentModel ? Stream.empty() : within(child));
    }

    private void forOurs(Consumer<AppenderModel> visit) {
        if (context.getObject(CoreConstants.SAFE_JORAN_CONFIGURATION) instanceof Model top) {
            walk(top, false, visit);
        }
    }

    private interface Pair<T> {
        void meet(int number, T arrived, Model inFile);
    }

    private static <T> void each(Model parent, String tag, List<T> arrived, Pair<T> pair) {
        List<Model> inFile = new ArrayList<>();
        collect(parent, tag, inFile);
        if (inFile.size() != arrived.size()) {
            // Another appender, or an element that Joran could not make: there's no telling which is which.
            return;
        }
        for (int i = 0; i < arrived.size(); i++) {
            pair.meet(i, arrived.get(i), inFile.get(i));
        }
    }

    /** Whether the model in the file is this appender's. */
    static boolean isOurs(AppenderModel inFile, Appender<?> appender) {
        String name = inFile.getName();
        String arrived = appender.getName();
        return isOfThisKind(inFile, appender)
                && name != null
                && (name.equals(arrived)
                        || arrived != null
                                && Variables.substituted(name).matcher(arrived).matches());
    }

    /** Whether it is of this appender's class, whatever it is called. */
    static boolean isOfThisKind(AppenderModel inFile, Appender<?> appender) {
        return String.valueOf(inFile.getClassName())
                .endsWith(appender.getClass().getSimpleName());
    }

    private void compare(String owner, Model inFile, Map<String, String> texts, List<RewrittenText> found) {
        texts.forEach((element, text) -> {
            String raw = null;
            for (Model child : within(inFile).toList()) {
                if (Tags.is(element, child)) {
                    // Given twice, the last one counts: so it is with the setter.
                    raw = child.getBodyText();
                }
            }
            compare(owner, element, raw, text, found);
        });
    }

    private void compare(String owner, String element, String raw, String text, List<RewrittenText> found) {
        // What else is cut can be seen in the raw text.
        boolean isValueCut = raw != null
                && Variables.areIn(raw)
                && Variables.substituted(raw).matcher(String.valueOf(text)).matches()
                && substitution.cuts(raw);
        if (raw != null && (isValueCut || !Objects.equals(raw, text) || isUnreadable(raw))) {
            found.add(new RewrittenText(owner, element, raw, String.valueOf(text), isValueCut));
        }
    }

    /** Logback says so only in a status of its own, an ERROR, and hands over the text as it is. */
    private boolean isUnreadable(String raw) {
        if (raw.indexOf('{') < 0) {
            return false;
        }
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            if (String.valueOf(status.getMessage()).contains("Problem while parsing [" + raw + "]")) {
                return true;
            }
        }
        return false;
    }

    private void walk(Model model, boolean within, Consumer<AppenderModel> visit) {
        if (!Sifting.isTaken(model, sifted)) {
            return;
        }
        if (model instanceof AppenderModel inFile && within == sifted && isOurs(inFile, appender)) {
            visit.accept(inFile);
        }
        model.getSubModels().forEach(child -> walk(child, within || model instanceof SiftModel, visit));
    }
}
