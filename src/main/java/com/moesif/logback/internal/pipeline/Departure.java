package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.ledger.DropReason;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The last acts of a pipeline's thread: leaves what is unsent to whoever comes after, in files or in memory, closes
 * everything, and says what there is to say. Of that thread, but for {@link #await}.
 */
final class Departure {
    private final Handover handover;
    private final Handover.Party party;
    private final Assembly parts;
    private final Transport transport;
    private final Ledger ledger;
    private final Notices notices;
    private final CountDownLatch left = new CountDownLatch(1);

    Departure(
            Handover handover,
            Handover.Party party,
            Assembly parts,
            Transport transport,
            Ledger ledger,
            Notices notices) {
        this.handover = handover;
        this.party = party;
        this.parts = parts;
        this.transport = transport;
        this.ledger = ledger;
        this.notices = notices;
    }

    /** @param lastWords run at the very end */
    void run(Runnable lastWords) {
        try {
            leave(takeAll());
        } finally {
            try {
                parts.close();
            } finally {
                left.countDown();
                end(lastWords);
            }
        }
    }

    /** Whatever one of these throws, memory being short say, the others are done: threads of the transport would stay for ever. */
    private void end(Runnable lastWords) {
        try {
            handover.gone(party);
        } finally {
            try {
                transport.close();
            } finally {
                try {
                    tellOfLost();
                } finally {
                    speak(lastWords);
                }
            }
        }
    }

    private void speak(Runnable lastWords) {
        try {
            notices.speakAll(System.nanoTime());
        } finally {
            lastWords.run();
        }
    }

    /** Here all of them are counted that anybody can still tell of. */
    private void tellOfLost() {
        long lost = ledger.lostAtStop();
        if (lost > 0) {
            notices.raise(
                    "lost at stop",
                    "At the stop " + lost
                            + " actions were lost: nobody could take them over, and they are in no file.");
        }
    }

    private List<Batch> takeAll() {
        List<Batch> unsent = new ArrayList<>();
        try {
            parts.sender.takeAll(System.nanoTime(), unsent);
        } catch (Throwable t) {
            notices.raise(
                    "stop fault",
                    "What was left at the stop could not all be gathered: "
                            + t.getClass().getName() + ". What is in no file is lost. Please report this.");
        } finally {
            ledger.dropped(DropReason.STOPPED, parts.sender.end());
        }
        return unsent;
    }

    private void leave(List<Batch> unsent) {
        List<Batch> homeless = new ArrayList<>();
        long kept = 0;
        long lost = 0;
        for (Batch batch : unsent) {
            for (Batch there : left(batch)) {
                try {
                    kept += leave(there, homeless);
                } catch (Throwable t) {
                    // Memory is short: this one is counted, and costs none of the others.
                    if (there.isSpooled()) {
                        kept += there.actions();
                    } else {
                        lost += there.actions();
                    }
                }
            }
        }
        ledger.dropped(DropReason.STOPPED, lost);
        parts.sender.leaves(kept);
        long actions = homeless.stream().mapToLong(Batch::actions).sum();
        if (actions > 0) {
            handOver(homeless, actions);
            if (!handover.hasHeir(party)) {
                notices.raise(
                        "stop",
                        actions
                                + " actions could not be delivered before the stop. They are lost unless an appender"
                                + " of this name and endpoint starts in this JVM again, as it does when the"
                                + " configuration is reloaded.");
            }
        }
    }

    /** @return how many of its actions are in files */
    private long leave(Batch batch, List<Batch> homeless) {
        Batch last = kept(batch);
        Batch rest = last.isSpooled() ? null : parts.segmentCache.unwritten(last);
        if (rest != null) {
            homeless.add(rest);
        }
        return last.actions() - (rest == null ? 0 : rest.actions());
    }

    private void handOver(List<Batch> homeless, long actions) {
        long givenUp;
        try {
            givenUp = handover.leave(party.tenant(), homeless);
        } catch (Throwable t) {
            ledger.dropped(DropReason.STOPPED, actions);
            throw t;
        }
        ledger.handedOver(actions);
        if (givenUp > 0) {
            // Those who left them count them as handed over.
            ledger.recovered(givenUp);
            ledger.dropped(DropReason.MEMORY_FULL, givenUp);
            notices.raise(
                    "given up",
                    givenUp
                            + " actions are lost that other appenders of this JVM could not deliver before their stop. No appender"
                            + " of their name has come since, and what is left now needs the memory.");
        }
    }

    private List<Batch> left(Batch batch) {
        try {
            return parts.segmentCache.left(batch);
        } catch (Throwable t) {
            // It could not be looked at: then whoever comes after will.
            return List.of(batch);
        }
    }

    private Batch kept(Batch batch) {
        try {
            return batch.isSpooled() || !parts.segmentCache.canKeep() ? batch : parts.segmentCache.keep(batch);
        } catch (Throwable t) {
            // Memory is short, and the others must not be lost for its sake.
            return batch;
        }
    }

    /**
     * Waits until everything has been left; what is said then may take its time. An interrupt doesn't cut it short, since
     * that would lose actions; the flag is left for the caller.
     */
    boolean await(long nanos) {
        long deadlineNanos = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return left.await(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
