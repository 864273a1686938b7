package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
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
    private final Notices notices;
    private final Environment environment;
    private final Usage usage;
    private final DiskTrouble trouble;
    private final Adoption adoption;
    private final SpoolDirectories finder;
    private final LineWriter writer = new LineWriter();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Recovery recovery;
    private final Crashes crashes;
    private final LockCheck check;
    private final AdoptedDirectories adopted;
    private final CurrentOwner owner;
    /** Set by the sender thread, and read with the writer lock held. */
    private volatile SpoolDirectory own;

    private volatile boolean exits;

    /** Set before the first action comes, and with the writer lock held. */
    private long crashMayTake;

    private boolean tended;
    private boolean looksAgain;
    private long triedAtNanos;
    private long adoptedAtNanos;
    private long lookedAtNanos;
    private long tendedAtNanos;

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
        this.notices = notices;
        this.owner = new CurrentOwner(tenant);
        this.usage = new Usage(config.maxSize());
        this.trouble = new DiskTrouble(config.directory(), notices);
        this.adoption = new Adoption(config.directory(), tenant.takeOver(), notices, environment.clock());
        this.crashes = new Crashes(notices);
        this.recovery = new Recovery(usage, trouble, notices, crashes);
        this.check = new LockCheck(notices);
        this.adopted = new AdoptedDirectories(recovery, trouble, check, environment.clock());
        this.finder = new SpoolDirectories(config.directory(), adoption, notices, environment);
    }

    @Override
    public Segment newSegment() {
        SpoolDirectory now = own;
        if (now == null || trouble.isMet()) {
            return MemorySpool.NOWHERE;
        }
        try {
            return create(now.lock);
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            trouble.met("create a file", e);
            return MemorySpool.NOWHERE;
        }
    }

    private Segment create(DirectoryLock lock) throws IOException {
        while (true) {
            String name = SegmentName.of(environment.clock().millis(), numbers.getAndIncrement());
            try {
                return FileSegment.create(name, lock, usage, trouble, writer);
            } catch (FileAlreadyExistsException e) {
                // The clock was set back: the next number is free.
            }
        }
    }

    @Override
    public void crashMayTake(long most) {
        crashMayTake = most;
    }

    @Override
    public void mark(long accepted, long written) {
        SpoolDirectory here = own;
        if (here != null && !exits) {
            here.watermark.mark(accepted, written, trouble.wasMet() ? Watermark.UNKNOWN : crashMayTake);
        }
    }

    @Override
    public void exits() {
        exits = true;
        SpoolDirectory here = own;
        if (here != null) {
            here.watermark.end();
        }
    }

    @Override
    public Crashes crashes() {
        return crashes;
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
        return own != null && !trouble.isMet();
    }

    @Override
    public int generation() {
        return check.losses() + trouble.removals();
    }

    @Override
    public void tend(long nowNanos) {
        tendedAtNanos = nowNanos;
        if (!tended) {
            begin(nowNanos);
        }
        if (!isWell() && nowNanos - triedAtNanos >= RETRY_NANOS) {
            triedAtNanos = nowNanos;
            tryDisk();
        }
        if (isWell()) {
            try {
                lookAtClaims(nowNanos);
                // Before adoption: what was another's may be ours by now.
                sayWhoseItIs();
            } catch (RuntimeException | LinkageError | InternalError e) {
                trouble.met("look after its directory", e);
            }
        }
        // Also where nothing can be written: what was left has only to be read and deleted, which makes room.
        if (owner.last() != null && (looksAgain || nowNanos - adoptedAtNanos >= ADOPT_NANOS)) {
            looksAgain = false;
            adoptedAtNanos = nowNanos;
            recovery.tryAgain();
            adopt();
        }
    }

    /** All is due: the clock may begin anywhere, also far below zero. */
    private void begin(long nowNanos) {
        triedAtNanos = nowNanos - RETRY_NANOS;
        adoptedAtNanos = nowNanos - ADOPT_NANOS;
        lookedAtNanos = nowNanos - RETRY_NANOS;
        tended = true;
    }

    @Override
    public long nanosUntilDue(long nowNanos) {
        if (!tended || !recovery.isDone()) {
            return 0;
        }
        long due = isWell() ? adoptedAtNanos + ADOPT_NANOS : triedAtNanos + RETRY_NANOS;
        return Math.max(0, due - nowNanos);
    }

    /** Writing to a file that has been deleted succeeds. */
    private void lookAtClaims(long nowNanos) {
        if (nowNanos - lookedAtNanos >= RETRY_NANOS) {
            lookedAtNanos = nowNanos;
            if (!check.isStillOurs(own.lock)) {
                trouble.met("find its directory", new NoSuchFileException(own.lock.directory.toString()));
            }
            adopted.look();
        }
    }

    private void tryDisk() {
        try {
            PrivateFiles.createDirectories(config.directory());
            Owner now = owner.look();
            leaveIfLost();
            if (own == null) {
                moveIn(now);
            } else {
                own.check(now);
                own.watermark.mend();
            }
            trouble.over();
            trouble.deleteAgain();
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
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
        if (own != null && !check.isStillOurs(own.lock)) {
            own.watermark.remove();
            own.lock.release();
            own = null;
        }
    }

    private void moveIn(Owner now) throws IOException {
        DirectoryLock lock = finder.find(now);
        SpoolDirectory moved = null;
        try {
            moved = SpoolDirectory.moveInto(lock, now, usage, notices, environment);
            recovery.queue(lock);
            // From now on a crash is one to be told of.
            moved.watermark.mark(0, 0, trouble.wasMet() ? Watermark.UNKNOWN : crashMayTake);
            own = moved;
            if (exits) {
                // Meanwhile, and there was none to end.
                moved.watermark.end();
            }
        } finally {
            if (own == null) {
                // Or each try on a full disk would leave one more.
                lock.releaseAndTidy();
            }
        }
    }

    private void adopt() {
        if (own != null && !finder.areLocksThere(own.lock)) {
            return;
        }
        try {
            if (isWell()) {
                adopted.dissolveEmpty(own);
                own.beat();
                adopted.beat(owner.last());
            }
            adopted.addAll(adoption.orphans(owner.last(), Integer.MAX_VALUE));
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            trouble.met("look for what others left", e);
        }
    }

    @Override
    public void becomes(Tenant tenant) {
        owner.becomes(tenant);
    }

    /** The collector may refuse the application id by now, or the id have been read again: the owner file says so. */
    private void sayWhoseItIs() {
        Owner before = owner.last();
        Owner now = owner.look();
        if (!now.isSame(before)) {
            try {
                own.belongsTo(now);
            } catch (IOException | RuntimeException | LinkageError | InternalError e) {
                trouble.met("write the owner file", e);
            }
        }
    }

    @Override
    public Recovered nextRecovered() {
        return recovery.next();
    }

    @Override
    public boolean bury(DeadLetter letter, Segment from) {
        return buryAll(List.of(letter))[0];
    }

    @Override
    public boolean[] buryAll(List<DeadLetter> letters) {
        return own == null ? new boolean[letters.size()] : own.bury(letters, tendedAtNanos);
    }

    @Override
    public boolean mayBury() {
        return own != null && own.mayBury(tendedAtNanos);
    }

    @Override
    public void close() {
        trouble.deleteAgain();
        if (own != null) {
            own.watermark.remove();
            try {
                adopted.dissolveEmpty(own);
            } catch (IOException | RuntimeException | LinkageError | InternalError e) {
                // Whoever comes next does it.
            }
        }
        adopted.release();
        if (own != null) {
            own.lock.releaseAndTidy();
            own = null;
        }
    }
}
