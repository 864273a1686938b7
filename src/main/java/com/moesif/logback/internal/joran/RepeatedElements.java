package com.moesif.logback.internal.joran;

import ch.qos.logback.core.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An element that stands twice within one that has room for one: Joran gives both to the same setter, and the last one counts. What the
 * first of two patterns of a mask was to hide would be shown.
 */
final class RepeatedElements {
    private static final Set<String> REPEATABLE = Set.of("field");
    /** What the parent itself is, if it may be written again for the other of two. */
    private static final Map<String, String> WRITTEN_AGAIN =
            Map.of("mask", "a <mask>", "alias", "an <alias>", "rule", "a <rule>", "field", "a <field>");

    private RepeatedElements() {}

    /**
     * A sentence for each.
     *
     * @param inFile an appender
     * @param parent the name of the element that they stand in
     * @param which of them to tell
     */
    static List<String> within(Model inFile, String parent, Predicate<String> which) {
        List<String> sentences = new ArrayList<>();
        List<Model> models = new ArrayList<>();
        RewrittenTexts.collect(inFile, parent, models);
        for (int i = 0; i < models.size(); i++) {
            String owner = "<" + parent + "> " + (i + 1);
            tell(models.get(i), parent, owner, which, sentences);
            List<Model> fields = new ArrayList<>();
            RewrittenTexts.collect(models.get(i), "field", fields);
            for (int j = 0; j < fields.size(); j++) {
                tell(fields.get(j), "field", "<field> " + (j + 1) + " of " + owner, which, sentences);
            }
        }
        return sentences;
    }

    private static void tell(
            Model model, String parent, String owner, Predicate<String> which, List<String> sentences) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        RewrittenTexts.within(model)
                .forEach(child -> counts.merge(Tags.known(String.valueOf(child.getTag())), 1, Integer::sum));
        counts.forEach((element, count) -> {
            if (count > 1 && !REPEATABLE.contains(element) && which.test(element)) {
                sentences.add(owner + " has more than one <" + element + ">, and only the last counts. "
                        + (WRITTEN_AGAIN.containsKey(parent)
                                ? "Write " + WRITTEN_AGAIN.get(parent) + " for each."
                                : "Remove all but one."));
            }
        });
    }
}
