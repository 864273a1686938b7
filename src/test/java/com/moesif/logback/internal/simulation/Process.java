package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.pipeline.SimulatedLife;
import java.util.ArrayList;
import java.util.List;

/** A process of the simulated machine: an appender, and those before it that have not ended yet. */
final class Process {
    static final String ID = "the-id";
    static final String NEW_ID = "the-new-id";

    final String name;
    final SimulatedLife.Jvm jvm = new SimulatedLife.Jvm();
    final SimFileSystem disk;
    final String applicationId;
    final List<Life> lives = new ArrayList<>();
    /** The one that is configured now; null between a stop and a start. */
    Life life;

    boolean buried;

    /**
     * @param disk of its JVM: two appenders that share one are killed together
     * @param applicationId of its appender
     */
    Process(String name, SimFileSystem disk, String applicationId) {
        this.name = name;
        this.disk = disk;
        this.applicationId = applicationId;
    }

    boolean takesOver() {
        return applicationId.equals(NEW_ID);
    }

    boolean isDead() {
        return disk.isDead();
    }
}
