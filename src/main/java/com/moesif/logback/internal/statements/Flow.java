package com.moesif.logback.internal.statements;

import com.moesif.logback.internal.statements.LoggerName.Others;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows an origin to where it comes from: a field to what it is set to, a call to what the method gives back, a parameter to the
 * calls of its method. One use for each statement.
 */
final class Flow {
    /** What takes more is no logger that a reader of the code could name either. */
    private static final int MOST_STEPS = 5_000;

    private static final int DEEPEST = 24;

    /** In the steps of all work. */
    private static final int STEP = 50;

    private final ClassIndex index;
    private final CallSites sites;
    /** Those that are being followed. */
    private final Set<Origin.Parameter> open = new HashSet<>();

    private int steps;
    private int depth;

    Flow(ClassIndex index, CallSites sites) {
        this.index = index;
        this.sites = sites;
    }

    /** What is asked of each origin. */
    @FunctionalInterface
    interface Question {
        Names of(Origin origin, Spot spot);
    }

    /** The answer of all that it may come from. */
    Names follow(Origin origin, Spot spot, Question question) {
        sites.work(STEP);
        if (++steps > MOST_STEPS || depth >= DEEPEST || sites.areCutOff()) {
            return Names.UNKNOWN;
        }
        depth++;
        try {
            if (origin instanceof Origin.OneOf several) {
                Names.Sum all = new Names.Sum();
                several.choices().forEach(choice -> all.add(question.of(choice, spot)));
                return all.names();
            }
            if (origin instanceof Origin.Field field) {
                return field(field, spot, question);
            }
            if (origin instanceof Origin.Call call) {
                return result(call, spot, question);
            }
            return origin instanceof Origin.Parameter parameter ? parameter(parameter, spot, question) : Names.UNKNOWN;
        } finally {
            depth--;
        }
    }

    private Names field(Origin.Field field, Spot spot, Question question) {
        Optional<ClassFacts> above = index.withField(field.owner(), field.name());
        List<ClassFacts> setting = above.map(List::of).orElseGet(() -> index.settingBelow(field.owner(), field.name()));
        Names.Sum all = new Names.Sum();
        for (ClassFacts facts : setting) {
            List<Origin> origins = facts.fields().get(field.name());
            Spot there = new Spot(facts, above.isPresent() ? self(spot, field.owner()) : facts.name(), null, null);
            for (Origin each : origins) {
                if (!all.areTooMany()) {
                    all.add(question.of(each, there));
                }
            }
        }
        return all.names();
    }

    private Names result(Origin.Call call, Spot spot, Question question) {
        Origin.Target method = call.target();
        Names.Sum all = new Names.Sum();
        for (ClassFacts facts : index.implementations(method)) {
            String self = index.isBelow(facts.name(), spot.self()) ? facts.name() : self(spot, method.owner());
            Spot there = new Spot(facts, self, call, spot);
            if (!all.areTooMany()) {
                all.add(question.of(facts.results().get(method.signature()), there));
            }
        }
        return all.names();
    }

    private Names parameter(Origin.Parameter parameter, Spot spot, Question question) {
        boolean isOfTheCall = spot.call() != null
                && parameter.method().signature().equals(spot.call().target().signature());
        int at = parameter.index() + (parameter.method().isStatic() ? 0 : 1);
        if (isOfTheCall) {
            return argument(spot.call(), at, spot.caller(), question);
        }
        if (parameter.index() < 0) {
            return Names.UNKNOWN;
        }
        if (!open.add(parameter)) {
            // A method that calls itself says nothing new.
            return Names.NONE;
        }
        Names.Sum all = new Names.Sum();
        for (CallSites.Site site : sites.of(parameter.method())) {
            if (!all.areTooMany()) {
                all.add(argument(site.call(), at, Spot.in(site.in()), question));
            }
        }
        open.remove(parameter);
        return all.names().givenBy(parameter.method().isStatic() ? Others.CALLERS : Others.ANYBODY);
    }

    private static Names argument(Origin.Call call, int at, Spot caller, Question question) {
        List<Origin> operands = call.operands();
        return at < operands.size() ? question.of(operands.get(at), caller) : Names.UNKNOWN;
    }

    /** The class of the object that has this member: the one that runs the code, unless the member is another's. */
    private String self(Spot spot, String owner) {
        return index.isBelow(spot.self(), owner) ? spot.self() : owner;
    }
}
