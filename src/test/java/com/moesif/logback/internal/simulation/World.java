package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.ledger.Counts;
import com.moesif.logback.internal.ledger.StatusSink;
import com.moesif.logback.internal.pipeline.Pipeline.Clocks;
import com.moesif.logback.internal.pipeline.PipelineConfig;
import com.moesif.logback.internal.pipeline.PipelineConfig.BatchLimits;
import com.moesif.logback.internal.pipeline.PipelineConfig.Keeping;
import com.moesif.logback.internal.pipeline.SimulatedLife;
import com.moesif.logback.internal.simulation.DiskFaults.Killed;
import com.moesif.logback.internal.simulation.DiskFaults.MemoryEnds;
import com.moesif.logback.internal.simulation.DiskFaults.Unforeseen;
import com.moesif.logback.internal.simulation.Life.Call;
import com.moesif.logback.internal.simulation.Life.Caller;
import com.moesif.logback.internal.simulation.Life.FlushCall;
import com.moesif.logback.internal.spool.Durability;
import com.moesif.logback.internal.spool.FileSpool;
import com.moesif.logback.internal.spool.FileSpool.Environment;
import com.moesif.logback.internal.spool.MemorySpool;
import com.moesif.logback.internal.spool.SpoolConfig;
import com.moesif.logback.internal.spool.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A machine with some processes, a disk, a way to a collector and a clock, all simulated, in which the real pipeline and spool
 * run. One thread; whatever is left to chance is the seed's.
 */
final class World {
    static final long MINUTE = 60_000_000L;
    private static final long BEGIN_MILLIS =
            Instant.parse("2026-11-30T12:00:00Z").toEpochMilli();
    private static final AtomicLong WORLDS = new AtomicLong();
    private static final int MOST_TURNS_A_SECOND = 20_000;
    static final String SPOOL = "/var/spool";
    private static final Duration LAST_OF_MISREAD = Duration.ofSeconds(3);

    final History history;
    final Coverage coverage;
    final Agenda agenda = new Agenda();
    final ModelCollector collector;
    final DiskFaults faults;
    final SimDisk disk;
    final EncodingFaults encoding;
    final Network network;
    final Hands hands;
    final Callers callers;
    final List<Process> processes = new ArrayList<>();
    final List<Life> lives = new ArrayList<>();
    final List<Act> acts = new ArrayList<>();
    final Oracle oracle;
    private final Random random;
    private final Random names;
    /** Null when nobody reads it. */
    private final StringBuilder log;

    private final long world = WORLDS.incrementAndGet();
    private final long beginNanos;
    private long clockOffsetMillis;
    long latestWallMillis = BEGIN_MILLIS;
    int generations;
    /** With the process that is doomed goes the power. */
    boolean powerFailsNext;

    World(History history, Coverage coverage, boolean logs) {
        this.history = history;
        this.coverage = coverage;
        this.log = logs ? new StringBuilder() : null;
        this.random = new Random(history.seed());
        this.names = new Random(~history.seed());
        this.beginNanos = random.nextInt(3) == 0 ? Long.MAX_VALUE - random.nextInt(1_000_000) * 1_000_000L : 1;
        this.collector = new ModelCollector(() -> BEGIN_MILLIS + agenda.micros() / 1000);
        this.faults = new DiskFaults(random, coverage);
        this.disk = new SimDisk(faults, this::wallMillis);
        this.faults.stalled = agenda::stall;
        this.faults.tearsAtLines = has("tearsAtLines");
        this.encoding = new EncodingFaults(this);
        this.network = new Network(agenda, collector, random, coverage, this::wallMillis);
        this.hands = new Hands(disk, random);
        this.callers = new Callers(agenda, random, coverage);
        this.oracle = new Oracle(this);
    }

    long wallMillis() {
        return BEGIN_MILLIS + agenda.micros() / 1000 + clockOffsetMillis;
    }

    long nowNanos() {
        return beginNanos + agenda.micros() * 1000;
    }

    void note(String what) {
        if (log != null) {
            log.append(String.format("%12.6f  %s%n", agenda.micros() / 1e6, what));
        }
    }

    String log() {
        return String.valueOf(log);
    }

    boolean has(String setting) {
        return history.setting(setting) != 0;
    }

    Durability durability() {
        return has("spool") ? Durability.values()[(int) history.setting("durability")] : Durability.ASYNC;
    }

    /** All steps, and what follows when everything is well again. */
    void run() {
        if (has("clockBegins")) {
            setClock(history.setting("clockBegins") * 1000);
            coverage.reached("clock wrong at start");
        }
        for (int i = 0; i < history.setting("processes"); i++) {
            processes.add(null);
            processes.set(i, boot(i));
            startIn(processes.get(i));
        }
        for (History.Step step : history.steps()) {
            runUntil(step.millis() * 1000);
            note(step.toString());
            new Deeds(this).perform(step);
            coverage.reached("step " + step.what());
        }
        new Aftermath(this).run();
    }

    void runUntil(long micros) {
        while (agenda.step(micros)) {
            // What is next may be anything.
        }
    }

    private Process boot(int slot) {
        Process neighbour = slot < 2 && has("oneJvm") && processes.size() > 1 ? processes.get(1 - slot) : null;
        String name = "p" + slot;
        SimFileSystem jvm = neighbour != null && !neighbour.isDead()
                ? neighbour.disk
                : new SimFileSystem(disk, world + "." + name + "." + generations++);
        // Who has the new id takes over what has the old one, and not the other way round.
        return new Process(name, jvm, has("takeOver") && generations % 2 == 0 ? Process.NEW_ID : Process.ID);
    }

    /** In the place of one that has died; else the same. */
    Process living(int slot) {
        if (processes.get(slot).isDead()) {
            processes.set(slot, boot(slot));
        }
        return processes.get(slot);
    }

    Process newcomer() {
        String name = "p" + processes.size();
        SimFileSystem jvm = new SimFileSystem(disk, world + "." + name + "." + generations++);
        processes.add(new Process(name, jvm, has("takeOver") ? Process.NEW_ID : Process.ID));
        return processes.get(processes.size() - 1);
    }

    /** Before its configuration has been read to the end, where that takes long. */
    void startIn(Process process) {
        startIn(process, !has("reading"));
    }

    private void startIn(Process process, boolean known) {
        Life life = new Life(process.name + "#" + generations++, process);
        life.link = network.new Link(() -> wake(life), (ids, posted) -> oracle.arrived(life, ids, posted));
        // What it writes beneath a mount point will be hidden.
        life.tampered = !disk.isMounted();
        Clocks clocks = new Clocks(wall(), this::nowNanos, callers);
        Tenant tenant = tenant("MOESIF", process);
        SimulatedLife.Place place = new SimulatedLife.Place(
                process.jvm,
                life.link,
                notices -> has("spool")
                        ? new FileSpool(
                                new SpoolConfig(process.disk.getPath(SPOOL), history.setting("maxSize")),
                                tenant,
                                notices,
                                new Environment(wall(), () -> uniqueName(life)))
                        : new MemorySpool(),
                clocks,
                random::nextDouble);
        life.pipeline = new SimulatedLife(
                config(tenant),
                place,
                // Of this process alone: what is handed over in memory stays in it.
                tenant(process.disk.process + "." + process.name, process),
                statusSink(life),
                () -> wake(life));
        process.life = life;
        process.lives.add(life);
        lives.add(life);
        if (!known) {
            beginsEarly(life);
        }
        guarded(process, life.pipeline::start);
        wake(life);
    }

    private void beginsEarly(Life life) {
        life.beganEarly = true;
        life.reading = true;
        life.readingSinceMicros = agenda.micros();
        life.pipeline.hold(nowNanos());
        agenda.in(history.setting("reading") * 1000, () -> {
            if (!life.ended && !life.stopping) {
                hasBeenRead(life);
            }
        });
    }

    /** Its configuration; and perhaps that says something else than its beginning has. */
    private void hasBeenRead(Life life) {
        note(life + " knows its configuration: " + life.pipeline.counts());
        coverage.reached(life.pipeline.isHeld() ? "configuration read" : "configuration read too late");
        life.reading = false;
        if (!has("misread")) {
            life.pipeline.release();
            return;
        }
        if (life.pipeline.isHeld()) {
            acts.stream()
                    .filter(act -> act.life == life && act.ruleIsOff && act.taken)
                    .forEach(act -> act.withdrawn = true);
        }
        life.pipeline.withdraw(Act::isUnmeant);
        startIn(life.process, true);
        if (!life.process.isDead()) {
            coverage.reached("begun anew");
            life.stopping = true;
            guarded(life.process, () -> life.pipeline.retire(nowNanos(), LAST_OF_MISREAD));
            wake(life);
        }
    }

    private String uniqueName(Life life) {
        String name = String.format("%08x", names.nextInt());
        life.names.add(name);
        return name;
    }

    private static Tenant tenant(String name, Process process) {
        return new Tenant(name, "https://collector", () -> process.applicationId, () -> false, process.takesOver(), 0);
    }

    private InstantSource wall() {
        return () -> Instant.ofEpochMilli(wallMillis());
    }

    private StatusSink statusSink(Life life) {
        return new StatusSink() {
            @Override
            public void info(String text) {
                warn(text);
            }

            @Override
            public void warn(String text) {
                life.said.add(text);
                // Since when is told by the real clock.
                note(life + " says: "
                        + text.replaceAll("since \\d{4}-\\S+Z", "since …").replace("sim=" + world, "sim"));
            }
        };
    }

    private PipelineConfig config(Tenant tenant) {
        return new PipelineConfig(
                (int) history.setting("queueSize"),
                Duration.ofMillis(history.setting("maxBlock")),
                history.setting("maxMemory"),
                new BatchLimits(
                        (int) history.setting("maxBatchBytes"), (int) history.setting("maxBatchSize"), has("gzip")),
                Duration.ofMillis(history.setting("linger")),
                Duration.ofMillis(history.setting("requestTimeout")),
                (int) history.setting("maxInFlight"),
                has("spool")
                        ? new Keeping(
                                durability(),
                                Duration.ofMillis(history.setting("commitTimeout")),
                                Duration.ofMinutes(history.setting("maxAge")))
                        : Keeping.NOTHING,
                tenant);
    }

    /** The clock is set. */
    void setClock(long offsetMillis) {
        if (offsetMillis != clockOffsetMillis) {
            oracle.clockWasSet();
        }
        // What had become too old by then has expired, although by the new time it has not.
        latestWallMillis = Math.max(latestWallMillis, wallMillis());
        clockOffsetMillis = offsetMillis;
        latestWallMillis = Math.max(latestWallMillis, wallMillis());
    }

    void log(Life life, Act.Kind kind, int size) {
        latestWallMillis = Math.max(latestWallMillis, wallMillis());
        long millis = kind == Act.Kind.OLD ? wallMillis() - 40L * 24 * 60 * 60 * 1000 : wallMillis();
        Act act = new Act(acts.size(), kind, life, millis);
        act.ruleIsOff = life.reading && has("misread") && kind == Act.Kind.GOOD && act.number % 5 == 0;
        acts.add(act);
        oracle.logged(act, size);
        boolean hadRoom = life.pipeline.ringSize() < life.pipeline.ringCapacity();
        if (has("callers")) {
            call(life, act, size, hadRoom && life.beforeTheRing() == 0);
            return;
        }
        act.taken = life.pipeline.log(act.captured(size, encoding));
        if (!act.taken) {
            oracle.refused(life, act, hadRoom);
        } else if (life.pipeline.isHeld()) {
            act.unawaited = true;
        } else if (durability() != Durability.ASYNC) {
            long upTo = life.pipeline.putSoFar();
            life.callers.add(new Caller(
                    act,
                    upTo,
                    agenda.micros() + history.setting("commitTimeout") * 1000,
                    life.pipeline.counts().droppedInAll()));
        }
        letCallersGo(life);
    }

    /** By a thread of the application, which may rest in the middle of it. */
    private void call(Life life, Act act, int size, boolean hadRoom) {
        Call call =
                new Call(act, agenda.micros(), hadRoom, life.pipeline.counts().droppedInAll());
        life.calls.add(call);
        CapturedAction action = act.captured(size, encoding);
        call.caller = callers.call(
                () -> {
                    boolean taken = life.pipeline.log(action);
                    act.taken = taken;
                    call.put = true;
                    call.putMicros = agenda.micros();
                    call.upTo = life.pipeline.putSoFar();
                    call.awaits = !life.pipeline.isHeld();
                    act.unawaited = taken && !call.awaits;
                    if (taken) {
                        life.pipeline.afterPut();
                    }
                },
                () -> returned(life, call));
    }

    private void returned(Life life, Call call) {
        life.calls.remove(call);
        if (life.process.isDead()) {
            bury(life.process);
            return;
        }
        if (!call.act.taken) {
            oracle.refusedInTime(life, call);
            oracle.refused(life, call.act, call.hadRoom);
        } else if (durability() != Durability.ASYNC && !life.ended && call.awaits) {
            long deadline = call.putMicros + history.setting("commitTimeout") * 1000;
            Caller caller = new Caller(call.act, call.upTo, deadline, call.droppedBefore);
            if (life.pipeline.hasCommitted(call.upTo)) {
                oracle.returned(life, caller);
                call.act.written = isInFile(life, caller);
                coverage.reached(call.act.written ? "caller returned, written" : "caller returned, not written");
            } else {
                coverage.reached("late commit");
                oracle.late(life, caller);
            }
        }
    }

    private void letCallersGo(Life life) {
        while (!life.callers.isEmpty()) {
            Caller caller = life.callers.peek();
            boolean[] committed = {false};
            guarded(life.process, () -> committed[0] = life.pipeline.isCommitted(caller.upTo()));
            if (life.ended) {
                return;
            }
            if (committed[0]) {
                oracle.returned(life, caller);
                caller.act().written = isInFile(life, caller);
                coverage.reached(caller.act().written ? "caller returned, written" : "caller returned, not written");
            } else if (agenda.micros() >= caller.deadlineMicros()) {
                life.pipeline.lateCommit();
                coverage.reached("late commit");
            } else {
                return;
            }
            life.callers.remove();
        }
    }

    /** Where the disk is well, and nothing was dropped meanwhile, it has to be. */
    private static boolean isInFile(Life life, Caller caller) {
        Counts counts = life.pipeline.counts();
        return life.pipeline.isWell()
                && counts.pending() == 0
                && counts.droppedInAll() == caller.droppedBefore()
                && !life.tampered;
    }

    void flush(Life life, long millis) {
        life.readingHurried = true;
        SimulatedLife.Waiting waiting = life.pipeline.flush(false);
        life.flushes.add(
                new FlushCall(waiting, acts.size(), life.actsBeforeTheRing(), agenda.micros() + millis * 1000));
        wake(life);
    }

    /** Something has happened that the sender is woken for. */
    void wake(Life life) {
        turnBy(life, agenda.micros() + 20 + random.nextInt(1_000));
    }

    private void turnBy(Life life, long micros) {
        if (life.ended || life.nextTurnMicros >= 0 && life.nextTurnMicros <= micros) {
            return;
        }
        life.nextTurnMicros = micros;
        long generation = ++life.generation;
        agenda.at(micros, () -> {
            if (generation == life.generation && !life.ended) {
                turn(life);
            }
        });
    }

    private void turn(Life life) {
        life.nextTurnMicros = -1;
        life.turnMicros = agenda.micros();
        oracle.beforeTurn(life);
        guarded(life.process, () -> turnAsItsThread(life));
        if (life.ended) {
            return;
        }
        countTurn(life);
        oracle.afterTurn(life);
        letCallersGo(life);
        if (life.ended) {
            return;
        }
        life.flushes.removeIf(flush -> oracle.isFlushed(life, flush));
        if (life.pipeline.isOver(nowNanos())) {
            depart(life);
        } else {
            turnBy(life, agenda.micros() + rest(life));
        }
    }

    /** Which outlives what a turn throws. */
    private void turnAsItsThread(Life life) {
        faults.inTurn = true;
        life.turnFailed = false;
        try {
            life.pipeline.turn(nowNanos());
        } catch (MemoryEnds | Unforeseen e) {
            note(life + " has not ended its turn: " + e);
            life.turnFailed = true;
            coverage.reached("turn fails");
        } finally {
            faults.inTurn = false;
        }
    }

    /** A real sender is woken by callers in the ring's own way. This one looks again soon instead, where there are any. */
    private long rest(Life life) {
        long due = life.pipeline.nanosUntilDue(nowNanos()) / 1000;
        if (life.pipeline.ringSize() > 0 || !life.callers.isEmpty() || !life.calls.isEmpty()) {
            due = Math.min(due, 1_000 + random.nextInt(19_000));
        }
        if (life.stopping) {
            due = Math.min(due, 20_000);
        }
        return Math.max(due, 100 + random.nextInt(900));
    }

    private void countTurn(Life life) {
        life.turns++;
        long second = agenda.micros() / 1_000_000;
        life.turnsInSecond = second == life.second ? life.turnsInSecond + 1 : 0;
        life.second = second;
        if (life.turnsInSecond > MOST_TURNS_A_SECOND) {
            throw new Violation(life + " turns without a rest");
        }
    }

    private void depart(Life life) {
        note(life + " ends: " + life.pipeline.counts());
        life.departing = true;
        oracle.departs(life);
        guarded(life.process, life.pipeline::depart);
        if (life.ended) {
            return;
        }
        life.ended = true;
        life.process.lives.remove(life);
        if (life.process.life == life) {
            life.process.life = null;
        }
        letCallersGoAtEnd(life);
        oracle.departed(life);
    }

    private void letCallersGoAtEnd(Life life) {
        life.callers.clear();
        life.flushes.forEach(flush -> flush.waiting().giveUp());
    }

    void stop(Life life, long millis) {
        life.stopping = true;
        life.process.life = null;
        guarded(life.process, () -> life.pipeline.retire(nowNanos(), Duration.ofMillis(millis)));
        wake(life);
    }

    /** Runs the library's code in a process that may be killed by any call to its disk. */
    private void guarded(Process process, Runnable code) {
        try {
            code.run();
        } catch (Killed e) {
            // Seen below.
        } catch (RuntimeException | Error e) {
            if (!process.isDead()) {
                throw e instanceof Violation violation ? violation : new Violation("what must not throw threw " + e, e);
            }
        }
        if (process.isDead()) {
            bury(process);
        }
    }

    void kill(Process process) {
        if (!process.isDead()) {
            process.disk.die();
            bury(process);
        }
    }

    /** All appenders of its JVM go with it. */
    private void bury(Process process) {
        for (Process each : List.copyOf(processes)) {
            if (each != process && each.disk == process.disk) {
                buryAlone(each);
            }
        }
        buryAlone(process);
        if (powerFailsNext) {
            powerFailsNext = false;
            powerFails();
        }
    }

    private void buryAlone(Process process) {
        boolean first = !process.buried;
        process.buried = true;
        for (Life life : process.lives) {
            if (!life.ended) {
                note(life + " is killed: " + life.pipeline.counts());
                life.ended = true;
                life.killed = true;
                life.link.close();
                life.pipeline.killed();
                dismiss(life);
            }
        }
        process.life = null;
        if (first) {
            oracle.died(process);
        }
    }

    private void dismiss(Life life) {
        List.copyOf(life.calls).forEach(call -> callers.dismiss(call.caller));
        life.calls.clear();
    }

    /** Nothing is left of it in this JVM. */
    void close() {
        for (Life life : lives) {
            if (!life.ended) {
                life.ended = true;
                life.process.disk.die();
                life.link.close();
                life.pipeline.killed();
            }
        }
        callers.close();
    }

    void powerFails() {
        DiskScan before = new DiskScan(disk);
        processes.forEach(process -> {
            if (!process.isDead()) {
                process.disk.die();
            }
        });
        disk.powerFails(random);
        oracle.powerFailed(before);
        processes.forEach(this::bury);
    }
}
