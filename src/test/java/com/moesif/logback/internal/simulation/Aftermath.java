package com.moesif.logback.internal.simulation;

import java.util.List;

/** Everything is well again: what is owed has to be done, within a bound of time. */
final class Aftermath {
    /** For backoffs, pauses, suspects and what a sender asks for. */
    private static final int PATIENCE_MINUTES = 45;

    private static final int HEIR_MINUTES = 180;
    private static final long STOP_MILLIS = 30_000;

    private final World world;

    Aftermath(World world) {
        this.world = world;
    }

    void run() {
        boolean selects = world.network.isSelective() && world.oracle.isTame() && !world.has("takeOver");
        heal();
        if (!selects) {
            world.network.becomes(Weather.CALM, 0, 100);
        }
        for (int i = 0; i < world.history.setting("processes"); i++) {
            Process process = world.living(i);
            if (process.life == null) {
                world.startIn(process);
            }
        }
        if (selects) {
            for (int i = 0; i < PATIENCE_MINUTES; i++) {
                trickle();
                minutes(1);
            }
            world.oracle.selected();
            world.network.becomes(Weather.CALM, 0, 100);
        }
        for (int i = 0;
                i < PATIENCE_MINUTES && !(i > 10 && world.oracle.unsettled().isEmpty());
                i++) {
            trickle();
            minutes(1);
        }
        useOfDisk();
        if (world.oracle.isTame()) {
            promptness();
        }
        for (Life life : List.copyOf(world.lives)) {
            if (!life.ended && life.process.life == life) {
                world.stop(life, STOP_MILLIS);
            }
        }
        world.runUntil(world.agenda.micros() + 4 * STOP_MILLIS * 1000);
        for (Life life : world.lives) {
            if (!life.ended) {
                throw new Violation(life + " was asked to stop, and does not");
            }
            if (!life.calls.isEmpty()) {
                throw new Violation(life + " has ended, and " + life.calls.size() + " callers wait");
            }
            if (!life.killed && !life.pipeline.counts().balance()) {
                throw new Violation(
                        life + " does not balance when all callers have returned: " + life.pipeline.counts());
            }
        }
        inherit();
        world.oracle.end();
    }

    private void heal() {
        world.note("all is well again");
        world.faults.heal();
        world.encoding.heal();
        world.setClock(0);
        world.faults.doomed = null;
        world.powerFailsNext = false;
        new Deeds(world).mount();
        for (Life life : world.lives) {
            if (life.held && !life.ended) {
                life.held = false;
                life.pipeline.suspend(false);
                world.wake(life);
            }
        }
    }

    private void minutes(int count) {
        world.runUntil(world.agenda.micros() + count * World.MINUTE);
    }

    /** What others are judged by. */
    private void trickle() {
        for (Process process : List.copyOf(world.processes)) {
            if (process.life != null) {
                world.log(process.life, Act.Kind.GOOD, 10);
                world.wake(process.life);
            }
        }
    }

    /** It has been well for minutes, and is asked every 5 s whether it is. */
    private void useOfDisk() {
        for (Process process : List.copyOf(world.processes)) {
            if (world.has("spool") && process.life != null && !process.life.pipeline.isWell()) {
                throw new Violation(process.life + " does not use its disk, which has been well for minutes");
            }
        }
    }

    /** A lone action leaves soon. */
    private void promptness() {
        for (Process process : List.copyOf(world.processes)) {
            Life life = process.life;
            if (life != null
                    && !life.pipeline.isFailing()
                    && life.pipeline.counts().pending() + life.pipeline.counts().spooled() == 0) {
                world.log(life, Act.Kind.GOOD, 10);
                world.wake(life);
                Act act = world.acts.get(world.acts.size() - 1);
                world.runUntil(world.agenda.micros() + (world.history.setting("linger") + 3_000) * 1000);
                if (!world.collector.has(act.id)) {
                    throw new Violation(act + " has not arrived after its linger and 3 s, and all is well");
                }
            }
        }
    }

    /** All have stopped: somebody who comes after finds what they have left. */
    private void inherit() {
        if (!world.has("spool")) {
            return;
        }
        Process heir = world.newcomer();
        world.startIn(heir);
        for (int i = 0; i < HEIR_MINUTES && !(i > 5 && world.oracle.unsettled().isEmpty()); i++) {
            trickle();
            minutes(1);
        }
        world.stop(heir.life, STOP_MILLIS);
        world.runUntil(world.agenda.micros() + 4 * STOP_MILLIS * 1000);
    }
}
