package com.moesif.logback.internal.simulation;

import java.util.ArrayList;
import java.util.List;

/** A process of the simulated machine: an appender, and those before it that have not ended yet. */
final class Process {
    final String name;
    final SimFileSystem disk;
    final List<Life> lives = new ArrayList<>();
    /** The one that is configured now; null between a stop and a start. */
    Life life;

    boolean buried;

    Process(String name, SimFileSystem disk) {
        this.name = name;
        this.disk = disk;
    }

    boolean isDead() {
        return disk.isDead();
    }
}
