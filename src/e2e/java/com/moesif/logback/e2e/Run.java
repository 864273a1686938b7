package com.moesif.logback.e2e;

import com.moesif.logback.e2e.candidate.Candidate;
import com.moesif.logback.e2e.candidate.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One process to be measured. */
public record Run(Candidate candidate, Measure measure, int delayMillis) {
    private static final int WARM_UPS = 3;

    /**
     * A round of all, the candidates of a measure one after the other: what else the machine does meanwhile meets them all
     * alike. Each round begins with another one.
     */
    static List<Run> round(Options options, int number) {
        List<Candidate> order = new ArrayList<>(options.candidates());
        Collections.rotate(order, -number);
        List<Run> runs = new ArrayList<>();
        for (Measure measure : options.measures()) {
            for (int delay : options.delays()) {
                for (Candidate candidate : order) {
                    Run run = new Run(candidate, measure, delay);
                    if (run.makesSense(options)) {
                        runs.add(run);
                    }
                }
            }
        }
        return runs;
    }

    /** Floods by some that ship. */
    static List<Run> warmUp(Options options) {
        return options.candidates().stream()
                .filter(Candidate::ships)
                .map(candidate -> new Run(candidate, Measure.FLOOD, 0))
                .limit(options.form() == Form.FULL ? WARM_UPS : 1)
                .toList();
    }

    private boolean makesSense(Options options) {
        boolean first = delayMillis == options.delays().get(0);
        if (!candidate.ships()) {
            return switch (measure) {
                case PACED, IDLE, STEADY -> first;
                case TRICKLE, STARVED -> first && options.form() == Form.FULL;
                case FLOOD, LONE, FIRST, STOP, CONTENDED, WIRE -> false;
            };
        }
        return switch (measure) {
            // The way of a lone event ends at the sink, before the sink waits.
            case LONE, FIRST, IDLE, STEADY, TRICKLE, STARVED, CONTENDED, WIRE -> first;
            case PACED, STOP -> first || options.form() == Form.FULL;
            case FLOOD -> true;
        };
    }

    @Override
    public String toString() {
        return measure.title() + ", " + candidate.name() + ", sink " + delayMillis + " ms away";
    }
}
