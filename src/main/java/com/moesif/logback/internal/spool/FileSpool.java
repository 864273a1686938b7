package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Segments in files, in a directory of this appender's own under the one that all share; and those that others of the same
 * tenant have left.
 */
public final class FileSpool implements Spool {
    private static final long RETRY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long ADOPT_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST_NAME_CHARS = 40;

    private final SpoolConfig config;
    private final Tenant tenant;
    private final Notices notices;
    private final Usage usage;
    private final DiskTrouble trouble;
    private final Adoption adoption;
    private final LineWriter writer = new LineWriter();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Claim> adopted = new ArrayList<>();
    private final Queue<Found> found = new PriorityQueue<>(Comparator.comparing(each -> each.file.getFileName()));
    /** Read by whoever has the writer role. */
    private volatile Claim own;

    private DeadLetters deadLetters;
    private Owner owner;
    private boolean locksMissing;
    private boolean tended;
    private long triedAtNanos;
    private long adoptedAtNanos;
    private long lookedAtNanos;
    private int generation;

    private record Found(Path file, Claim home, long bytes) {}

    /** Touches no disk yet: the first {@link #tend} does. */
    public FileSpool(SpoolConfig config, Tenant tenant, Notices notices) {
        this.config = config;
        this.tenant = tenant;
        this.notices = notices;
        this.usage = new Usage(config.maxSize());
        this.trouble = new DiskTrouble(config.directory(), notices);
        this.adoption = new Adoption(config.directory(), notices);
    }

    @Override
    public Segment newSegment() {
        Claim home = own;
        if (home == null || trouble.isMet()) {
            return MemorySpool.NOWHERE;
        }
        try {
            return create(home);
        } catch (IOException e) {
            trouble.met("create a file", e);
            return MemorySpool.NOWHERE;
        }
    }

    private Segment create(Claim home) throws IOException {
        while (true) {
            // By age: the oldest is the first that a recovery sends.
            String name = String.format(
                    Locale.ROOT,
                    "%013d-%06d%s",
                    System.currentTimeMillis(),
                    numbers.getAndIncrement(),
                    Claim.SEGMENT_SUFFIX);
            try {
                return FileSegment.create(name, home, usage, trouble, writer);
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
        return own != null && !trouble.isMet();
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
            lookForHome(nowNanos);
            if (!tended || nowNanos - adoptedAtNanos >= ADOPT_NANOS) {
                adoptedAtNanos = nowNanos;
                adopt();
            }
            sayWhetherRefused();
        }
        tended = true;
    }

    @Override
    public long nanosUntilDue(long nowNanos) {
        if (!found.isEmpty()) {
            return 0;
        }
        long due = isWell() ? adoptedAtNanos + ADOPT_NANOS : triedAtNanos + RETRY_NANOS;
        return Math.max(0, due - nowNanos);
    }

    /** Writing to a file that has been deleted succeeds. */
    private void lookForHome(long nowNanos) {
        if (nowNanos - lookedAtNanos >= RETRY_NANOS) {
            lookedAtNanos = nowNanos;
            if (!own.isStillThere()) {
                own.isGone();
                generation++;
                trouble.met("find its directory", new NoSuchFileException(own.directory.toString()));
            }
        }
    }

    private void tryDisk() {
        try {
            PrivateFiles.createDirectories(config.directory());
            if (own != null && !own.isStillThere()) {
                own.isGone();
                generation++;
                own.release();
                own = null;
            }
            Claim home = own == null ? home() : own;
            probe(home.directory);
            owner = Owner.of(tenant);
            owner.write(home.directory);
            deadLetters = new DeadLetters(home.directory, usage, notices);
            usage.asideIs(sizes(home.directory, CorruptFile.SUFFIX) + deadLetters.bytes());
            own = home;
            trouble.over();
        } catch (IOException e) {
            trouble.met("use the directory", e);
        }
    }

    /** A directory left by somebody of the same tenant, or a new one. */
    private Claim home() throws IOException {
        warnOfNetwork();
        try {
            List<Claim> left = adoption.orphans(Owner.of(tenant), 1);
            if (!left.isEmpty()) {
                queue(left.get(0));
                return left.get(0);
            }
        } catch (Claim.LocksMissing e) {
            noLocks(e);
        }
        Path directory = config.directory()
                .resolve(
                        slug(tenant.name()) + "-" + UUID.randomUUID().toString().substring(0, 8));
        PrivateFiles.createDirectories(directory);
        PrivateFiles.syncDirectory(config.directory());
        if (!locksMissing) {
            try {
                Claim claim = Claim.take(directory);
                if (claim != null) {
                    return claim;
                }
                throw new IOException("a new directory is locked already");
            } catch (Claim.LocksMissing e) {
                noLocks(e);
            }
        }
        return Claim.withoutLock(directory);
    }

    private void noLocks(Claim.LocksMissing e) {
        locksMissing = true;
        notices.raise(
                "spool locks",
                "The spool in " + config.directory() + " is on a file system without locks (" + e.getMessage()
                        + "): what a crash leaves there is not adopted by itself, and stays. Use a local disk.");
    }

    private void warnOfNetwork() throws IOException {
        String type = Files.getFileStore(config.directory()).type().toLowerCase(Locale.ROOT);
        if (type.startsWith("nfs") || type.startsWith("cifs") || type.startsWith("smb") || type.startsWith("fuse.")) {
            notices.raise(
                    "spool network",
                    "The spool in " + config.directory() + " is on " + type + ": locks there may not hold between"
                            + " machines. Give each machine a directory of its own, or better a local disk.");
        }
    }

    private static void probe(Path directory) throws IOException {
        Path probe = directory.resolve("probe");
        Files.deleteIfExists(probe);
        try {
            PrivateFiles.create(probe);
            Files.write(probe, new byte[64 * 1024]);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private void queue(Claim claim) throws IOException {
        for (Path unfinished : Claim.files(claim.directory, PrivateFiles.UNFINISHED)) {
            Files.delete(unfinished);
        }
        for (Path segment : claim.segments()) {
            long bytes = Files.size(segment);
            usage.segments(bytes);
            found.add(new Found(segment, claim, bytes));
        }
    }

    private void adopt() {
        if (locksMissing) {
            return;
        }
        try {
            dissolveEmpty();
            for (Claim claim : adoption.orphans(owner, Integer.MAX_VALUE)) {
                adopted.add(claim);
                queue(claim);
            }
        } catch (IOException e) {
            trouble.met("look for what others left", e);
        }
    }

    private void dissolveEmpty() throws IOException {
        for (Claim claim : List.copyOf(adopted)) {
            if (!claim.isStillThere() || claim.segments().isEmpty()) {
                adopted.remove(claim);
                Adoption.dissolve(claim, own.directory);
                deadLetters = new DeadLetters(own.directory, usage, notices);
                usage.asideIs(sizes(own.directory, CorruptFile.SUFFIX) + deadLetters.bytes());
            }
        }
    }

    static long sizes(Path directory, String suffix) throws IOException {
        long bytes = 0;
        for (Path file : Claim.files(directory, suffix)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private void sayWhetherRefused() {
        if (owner.refused() == tenant.refused().getAsBoolean()) {
            return;
        }
        try {
            Owner changed = Owner.of(tenant);
            changed.write(own.directory);
            owner = changed;
        } catch (IOException e) {
            trouble.met("write the owner file", e);
        }
    }

    @Override
    public Recovered nextRecovered() {
        for (Found next = found.poll(); next != null; next = found.poll()) {
            FileSegment segment = FileSegment.found(next.file, next.home, next.bytes, usage, trouble);
            try {
                int[] sound = {0};
                int damaged = segment.read((bytes, from, to) -> sound[0]++);
                segment.holds(sound[0]);
                if (damaged > 0) {
                    notices.raise(
                            "corrupt",
                            damaged + " lines of " + next.file + " are damaged, by a crash most likely. They are set"
                                    + " aside in " + next.file.getFileName() + CorruptFile.SUFFIX
                                    + "; all others are sent.");
                }
                if (sound[0] == 0) {
                    segment.delete();
                }
                return new Recovered(segment, sound[0], damaged);
            } catch (NoSuchFileException e) {
                usage.segments(-next.bytes);
            } catch (IOException e) {
                usage.segments(-next.bytes);
                notices.raise(
                        "unreadable",
                        next.file + " can't be read (" + DiskTrouble.reason(e) + "). It is left where it is.");
            }
        }
        return null;
    }

    @Override
    public boolean bury(DeadLetter letter) {
        return deadLetters != null && deadLetters.bury(letter, Instant.now());
    }

    @Override
    public void close() {
        if (own != null) {
            try {
                dissolveEmpty();
            } catch (IOException e) {
                // Whoever comes next does it.
            }
        }
        adopted.forEach(Claim::release);
        adopted.clear();
        if (own != null) {
            own.releaseAndTidy();
            own = null;
        }
    }

    private static String slug(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_-]+", "_");
        return safe.length() <= MOST_NAME_CHARS ? safe : safe.substring(0, MOST_NAME_CHARS);
    }
}
