package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Segments in files, in a directory of this appender's own under the one that all share; and those that others of the same
 * tenant have left.
 */
public final class FileSpool implements Spool {
    private static final long RETRY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long ADOPT_NANOS = Duration.ofMinutes(1).toNanos();

    private final SpoolConfig config;
    private final Tenant tenant;
    private final Notices notices;
    private final Environment environment;
    private final Usage usage;
    private final DiskTrouble trouble;
    private final Adoption adoption;
    private final SpoolDirectories finder;
    private final LineWriter writer = new LineWriter();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<DirectoryLock> adopted = new ArrayList<>();
    private final Recovery recovery;
    /** Set by the sender thread, and read with the writer lock held. */
    private volatile SpoolDirectory home;

    private Owner owner;
    private String ownerId;
    private boolean tended;
    private boolean looksAgain;
    private long triedAtNanos;
    private long adoptedAtNanos;
    private long lookedAtNanos;
    private int generation;

    /**
     * What it takes from the machine beside its disk.
     *
     * @param clock the time of day
     * @param uniqueNames eight hexadecimal digits that nobody else has
     */
    public record Environment(InstantSource clock, Supplier<String> uniqueNames) {
        /** That of the machine it runs on. */
        static final Environment REAL = new Environment(
                InstantSource.system(), () -> UUID.randomUUID().toString().substring(0, 8));
    }

    /** Touches no disk yet: the first {@link #tend} does. */
    public FileSpool(SpoolConfig config, Tenant tenant, Notices notices) {
        this(config, tenant, notices, Environment.REAL);
    }

    public FileSpool(SpoolConfig config, Tenant tenant, Notices notices, Environment environment) {
        this.environment = environment;
        this.config = config;
        this.tenant = tenant;
        this.notices = notices;
        this.usage = new Usage(config.maxSize());
        this.trouble = new DiskTrouble(config.directory(), notices);
        this.adoption = new Adoption(config.directory(), tenant.takeOver(), notices, environment.clock());
        this.recovery = new Recovery(usage, trouble, notices);
        this.finder = new SpoolDirectories(config.directory(), adoption, notices, environment);
    }

    @Override
    public Segment newSegment() {
        SpoolDirectory own = home;
        if (own == null || trouble.isMet()) {
            return MemorySpool.NOWHERE;
        }
        try {
            return create(own.claim);
        } catch (IOException e) {
            trouble.met("create a file", e);
            return MemorySpool.NOWHERE;
        }
    }

    private Segment create(DirectoryLock claim) throws IOException {
        while (true) {
            String name = SegmentName.of(environment.clock().millis(), numbers.getAndIncrement());
            try {
                return FileSegment.create(name, claim, usage, trouble, writer);
            } catch (FileAlreadyExistsException e) {
                // The clock was set back: the next number is free.
            }
        }
    }

    @Override
    public long room() {
        return usage.room();
    }

    /** Bytes of all segments that are not done with. */
    public long bytes() {
        return usage.segmentBytes();
    }

    @Override
    public boolean isOnDisk() {
        return true;
    }

    @Override
    public boolean isWell() {
        return home != null && !trouble.isMet();
    }

    @Override
    public int generation() {
        return generation;
    }

    @Override
    public void tend(long nowNanos) {
        if (!isWell() && (!tended || nowNanos - triedAtNanos >= RETRY_NANOS)) {
            triedAtNanos = nowNanos;
            tryDisk();
        }
        if (isWell()) {
            lookAtClaims(nowNanos);
            // Before adoption: what was another's may be ours by now.
            sayWhoseItIs();
        }
        // Also where nothing can be written: what was left has only to be read and deleted, which makes room.
        if (owner != null && (!tended || looksAgain || nowNanos - adoptedAtNanos >= ADOPT_NANOS)) {
            looksAgain = false;
            adoptedAtNanos = nowNanos;
            recovery.tryAgain();
            adopt();
        }
        tended = true;
    }

    @Override
    public long nanosUntilDue(long nowNanos) {
        if (!recovery.isDone()) {
            return 0;
        }
        long due = isWell() ? adoptedAtNanos + ADOPT_NANOS : triedAtNanos + RETRY_NANOS;
        return Math.max(0, due - nowNanos);
    }

    /** Writing to a file that has been deleted succeeds. */
    private void lookAtClaims(long nowNanos) {
        if (nowNanos - lookedAtNanos >= RETRY_NANOS) {
            lookedAtNanos = nowNanos;
            if (!isStillOurs(home.claim)) {
                trouble.met("find its directory", new NoSuchFileException(home.claim.directory.toString()));
            }
            for (DirectoryLock claim : List.copyOf(adopted)) {
                if (!isStillOurs(claim)) {
                    adopted.remove(claim);
                    claim.release();
                }
            }
        }
    }

    private boolean isStillOurs(DirectoryLock claim) {
        boolean held = claim.holds();
        DirectoryLock.Hold seen = claim.look();
        if (seen == DirectoryLock.Hold.MENDED) {
            notices.raise(
                    "spool lock",
                    "Somebody has removed the lock file in " + claim.directory
                            + ". It is made again, and nothing is lost;"
                            + " but in its absence another process may take the directory for left behind. Let no program"
                            + " clean up there.");
        }
        if (held && !claim.holds()) {
            generation++;
        }
        return claim.holds();
    }

    private void tryDisk() {
        try {
            PrivateFiles.createDirectories(config.directory());
            owner = currentOwner();
            leaveIfLost();
            if (home == null) {
                moveIn();
            } else {
                home.check(owner);
            }
            trouble.over();
            trouble.deleteAgain();
        } catch (IOException e) {
            trouble.met("use the directory", e);
        }
    }

    @Override
    public void tryAgain(long nowNanos) {
        if (!isWell()) {
            triedAtNanos = nowNanos;
            tryDisk();
        }
    }

    @Override
    public void lookAgain() {
        looksAgain = true;
    }

    private void leaveIfLost() {
        if (home != null && !isStillOurs(home.claim)) {
            home.claim.release();
            home = null;
        }
    }

    private void moveIn() throws IOException {
        DirectoryLock claim = finder.find(owner);
        SpoolDirectory moved = null;
        try {
            moved = SpoolDirectory.moveInto(claim, owner, usage, notices, environment);
            recovery.queue(claim);
            home = moved;
        } finally {
            if (home == null) {
                // Or each try on a full disk would leave one more.
                claim.releaseAndTidy();
            }
        }
    }

    private void adopt() {
        if (home != null && !finder.areLocksThere(home.claim)) {
            return;
        }
        try {
            if (isWell()) {
                dissolveEmpty();
                home.beat();
                for (DirectoryLock claim : adopted) {
                    HeartBeat.beat(claim.directory, owner, environment.clock());
                }
            }
            for (DirectoryLock claim : adoption.orphans(owner, Integer.MAX_VALUE)) {
                adopt(claim);
            }
        } catch (IOException e) {
            trouble.met("look for what others left", e);
        }
    }

    private void adopt(DirectoryLock claim) {
        try {
            recovery.queue(claim);
            adopted.add(claim);
        } catch (IOException e) {
            // The others' are no less ours for that.
            claim.release();
            trouble.met("read what others left in " + claim.directory.getFileName(), e);
        }
    }

    private void dissolveEmpty() throws IOException {
        for (DirectoryLock claim : List.copyOf(adopted)) {
            if (claim.segments().isEmpty()) {
                adopted.remove(claim);
                home.takeIn(claim);
            }
        }
    }

    /** The collector may refuse the application id by now, or the id have been read again: the owner file says so. */
    private void sayWhoseItIs() {
        Owner now = currentOwner();
        if (!now.isSame(owner)) {
            owner = now;
            try {
                home.belongsTo(now);
            } catch (IOException e) {
                trouble.met("write the owner file", e);
            }
        }
    }

    /** Hashes only an id that it hasn't seen: this is asked whenever the sender turns. */
    private Owner currentOwner() {
        String id = tenant.applicationId().get();
        boolean refused = tenant.refused().getAsBoolean();
        if (owner == null || !id.equals(ownerId) || refused != owner.refused()) {
            ownerId = id;
            return Owner.of(tenant.name(), tenant.endpoint(), id, refused);
        }
        return owner;
    }

    @Override
    public Recovered nextRecovered() {
        return recovery.next();
    }

    @Override
    public boolean bury(DeadLetter letter) {
        return home != null && home.bury(letter);
    }

    @Override
    public void close() {
        trouble.deleteAgain();
        if (home != null) {
            try {
                dissolveEmpty();
            } catch (IOException e) {
                // Whoever comes next does it.
            }
        }
        adopted.forEach(DirectoryLock::release);
        adopted.clear();
        if (home != null) {
            home.claim.releaseAndTidy();
            home = null;
        }
    }
}
