package com.moesif.logback.internal.joran;

import ch.qos.logback.core.model.AppenderModel;
import ch.qos.logback.core.model.ComponentModel;
import ch.qos.logback.core.model.ImplicitModel;
import ch.qos.logback.core.model.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * An element that Logback's parser read, from an appender's down, and what Logback's model has of it. Logback makes a model of each
 * element, in their order, but few of them know their line: so an element is found by its name among the models that are left.
 */
final class ParsedElement {
    /** A {@code RuleTester} takes it out of the model, and leaves what is in it. */
    private static final String UNWRAPPED = "springProfile";

    private final boolean ours;
    private final List<String> path;
    private final Model rule;
    /** Of the elements in it that have not begun yet. */
    private final List<Model> left;

    private ParsedElement(boolean ours, List<String> path, Model rule, List<Model> left) {
        this.ours = ours;
        this.path = path;
        this.rule = rule;
        this.left = left;
    }

    static ParsedElement of(AppenderModel appender) {
        return new ParsedElement(true, List.of(), null, new ArrayList<>(appender.getSubModels()));
    }

    /** Whether it is the appender or a part of it: no property, no branch, and nothing that Logback skipped. */
    boolean isOurs() {
        return ours;
    }

    /** The elements from below the appender's to this one, without the branches and profiles around them. */
    List<String> path() {
        return path;
    }

    /** The rule that it is, or that it is in; null elsewhere. */
    Model rule() {
        return rule;
    }

    /** The next one that begins in it. */
    ParsedElement inside(String tag) {
        Model model = take(tag);
        if (model == null) {
            return UNWRAPPED.equalsIgnoreCase(tag) ? around(left) : around(new ArrayList<>());
        }
        if (model.isSkipped()) {
            return around(new ArrayList<>());
        }
        List<Model> within = new ArrayList<>(model.getSubModels());
        if (model instanceof ImplicitModel) {
            List<String> longer = new ArrayList<>(path);
            longer.add(Tags.known(tag));
            if (longer.equals(List.of("filter"))) {
                // What is in it is another's, with rules of its own.
                within.clear();
            }
            return new ParsedElement(true, List.copyOf(longer), longer.equals(List.of("rule")) ? model : rule, within);
        }
        // A condition is a bean with elements of its own.
        return around(model instanceof ComponentModel ? new ArrayList<>() : within);
    }

    /** One that is no part of the appender; what is in it may be. */
    private ParsedElement around(List<Model> within) {
        return new ParsedElement(false, path, rule, within);
    }

    private Model take(String tag) {
        for (int i = 0; i < left.size(); i++) {
            if (tag.equals(left.get(i).getTag())) {
                Model taken = left.get(i);
                // Those before it have no element of their own: what Logback refused may have left them.
                left.subList(0, i + 1).clear();
                return taken;
            }
        }
        return null;
    }
}
