package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.DiskFaults.Call;
import com.moesif.logback.internal.simulation.Hands.Deed;

/** Carries out the steps of a history. */
final class Deeds {
    private static final int EIO_PER_MILLE = 1_000;

    private final World world;

    Deeds(World world) {
        this.world = world;
    }

    void perform(History.Step step) {
        int slot = (int) step.number(0) % (int) world.history.setting("processes");
        Process process = world.processes.get(slot);
        Life life = process.life;
        switch (step.what()) {
            case "log" -> log(life, step);
            case "weather" ->
                world.network.becomes(
                        Weather.values()[(int) step.number(0)], (int) step.number(1), (int) step.number(2));
            case "kill" -> world.kill(process);
            case "killAt" -> doom(process, (int) step.number(1), null, step.number(2) != 0);
            case "killAtCall" -> {
                // At once: most calls of some kinds are those of a recovery.
                start(slot);
                doom(world.processes.get(slot), -1, Call.values()[(int) step.number(1)], step.number(2) != 0);
            }
            case "power" -> world.powerFails();
            case "start" -> start(slot);
            case "stop" -> {
                if (life != null) {
                    world.stop(life, step.number(1));
                }
            }
            case "reload" -> reload(process, step);
            case "flush" -> {
                if (life != null) {
                    world.flush(life, step.number(1));
                }
            }
            case "hold" -> hold(life, step.number(1) != 0);
            case "disk" -> disk(step);
            case "hand" -> hand(Deed.values()[(int) step.number(0)]);
            case "encoding" ->
                world.encoding.become(EncodingFaults.Kind.values()[(int) step.number(0)], step.number(1));
            case "clock" -> world.setClock(step.number(0) * 1000);
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    /** So many at once, of a kind and a size. */
    private void log(Life life, History.Step step) {
        for (int i = 0; i < step.number(1) && life != null && !life.ended; i++) {
            world.log(life, Act.Kind.values()[(int) step.number(3)], (int) step.number(2));
        }
        if (life != null) {
            world.wake(life);
        }
    }

    private void doom(Process process, int after, Call at, boolean power) {
        world.faults.doomed = process.isDead() ? null : process.disk;
        world.faults.killAfter = after;
        world.faults.killAt = at;
        world.powerFailsNext = power;
    }

    private void start(int slot) {
        Process process = world.living(slot);
        if (process.life == null) {
            world.startIn(process);
        }
    }

    private void reload(Process process, History.Step step) {
        if (process.life != null) {
            world.stop(process.life, step.number(1));
            if (!process.isDead()) {
                world.startIn(process);
            }
        }
    }

    private void hold(Life life, boolean on) {
        if (life != null) {
            life.held = on;
            life.pipeline.suspend(on);
            world.wake(life);
        }
    }

    private void disk(History.Step step) {
        DiskFaults faults = world.faults;
        switch ((int) step.number(0)) {
            case 0 -> faults.heal();
            case 1 -> faults.capacity = world.disk.used + step.number(1);
            case 2 -> faults.readOnly = true;
            case 3 -> faults.syncFails = true;
            case 4 -> faults.denied = true;
            case 5 -> faults.errorRate = (double) step.number(1) / EIO_PER_MILLE;
            case 6 -> faults.failAfter = (int) step.number(1);
            case 7 -> unmount();
            case 10 -> faults.stallMicros = step.number(1) * 1000;
            case 11, 12 -> {
                faults.throwAt = Call.values()[(int) step.number(1)];
                faults.memoryEnds = step.number(0) == 11;
            }
            case 9 -> faults.failAt = Call.values()[(int) step.number(1)];
            default -> mount();
        }
        if (step.number(0) != 0 && step.number(0) != 8) {
            world.oracle.diskWasBad();
        }
    }

    private void unmount() {
        if (world.disk.isMounted()) {
            tampered();
            world.disk.unmount();
            world.coverage.reached("unmounted");
        }
    }

    void mount() {
        if (!world.disk.isMounted()) {
            DiskScan before = new DiskScan(world.disk);
            world.disk.mount();
            tampered();
            world.oracle.laidHandsOn(before);
            world.coverage.reached("mounted again");
        }
    }

    private void hand(Deed deed) {
        DiskScan before = new DiskScan(world.disk);
        if (world.hands.lay(deed)) {
            world.coverage.reached("hand " + deed);
            if (deed.destroys()) {
                tampered();
            }
            world.oracle.laidHandsOn(before);
        }
    }

    private void tampered() {
        world.lives.stream().filter(life -> !life.ended).forEach(life -> life.tampered = true);
    }
}
