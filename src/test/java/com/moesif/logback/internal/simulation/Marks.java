package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.spool.Durability;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether those who find what a killed life has left are told the truth of how much it took. */
final class Marks {
    private static final Pattern NAME = Pattern.compile("/([0-9a-f]{8})\\.accepted\\.new$");
    private static final Pattern LINE =
            Pattern.compile("accepted=(\\d+) written=(\\d+) most=(\\d+) at=\\d+ sum=\\d+\n");
    private static final String TOLD = "ended without a stop";

    private final World world;
    private long deaths;

    Marks(World world) {
        this.world = world;
    }

    /** @param lost actions of it that are nowhere and were not counted as dropped */
    void died(Life life, long lost) {
        Map<String, String> marks = new HashMap<>();
        world.disk.eachFileAnywhere((path, inode) -> {
            Matcher name = NAME.matcher(path);
            if (name.find()) {
                marks.put(name.group(1), new String(inode.content(), StandardCharsets.US_ASCII));
            }
        });
        for (String name : life.names) {
            Matcher line = LINE.matcher(marks.getOrDefault(name, ""));
            if (line.find()) {
                deaths++;
                long most = Long.parseLong(line.group(3));
                boolean isAsync = world.durability() == Durability.ASYNC;
                if ((isAsync || life.beganEarly) && lost > most) {
                    throw new Violation(life + " has lost " + lost + " in a kill, and tells of at most " + most);
                }
                if (!isAsync && !life.beganEarly && most != 0) {
                    throw new Violation(life + " had callers wait for the file, and tells of " + most + " lost");
                }
                world.coverage.reached("mark left by a kill");
                if (!isAsync && lost > 0) {
                    world.coverage.reached("lost in a kill before its configuration was read");
                }
            }
        }
    }

    /** All is over. */
    void end() {
        long told = world.lives.stream()
                .flatMap(life -> life.said.stream())
                .filter(text -> text.contains(TOLD))
                .count();
        if (told < deaths) {
            throw new Violation(deaths + " lives were killed, and " + told + " were told of");
        }
        // Whoever finds one tells of it, and whoever comes after a finder that was killed itself may do so once more.
        long killed = world.lives.stream().filter(life -> life.killed).count();
        if (told > killed * (killed + 1) / 2) {
            throw new Violation(killed + " lives were killed, and " + told + " were told of");
        }
    }
}
