package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.DeadReason;
import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.simulation.Life.FlushCall;
import com.moesif.logback.internal.simulation.Tellings.Loss;
import com.moesif.logback.internal.spool.Durability;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Knows what is promised, and looks whether it is kept, by what the world sees and not by what the library says of itself. */
final class Oracle {
    /** So many refusals in a row are doubted. */
    private static final int MOST_SUSPECTS = 20;

    /** So many are kept in doubt, though each may lie twice in files. */
    private static final int MOST_IN_DOUBT = 50;
    /** More than as many take. */
    private static final long MUCH_MEMORY = 8_000_000;

    private static final int MANY_TURNS = 64;
    private static final long LONGEST_HOLD_MICROS = 10_000_000;
    private static final int ROOM_FOR_LAST_BYTES = 200_000;
    private final World world;
    private final Marks marks;
    private final SpoolBounds bounds;
    private final Excuses excuses;
    /** Those without an outcome, as far as that was looked at. */
    private final List<Act> open = new ArrayList<>();

    private long returned;
    private boolean powerFailed;
    private boolean diskWasBad;
    private boolean handsWereLaid;
    private boolean clockWasSet;
    private long heldBefore;
    private long roomBefore;
    private long postsBefore;
    private long handedOverBefore;
    private boolean diskWillTakeAll;

    Oracle(World world) {
        this.world = world;
        this.marks = new Marks(world);
        this.bounds = new SpoolBounds(world);
        this.excuses = new Excuses(world, this::isBad);
    }

    void diskWasBad() {
        diskWasBad = true;
    }

    boolean isTame() {
        return !diskWasBad && !handsWereLaid;
    }

    private static void violated(String what) {
        throw new Violation(what);
    }

    void beforeTurn(Life life) {
        life.readingHurried |= life.pipeline.ringSize() + 1 >= life.pipeline.ringCapacity() / 2;
        heldBefore = life.pipeline.heldBytes();
        roomBefore = life.pipeline.spoolRoom();
        postsBefore = life.link.posts;
    }

    /** An action was refused at the ring. */
    void refused(Life life, Act act, boolean hadRoom) {
        act.forgiven = "refused at the ring";
        life.refused++;
        world.coverage.reached("ring refuses");
        boolean heavy =
                life.pipeline.heldBytes() + act.captured(0, world.encoding).weight()
                                > world.history.setting("maxMemory") / 2
                        || world.history.setting("maxMemory") < 2_000_000;
        if (hadRoom && !heavy) {
            violated(act + " was refused although the ring had room");
        }
        noteDrops(life);
    }

    private void noteDrops(Life life) {
        for (DropReason reason : DropReason.values()) {
            life.dropped.put(reason, life.pipeline.ledger().dropped(reason));
        }
        excuses.look(life);
    }

    void afterTurn(Life life) {
        Counts counts = life.pipeline.counts();
        if (!isEven(counts, life)) {
            violated(life + " does not balance: " + counts);
        }
        if (counts.pending() < 0 || counts.spooled() < 0) {
            violated(life + " holds less than nothing: " + counts);
        }
        // Answers that came before it failed may wait for the next one.
        if (!life.turnFailed && life.link.acknowledgedActions != counts.delivered()) {
            violated(life + " was told that " + life.link.acknowledgedActions + " actions were taken, and counts "
                    + counts.delivered());
        }
        memory(life);
        drops(life);
        sleepers(life);
        if (life.held && life.link.posts > postsBefore) {
            violated(life + " sends although it is held");
        }
        reading(life, counts);
        if (world.has("spool") && isTame() && world.processes.size() == 1 && life.turns % MANY_TURNS == 0) {
            spooled(life, counts);
        }
        if (world.has("spool") && isTame() && !powerFailed && life.turns % MANY_TURNS == 0) {
            bounds.look();
        }
        if (!world.collector.faults().isEmpty()) {
            violated(world.collector.faults().get(0));
        }
        cover(life, counts);
    }

    /** What is done with an action depends on the end of the configuration. */
    private void reading(Life life, Counts counts) {
        long reads = world.agenda.micros() - life.readingSinceMicros;
        if (!life.reading || life.stopping || life.readingHurried || isHeavyIn(life) || reads >= LONGEST_HOLD_MICROS) {
            return;
        }
        if (life.link.posts > postsBefore) {
            violated(life + " sends before its configuration has been read");
        }
        if (counts.accepted() - life.beforeTheRing() - life.refused > life.pipeline.ringSize()) {
            violated(life + " has taken actions before its configuration was read: " + counts);
        }
    }

    /** Then room in the ring says nothing. */
    private boolean isHeavyIn(Life life) {
        return world.acts.stream().anyMatch(act -> act.life == life && act.isHeavy);
    }

    /** The equation, worked out anew. */
    private static boolean isEven(Counts counts, Life life) {
        long gone = life.beforeTheRing() + counts.delivered() + counts.handedOver() + counts.corrupt();
        for (long dead : counts.dead().values()) {
            gone += dead;
        }
        for (long dropped : counts.dropped().values()) {
            gone += dropped;
        }
        return counts.accepted() + counts.in().recovered() == gone + counts.pending() + counts.spooled();
    }

    /**
     * After a turn: no caller sleeps that nobody has woken, although its action is written, or although the ring has more room than
     * those who are awake can take. Where memory may be what lacks, room in the ring says nothing.
     */
    private void sleepers(Life life) {
        int heavy = 0;
        int asleep = 0;
        int awake = 0;
        for (Life.Call call : life.calls) {
            if (call.put && call.caller.sleepsAt("GroupCommit") && life.pipeline.hasCommitted(call.upTo)) {
                violated("the caller of " + call.act + " sleeps, although its action is written");
            }
            if (!call.put) {
                heavy += call.act.isHeavy ? 1 : 0;
                asleep += call.caller.sleepsAt("WaitingLine") ? 1 : 0;
                awake += call.caller.sleepsAt("WaitingLine") ? 0 : 1;
            }
        }
        int free = life.pipeline.ringCapacity() - life.pipeline.ringSize();
        if (asleep > 0 && heavy == 0 && free > awake) {
            violated(asleep + " callers of " + life + " sleep, although the ring has room for " + free);
        }
    }

    /** A caller that waited at the ring was sent away. */
    void refusedInTime(Life life, Life.Call call) {
        long waited = world.agenda.micros() - call.beganMicros;
        long most = world.history.setting("maxBlock") * 1000;
        boolean early = waited < most && !life.stopping && !life.ended && !call.act.isHeavy;
        // Ten times as long before the sender's first action, and once more after it.
        if (early || waited > 11 * most + 100_000 && !diskWasBad) {
            violated(call.act + " was refused after " + waited + " µs at the ring");
        }
    }

    /** A caller was sent away before its action was written. */
    void late(Life life, Life.Caller caller) {
        long now = world.agenda.micros();
        if (now < caller.deadlineMicros() || now > caller.deadlineMicros() + 100_000 && !diskWasBad) {
            violated("the caller of " + caller.act() + " was sent away at " + now + ", and not at "
                    + caller.deadlineMicros());
        }
    }

    /** A caller's wait has ended: where nothing went wrong the action has left memory, or is in a file. */
    void returned(Life life, Life.Caller caller) {
        Act act = caller.act();
        boolean undisturbed =
                isTame() && life.pipeline.isWell() && life.pipeline.counts().droppedInAll() == caller.droppedBefore();
        if (undisturbed && !isBad(act) && !world.collector.has(act.id) && ++returned % MANY_TURNS == 0) {
            if (!new DiskScan(world.disk).holds(act.id)) {
                violated(act + " is in no file, and its caller has returned");
            }
        }
    }

    private void memory(Life life) {
        long slack = 2 * Math.min(world.history.setting("maxBatchBytes"), world.history.setting("maxMemory") / 16)
                + 200_000
                + world.history.setting("maxMemory") / 8
                + bounds.largest()
                + (world.has("spool") ? bounds.letIn() : 0);
        if (life.pipeline.heldBytes() > world.history.setting("maxMemory") + slack) {
            violated(life + " holds " + life.pipeline.heldBytes() + " bytes");
        }
    }

    private void drops(Life life) {
        for (DropReason reason : DropReason.values()) {
            long now = life.pipeline.ledger().dropped(reason);
            long before = life.dropped.getOrDefault(reason, 0L);
            if (now > before) {
                world.coverage.reached("dropped " + reason);
                dropped(life, reason);
            }
            life.dropped.put(reason, now);
        }
        excuses.look(life);
    }

    private void dropped(Life life, DropReason reason) {
        long held = Math.max(heldBefore, life.pipeline.heldBytes());
        if (reason == DropReason.MEMORY_FULL && held < world.history.setting("maxMemory")) {
            violated(life + " dropped for want of memory, and held " + held);
        }
        if (reason == DropReason.SPOOL_FULL && Math.min(roomBefore, life.pipeline.spoolRoom()) > 0) {
            violated(life + " dropped although the spool had room for " + roomBefore);
        }
        boolean diskTakesAll = world.has("spool") && isTame() && life.pipeline.isWell() && !life.tampered;
        if (reason == DropReason.MEMORY_FULL && diskTakesAll) {
            violated(life + " dropped for want of memory, and the disk was well");
        }
        if (reason == DropReason.STOPPED && diskTakesAll && Math.min(roomBefore, life.pipeline.spoolRoom()) > 0) {
            violated(life + " dropped at its stop, and the spool was well and had room");
        }
        if (reason == DropReason.MISCONFIGURED && life.pipeline.ledger().dropped(reason) > unmeant(life)) {
            violated(life + " dropped what its configuration means");
        }
        if (reason == DropReason.INTERNAL_ERROR
                && life.pipeline.ledger().dropped(reason) > unencoded(life, act -> true)) {
            violated(life + " dropped for an error of its own: " + life.said);
        }
    }

    private long unmeant(Life life) {
        return world.acts.stream()
                .filter(act -> act.life == life && act.ruleIsOff)
                .count();
    }

    /** How many of it may be dropped because they could not be encoded. */
    private long unencoded(Life life, Predicate<Act> which) {
        return world.acts.stream()
                .filter(act -> act.life == life && act.unencodable && which.test(act))
                .count();
    }

    /** What is counted as spooled lies in files, and what lies there is counted. */
    private void spooled(Life life, Counts counts) {
        DiskScan scan = new DiskScan(world.disk);
        Set<String> there = new HashSet<>(scan.inSegments);
        there.removeAll(life.link.acknowledged);
        long done = 0;
        for (Act act : world.acts) {
            // Dead, but in the segment of others: which is counted by itself.
            done += there.contains(act.id) && isBad(act) ? 1 : 0;
        }
        if (counts.spooled() > scan.lines || counts.spooled() < there.size() - done - unread(life)) {
            violated(life + " counts " + counts.spooled() + " actions in files, and there are " + there.size() + ": "
                    + counts);
        }
    }

    /** What it has not found yet, or leaves because it was sent before a crash. */
    private long unread(Life life) {
        return world.lives.size() > 1 || world.has("shortAge") ? Long.MAX_VALUE / 2 : 0;
    }

    private void cover(Life life, Counts counts) {
        if (life.pipeline.isFailing()) {
            world.coverage.reached("sender in trouble");
        }
        if (world.has("spool") && !life.pipeline.isWell()) {
            world.coverage.reached("spool in trouble");
        }
        if (counts.corrupt() > 0) {
            world.coverage.reached("corrupt counted");
        }
        counts.dead().forEach((reason, count) -> {
            if (count > 0) {
                world.coverage.reached("dead " + reason);
            }
        });
        if (counts.in().recovered() > 0) {
            world.coverage.reached("recovered");
        }
    }

    /** @return whether nobody waits for it any more */
    boolean isFlushed(Life life, FlushCall flush) {
        if (flush.waiting().isDelivered()) {
            world.coverage.reached("flush true");
            List<Act> missing = unsettled(flush.actsBefore()).stream()
                    .filter(act -> act.life == life
                            && !isBad(act)
                            && !act.unencodable
                            && !flush.late().contains(act))
                    .toList();
            if (missing.size() > Excuses.ofAny(life) && !life.tampered) {
                violated("a flush said that all was delivered, but not " + missing.size() + " such as "
                        + missing.get(0));
            }
            flush.waiting().giveUp();
            return true;
        }
        boolean over = world.agenda.micros() >= flush.deadlineMicros();
        if (over) {
            world.coverage.reached("flush in vain");
            flush.waiting().giveUp();
        }
        return over;
    }

    /** Whether somebody may give it up. */
    private boolean isBad(Act act) {
        return act.kind != Act.Kind.GOOD || isExpired(act) || isRefused(act);
    }

    private boolean isRefused(Act act) {
        return world.collector.refuses(act.id) || world.network.firewall.hasMet(act.id);
    }

    /** What is too old is kept as a dead letter where there is a disk for it, and is not sent. */
    void arrived(Life life, List<String> ids, long postedMillis) {
        if (!world.has("spool") || !isTame() || powerFailed || clockWasSet) {
            return;
        }
        long most = world.history.setting("maxAge") * 60_000;
        for (String id : ids) {
            Act act = world.acts.get(Act.number(id));
            if (postedMillis - act.timeMillis > most) {
                violated(life + " has sent " + act + ", which was too old by " + (postedMillis - act.timeMillis - most)
                        + " ms");
            }
        }
    }

    void clockWasSet() {
        clockWasSet = true;
    }

    private boolean isExpired(Act act) {
        long latest = Math.max(world.latestWallMillis, world.wallMillis());
        return latest - act.timeMillis >= world.history.setting("maxAge") * 60_000;
    }

    /** A life comes to its end. */
    void departs(Life life) {
        handedOverBefore = life.pipeline.counts().handedOver();
        roomBefore = life.pipeline.spoolRoom();
        diskWillTakeAll = world.has("spool")
                && world.faults.areNone()
                && !handsWereLaid
                && !life.tampered
                && life.pipeline.isWell()
                && roomBefore > 2 * life.pipeline.heldBytes() + ROOM_FOR_LAST_BYTES;
    }

    /** What goes to whoever comes after goes by a file: memory ends with the process. */
    private void handsOver(Life life, Counts counts) {
        if (diskWillTakeAll && counts.handedOver() > handedOverBefore) {
            violated(life + " has handed over in memory, and the spool was well and had room: " + counts);
        }
    }

    /** A life has come to its end. Callers may still be before its ring: for these it is asked once more when they have returned. */
    void departed(Life life) {
        world.coverage.reached("departed");
        Counts counts = life.pipeline.counts();
        if (!isEven(counts, life) || !counts.balance() && life.beforeTheRing() == 0) {
            violated(life + " does not balance at its end: " + counts);
        }
        if (counts.pending() != 0) {
            violated(life + " has ended and holds: " + counts);
        }
        if (world.has("spool") && isTame() && !powerFailed) {
            bounds.look();
        }
        drops(life);
        handsOver(life, counts);
        told(life, counts);
    }

    /** Each loss is told in its own words, and each action that was lost once. */
    private void told(Life life, Counts counts) {
        Map<DropReason, Long> dropped = counts.dropped();
        Map<DeadReason, Long> dead = counts.dead();
        Map<Loss, Long> owed = new EnumMap<>(Loss.class);
        owed.put(Loss.QUEUE_FULL, dropped.get(DropReason.QUEUE_FULL));
        owed.put(Loss.MEMORY_FULL, dropped.get(DropReason.MEMORY_FULL));
        owed.put(Loss.SPOOL_FULL, dropped.get(DropReason.SPOOL_FULL));
        owed.put(Loss.STOPPED, dropped.get(DropReason.STOPPED));
        owed.put(Loss.MISCONFIGURED, dropped.get(DropReason.MISCONFIGURED));
        owed.put(Loss.NOT_ENCODED, dropped.get(DropReason.INTERNAL_ERROR));
        owed.put(Loss.TOO_LARGE, dead.get(DeadReason.TOO_LARGE) + dropped.get(DropReason.TOO_LARGE));
        owed.put(Loss.INCOMPLETE, dead.get(DeadReason.INCOMPLETE) + dropped.get(DropReason.INCOMPLETE));
        owed.put(
                Loss.REFUSED_OR_EXPIRED,
                dead.get(DeadReason.REFUSED) + dead.get(DeadReason.EXPIRED) + dropped.get(DropReason.REFUSED));
        Tellings tellings = new Tellings(life.said);
        long gone = tellings.of(Loss.SEGMENT_GONE);
        owed.put(Loss.DAMAGED, counts.corrupt() - gone);
        owed.forEach((loss, count) -> {
            long told = tellings.of(loss);
            // One that is too large is told of as such, and once more when not even its dead letter can be encoded.
            long twice = loss == Loss.TOO_LARGE ? unencoded(life, act -> act.kind == Act.Kind.HUGE) : 0;
            if (told < count || told > count + twice) {
                violated(life + " tells of " + told + " " + loss + ", and counts: " + counts);
            }
        });
        if (gone > 0 && isTame()) {
            violated(life + " misses a segment, and nobody but other processes of this library was there");
        }
    }

    /** A process was killed: what it had not written is gone, and nothing else. */
    void died(Process process) {
        DiskScan scan = new DiskScan(world.disk);
        if (isTame() && !world.powerFailsNext && !powerFailed && world.has("spool")) {
            for (Life life : process.lives) {
                boolean isAwaited = world.durability() != Durability.ASYNC;
                long gone = world.acts.stream()
                        .filter(act -> act.life == life && (act.unawaited || !isAwaited) && isGone(act, scan))
                        .count();
                marks.died(life, gone - life.pipeline.counts().droppedInAll());
            }
        }
        for (Act act : world.acts) {
            if (act.life.process == process && isGone(act, scan)) {
                if (act.written && !isBad(act) && world.durability() != Durability.ASYNC) {
                    violated(act + " was written when its caller returned, and is gone after a kill");
                }
                act.forgiven = "lost in a kill";
                world.coverage.reached("lost in a kill");
            }
        }
    }

    private boolean isGone(Act act, DiskScan scan) {
        return act.taken && act.forgiven == null && !world.collector.has(act.id) && !scan.holds(act.id);
    }

    void powerFailed(DiskScan before) {
        powerFailed = true;
        DiskScan scan = new DiskScan(world.disk);
        for (Act act : world.acts) {
            if (isGone(act, scan)) {
                if (act.written && !isBad(act) && world.durability() == Durability.FSYNC) {
                    violated(act + " was synced when its caller returned, and is gone after a power failure");
                }
                // One that was killed may not have synced it, and then has counted it nowhere: those that the encoder
                // does not
                // ship are in no segment.
                boolean isUnshippable = act.kind == Act.Kind.INCOMPLETE || act.kind == Act.Kind.HUGE;
                boolean isLetter = before.letters.contains(act.id)
                        && !before.inSegments.contains(act.id)
                        && !(isUnshippable && act.life.killed);
                if (!diskWasBad && isLetter) {
                    violated(act + " was a dead letter, and is gone after a power failure");
                }
                act.forgiven = "lost in a power failure";
                world.coverage.reached("lost in a power failure");
            }
        }
    }

    /** Other people have done something to the files. */
    void laidHandsOn(DiskScan before) {
        handsWereLaid = true;
        DiskScan after = new DiskScan(world.disk);
        for (Act act : world.acts) {
            // One that is dead may lie in a segment with others, which goes with the last of them.
            boolean letterGone = before.letters.contains(act.id) && !after.letters.contains(act.id);
            if (letterGone || before.holds(act.id) && isGone(act, after)) {
                act.forgiven = "destroyed by hand";
            }
        }
    }

    /** Those without an outcome. */
    List<Act> unsettled() {
        return unsettled(world.acts.size());
    }

    private List<Act> unsettled(int before) {
        // What has an outcome keeps it.
        open.removeIf(act -> act.forgiven != null || world.collector.has(act.id));
        if (open.isEmpty()) {
            return List.of();
        }
        DiskScan scan = new DiskScan(world.disk);
        return open.stream()
                .filter(act -> act.number < before && act.taken && !scan.letters.contains(act.id))
                .toList();
    }

    /** @param size of its text */
    void logged(Act act, int size) {
        open.add(act);
        bounds.logged(act.kind == Act.Kind.HUGE ? Act.HUGE_CHARS : size);
    }

    /** All is over, and has been well for long. */
    void end() {
        // In the order of the actions: what fails is to fail in the same words each time.
        Map<Life, List<Act>> missing = new LinkedHashMap<>();
        DiskScan scan = new DiskScan(world.disk);
        for (Act act : unsettled()) {
            boolean stranded = scan.inSegments.contains(act.id);
            if (stranded && handsWereLaid) {
                // Nothing says any more whose it is: it is kept.
                world.coverage.reached("stranded without an owner file");
            } else {
                missing.computeIfAbsent(act.life, key -> new ArrayList<>()).add(act);
            }
        }
        excuses.judge(missing, handsWereLaid ? corrupt() : 0);
        world.lives.forEach(this::owners);
        if (isTame() && !powerFailed && unsettled().isEmpty() && !scan.inSegments.isEmpty()) {
            violated("all has an outcome, and files are left with " + scan.inSegments.size() + " actions");
        }
        for (Act act : world.acts) {
            if (scan.letters.contains(act.id)) {
                letter(act, scan.reasons.get(act.id));
            }
            Map<?, ?> arrived = world.collector.taken(act.id);
            if (arrived != null && !act.isWhole(arrived)) {
                violated(act + " has arrived otherwise than it was logged: " + arrived);
            }
            if (act.withdrawn && world.collector.has(act.id)) {
                violated(act + " was sent, although its rule is off");
            }
            if (act.kind == Act.Kind.INCOMPLETE && world.collector.has(act.id)) {
                violated(act + " was sent");
            }
        }
        if (isTame() && !powerFailed) {
            marks.end();
            bounds.end();
        }
        if (!world.collector.faults().isEmpty()) {
            violated(world.collector.faults().get(0));
        }
    }

    /**
     * A firewall has stood for long in the way of some actions: of no others. But where a clock is wrong the collector refuses
     * hundreds, and delivery pauses after each twenty, whoever refuses them.
     */
    void selected() {
        long refused = world.acts.stream()
                .filter(act -> world.collector.refuses(act.id))
                .count();
        if (world.has("clockBegins") && refused >= MOST_SUSPECTS) {
            world.coverage.reached("firewall beside a collector that refuses many");
            return;
        }
        Map<Life, List<Act>> delayed = new LinkedHashMap<>();
        for (Act act : unsettled()) {
            boolean isUnmeant = act.ruleIsOff && act.life.pipeline.ledger().dropped(DropReason.MISCONFIGURED) > 0;
            if (!isBad(act) && !act.unencodable && !isUnmeant && !Firewall.forbids(act.id)) {
                delayed.computeIfAbsent(act.life, key -> new ArrayList<>()).add(act);
            }
        }
        delayed.forEach((life, acts) -> {
            if (acts.size() > Excuses.ofAny(life)) {
                violated(acts.size() + " actions of " + life + " wait behind others that a firewall forbids, such as "
                        + acts.get(0) + ": " + life.pipeline.counts());
            }
        });
        world.coverage.reached("firewall passed by others");
    }

    /** What was meant for one application id leaves with another only where that was allowed. */
    private void owners(Life life) {
        for (String id : life.link.carried) {
            Act act = world.acts.get(Act.number(id));
            if (!act.life.process.applicationId.equals(life.process.applicationId)) {
                world.coverage.reached("taken over");
                if (!life.process.takesOver()) {
                    violated(life + " has sent " + act + ", which has another application id");
                }
            }
        }
    }

    private long corrupt() {
        return world.lives.stream()
                .mapToLong(life -> life.pipeline.counts().corrupt())
                .sum();
    }

    /** A page is nobody's word, and whom it forbids is kept: only where they are many, or memory is full, must they go. */
    private boolean isGivenUp(Act act) {
        boolean many = world.network.firewall.met() + world.collector.refused() > MOST_IN_DOUBT;
        return world.network.firewall.hasMet(act.id) && (many || world.history.setting("maxMemory") < MUCH_MEMORY);
    }

    private void letter(Act act, String reason) {
        boolean isTrue = switch (String.valueOf(reason)) {
            case "refused" -> world.collector.refuses(act.id) || isGivenUp(act);
            case "tooLarge" -> act.kind == Act.Kind.HUGE;
            case "expired" -> isExpired(act);
            case "incomplete" -> act.kind == Act.Kind.INCOMPLETE;
            default -> false;
        };
        if (!isTrue) {
            violated(act + " is a dead letter, and not for the reason that it names: " + reason);
        }
        world.coverage.reached("letter " + reason);
    }
}
