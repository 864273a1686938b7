package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DropReason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Which actions may be nowhere, since somebody counts them as dropped. Each count is of one action only, of one that could be dropped
 * for its reason, and that was there when it was counted.
 */
final class Excuses {
    /** Any action may be dropped for them, and it is not said which. */
    private static final Set<DropReason> OF_ANY =
            EnumSet.of(DropReason.MEMORY_FULL, DropReason.SPOOL_FULL, DropReason.STOPPED);

    private final World world;
    private final Predicate<Act> isBad;

    /** @param isBad whether somebody may give an action up because of what it is */
    Excuses(World world, Predicate<Act> isBad) {
        this.world = world;
        this.isBad = isBad;
    }

    /** Dropped by this life, whatever they were, and not before its ring: an action that was refused there is counted there. */
    static long ofAny(Life life) {
        long refusedForMemory =
                Math.max(0, life.refused - life.pipeline.ledger().dropped(DropReason.QUEUE_FULL));
        return ofAny(life.pipeline.counts()) - refusedForMemory;
    }

    private static long ofAny(Counts counts) {
        return OF_ANY.stream().mapToLong(counts.dropped()::get).sum();
    }

    /** To be called whenever something may have been dropped. */
    void look(Life life) {
        long now = ofAny(life);
        if (life.drops.isEmpty() || life.drops.get(life.drops.size() - 1).upToNow() != now) {
            life.drops.add(new Life.Drops(world.acts.size(), now));
        }
    }

    /**
     * Which of them may be dropped because their rule is off, as many as their lives count so. Those first for which there is no other
     * reason, and from the last to the first: what else was counted before one came is of others.
     */
    private Set<Act> unmeant(List<Act> missing) {
        Map<Life, Long> left = new HashMap<>();
        Set<Act> unmeant = new HashSet<>();
        for (boolean bad : new boolean[] {false, true}) {
            for (int i = missing.size() - 1; i >= 0; i--) {
                Act act = missing.get(i);
                if (act.ruleIsOff && !act.unencodable && isBad.test(act) == bad) {
                    long more = left.computeIfAbsent(act.life, life -> dropped(life, DropReason.MISCONFIGURED));
                    if (more > 0) {
                        left.put(act.life, more - 1);
                        unmeant.add(act);
                    }
                }
            }
        }
        return unmeant;
    }

    /** What it has dropped since this action came. */
    private static long ofAnySince(Life life, Act act) {
        long before = 0;
        for (Life.Drops each : life.drops) {
            if (each.acts() > act.number) {
                break;
            }
            before = each.upToNow();
        }
        return ofAny(life) - before;
    }

    /**
     * @param missing all actions that are nowhere, by the lives that they were given to
     * @param damaged that are counted so, where hands were laid on files
     */
    void judge(Map<Life, List<Act>> missing, long damaged) {
        missing.forEach((life, acts) -> ofOne(life, acts, damaged));
        together(missing, damaged);
    }

    private void ofOne(Life life, List<Act> missing, long damaged) {
        Counts counts = life.pipeline.counts();
        Missing of = new Missing(missing);
        if (of.unencoded > counts.dropped().get(DropReason.INTERNAL_ERROR)) {
            throw new Violation(
                    of.unencoded + " actions of " + life + " could not be encoded, and are counted nowhere: " + counts);
        }
        long elsewhere = damaged + heirsFull(life);
        long refused = sum(each -> each == life || mayInherit(each, life), Excuses::refused) + left(life);
        long unnamed = of.good.size()
                + beyond(of.large, life, DropReason.TOO_LARGE)
                + beyond(of.incomplete, life, DropReason.INCOMPLETE)
                + Math.max(0, of.refused - refused);
        if (unnamed > ofAny(life) + elsewhere) {
            throw new Violation(missing.size() + " actions of " + life + " are nowhere, "
                    + (missing.size() - of.good.size()) + " of them bad, such as " + missing.get(0) + ": " + counts);
        }
        // From the last to the first: what was counted before one came is of others.
        for (int i = of.good.size() - 1, later = 1; i >= 0; i--, later++) {
            if (later > ofAnySince(life, of.good.get(i)) + elsewhere) {
                throw new Violation(of.good.get(i) + " and " + (later - 1) + " of " + life
                        + " after it are nowhere, and too few are counted since it came: " + counts);
            }
        }
    }

    private static long beyond(long missing, Life life, DropReason reason) {
        return Math.max(0, missing - life.pipeline.ledger().dropped(reason));
    }

    /** An heir counts what it drops of what it has inherited: no action may be excused by two counts, nor two by one. */
    private void together(Map<Life, List<Act>> missing, long damaged) {
        Missing of = new Missing(missing.values().stream().flatMap(List::stream).toList());
        long unnamed = of.good.size()
                + Math.max(0, of.large - sum(each -> true, life -> dropped(life, DropReason.TOO_LARGE)))
                + Math.max(0, of.incomplete - sum(each -> true, life -> dropped(life, DropReason.INCOMPLETE)))
                + Math.max(0, of.refused - sum(each -> true, Excuses::refused) - allLeft());
        long counted = sum(each -> true, Excuses::ofAny) + damaged;
        if (unnamed > counted) {
            throw new Violation(unnamed + " actions of all lives are nowhere, " + of.good.size()
                    + " of them good, and only " + counted + " are counted");
        }
    }

    private static long dropped(Life life, DropReason reason) {
        return life.pipeline.ledger().dropped(reason);
    }

    private static long refused(Life life) {
        return dropped(life, DropReason.REFUSED);
    }

    private long sum(Predicate<Life> which, ToLongFunction<Life> what) {
        return world.lives.stream().filter(which).mapToLong(what).sum();
    }

    /** Whether one may have had what was given to the other: by way of memory within a process, and by way of files. */
    private boolean mayInherit(Life heir, Life from) {
        return heir != from
                && heir.pipeline.counts().in().recovered() > 0
                && (world.has("spool") || heir.process == from.process);
    }

    /** What heirs may have dropped, memory being full, of what this one has handed over in memory. */
    private long heirsFull(Life life) {
        long handedOver = life.pipeline.counts().handedOver();
        return handedOver == 0
                ? 0
                : Math.min(
                        handedOver,
                        sum(
                                each -> each.process == life.process && mayInherit(each, life),
                                each -> dropped(each, DropReason.MEMORY_FULL)));
    }

    /** What was refused so far and was only in memory when all stopped. */
    private long left(Life life) {
        return world.has("spool")
                ? sum(
                        each -> each == life || mayInherit(each, life),
                        each -> each.pipeline.counts().handedOver())
                : leftIn(life.process);
    }

    private long allLeft() {
        return world.has("spool")
                ? sum(each -> true, each -> each.pipeline.counts().handedOver())
                : world.lives.stream()
                        .map(each -> each.process)
                        .distinct()
                        .mapToLong(this::leftIn)
                        .sum();
    }

    /** Without a spool all that is handed over is recovered by whoever comes after, or by nobody. */
    private long leftIn(Process process) {
        return Math.max(
                0,
                sum(
                        each -> each.process == process,
                        each -> each.pipeline.counts().handedOver()
                                - each.pipeline.counts().in().recovered()));
    }

    /** Actions that are nowhere, by the reasons for which they may be dropped. */
    private final class Missing {
        /** For those of which nothing is said, in the order of their coming. */
        final List<Act> good = new ArrayList<>();

        long unencoded;
        long large;
        long incomplete;
        long refused;

        Missing(List<Act> acts) {
            Set<Act> dropped = unmeant(acts);
            for (Act act : acts) {
                if (dropped.contains(act)) {
                    continue;
                }
                if (act.unencodable) {
                    unencoded++;
                } else if (act.kind == Act.Kind.HUGE) {
                    large++;
                } else if (act.kind == Act.Kind.INCOMPLETE) {
                    incomplete++;
                } else if (isBad.test(act)) {
                    refused++;
                } else {
                    good.add(act);
                }
            }
        }
    }
}
