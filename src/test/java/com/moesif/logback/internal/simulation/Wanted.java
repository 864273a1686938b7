package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.DiskFaults.Call;
import com.moesif.logback.internal.simulation.Hands.Deed;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What schedules have to reach sometimes, or the generator is no good. */
final class Wanted {
    static final Set<String> STATES = Stream.of(
                    Stream.of(Weather.values()).map(weather -> "weather " + weather),
                    Stream.of(Deed.values()).map(deed -> "hand " + deed),
                    Stream.of(Call.values())
                            .filter(call -> call != Call.LOCK && call != Call.SYNC && call != Call.CLOSE)
                            .map(call -> "killed at " + call),
                    Stream.of(Call.CREATE, Call.WRITE, Call.SYNC, Call.DELETE, Call.RENAME, Call.LIST, Call.STAT)
                            .map(call -> "EIO at " + call),
                    Stream.of(EncodingFaults.Kind.values()).map(kind -> "encoding meets " + kind),
                    Stream.of(Call.CREATE, Call.WRITE, Call.DELETE).map(call -> "EROFS at " + call),
                    List.of(
                            "EACCES at CREATE",
                            "EACCES at LIST",
                            "ENOSPC",
                            "ENOSPC at CREATE",
                            "fsync failed",
                            "short write",
                            "unmounted",
                            "mounted again",
                            "caller returned, written",
                            "caller returned, not written",
                            "late commit",
                            "caller rests at GroupCommit",
                            "caller rests at WaitingLine",
                            "configuration read",
                            "configuration read too late",
                            "begun anew",
                            "dropped MISCONFIGURED",
                            "lost in a kill before its configuration was read",
                            "clock wrong at start",
                            "memory ends at READ",
                            "memory ends at WRITE",
                            "memory ends at STAT",
                            "turn fails",
                            "unforeseen at WRITE",
                            "collector says 201",
                            "collector says 400",
                            "corrupt counted",
                            "recovered",
                            "letter expired",
                            "letter incomplete",
                            "letter refused",
                            "dead EXPIRED",
                            "dead INCOMPLETE",
                            "dead REFUSED",
                            "dead TOO_LARGE",
                            "dropped MEMORY_FULL",
                            "dropped SPOOL_FULL",
                            "dropped INCOMPLETE",
                            "dropped INTERNAL_ERROR",
                            "dropped REFUSED",
                            "dropped TOO_LARGE",
                            "ring refuses",
                            "stall at SYNC",
                            "stall at WRITE",
                            "taken over",
                            "departed",
                            "flush true",
                            "flush in vain",
                            "lost in a kill",
                            "lost in a power failure",
                            "mark left by a kill",
                            "firewall passed by others",
                            "sender in trouble",
                            "spool in trouble",
                            "stranded without an owner file")
                            .stream())
            .flatMap(states -> states)
            .collect(Collectors.toUnmodifiableSet());

    private Wanted() {}
}
