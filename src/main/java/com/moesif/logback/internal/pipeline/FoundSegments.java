package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.spool.Crashes;
import com.moesif.logback.internal.spool.Parcel;
import com.moesif.logback.internal.spool.Spool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The segments that somebody left in the spool: counts them as they are found, and makes batches of them. Sender thread only. */
final class FoundSegments {
    /** What is found in one turn: more would take long. */
    private static final int MOST_TOGETHER = 128;

    private static final int SMALL_BYTES = 64 * 1024;

    private final Spool spool;
    private final WallClock clock;
    private final Ledger ledger;
    /** What has been found and belongs to no batch yet: when memory is short, the next turn goes on with it. */
    private final List<Parcel.Part> gathered = new ArrayList<>();

    private Spool.Recovered unplaced;

    FoundSegments(Spool spool, WallClock clock, Ledger ledger) {
        this.spool = spool;
        this.clock = clock;
        this.ledger = ledger;
    }

    /** A batch of them; null when there is none that is not known. */
    Batch next(long nowNanos) {
        spool.tend(nowNanos);
        Crashes crashes = spool.crashes();
        for (Spool.Crash crash = crashes.next(); crash != null; crash = crashes.next()) {
            ledger.crashed(crash.atLeast(), crash.atMost());
        }
        // Small ones travel together: a request for each would take a round trip for each.
        boolean more = true;
        while (more && gathered.size() < MOST_TOGETHER && bytesGathered() < SMALL_BYTES) {
            more = gatherOne(nowNanos);
        }
        if (gathered.isEmpty()) {
            return null;
        }
        int actions = gathered.stream().mapToInt(Parcel.Part::actions).sum();
        Batch found = Batch.found(Parcel.of(gathered), actions);
        gathered.clear();
        return found;
    }

    private long bytesGathered() {
        long bytes = 0;
        for (int i = 0; i < gathered.size(); i++) {
            bytes += gathered.get(i).segment().bytes();
        }
        return bytes;
    }

    private boolean gatherOne(long nowNanos) {
        if (unplaced == null) {
            unplaced = spool.nextRecovered();
        }
        Spool.Recovered found = unplaced;
        if (found == null) {
            return false;
        }
        if (found.actions() > 0) {
            gathered.add(new Parcel.Part(found.segment(), found.actions()));
        }
        unplaced = null;
        ledger.recovered(found.actions() + (long) found.damaged());
        ledger.corrupt(found.damaged());
        long ageMillis = Math.max(0, clock.millis(nowNanos) - found.sinceMillis());
        ledger.health().found(nowNanos - TimeUnit.MILLISECONDS.toNanos(ageMillis));
        return true;
    }

    /** Whether something was found that belongs to no batch yet. */
    boolean isWaiting() {
        return unplaced != null || !gathered.isEmpty();
    }
}
