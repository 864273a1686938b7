package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.FileSpool.Environment;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** The directory this appender lives in: who it belongs to, and what lies in it besides segments. Sender thread only. */
final class SpoolDirectory {
    private static final int PROBE_BYTES = 64 * 1024;
    private static final long BURY_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

    /** Its fields are final: segments are made in it with the writer lock held, too. */
    final DirectoryLock lock;

    /** Written with the writer lock held. */
    final Watermark watermark;

    private final Usage usage;
    private final Notices notices;
    private final Environment environment;
    private Owner owner;
    private DeadLetters deadLetters;
    private long buriedAtNanos;

    private SpoolDirectory(DirectoryLock lock, Usage usage, Notices notices, Environment environment) {
        this.lock = lock;
        this.watermark = new Watermark(lock, environment);
        this.usage = usage;
        this.notices = notices;
        this.environment = environment;
    }

    /** @throws IOException when nothing can be written there; then the lock is still the caller's */
    static SpoolDirectory moveInto(
            DirectoryLock lock, Owner owner, Usage usage, Notices notices, Environment environment) throws IOException {
        SpoolDirectory own = new SpoolDirectory(lock, usage, notices, environment);
        own.check(owner);
        PrivateFiles.syncNames(lock.directory);
        return own;
    }

    /** Proves that files can be written, and says anew whose they are. */
    void check(Owner now) throws IOException {
        lock.removeUnfinished();
        Path probe = lock.directory.resolve("probe" + PrivateFiles.UNFINISHED);
        try {
            PrivateFiles.create(probe);
            Files.write(probe, new byte[PROBE_BYTES]);
            try (FileChannel written = FileChannel.open(probe, StandardOpenOption.WRITE)) {
                // Some file systems find out only now that they are full.
                written.force(true);
            }
        } finally {
            Files.deleteIfExists(probe);
        }
        belongsTo(now);
        countAside();
    }

    /** Cheap when nothing has changed. */
    void belongsTo(Owner now) throws IOException {
        if (!now.isSame(owner)) {
            now.write(lock.directory);
            owner = now;
        }
    }

    /** Says that somebody lives here. */
    void beat() throws IOException {
        HeartBeat.beat(lock.directory, owner, environment.clock());
    }

    private void countAside() throws IOException {
        DeadLetters found = new DeadLetters(lock, usage, notices, environment);
        usage.asideIs(DirectoryLock.bytes(lock.directory, CorruptFile.SUFFIX) + found.bytes());
        deadLetters = found;
    }

    /** What is left of an adopted directory whose segments are all done with. */
    void takeIn(DirectoryLock adopted) throws IOException {
        try {
            for (Path corrupt : DirectoryLock.files(adopted.directory, CorruptFile.SUFFIX)) {
                move(corrupt, lock.directory);
            }
            Path dead = adopted.directory.resolve(DeadLetters.DIRECTORY);
            if (adopted.trust.isDirectory(dead)) {
                Path letters = deadLetters.made();
                for (Path file : DirectoryLock.files(dead, DeadLetters.SUFFIX)) {
                    move(file, letters);
                }
            }
        } catch (IOException e) {
            // Then they stay where they are, where the command line finds them too.
        } finally {
            adopted.releaseAndTidy();
        }
        countAside();
    }

    private void move(Path file, Path directory) throws IOException {
        // A name that no other file has, and that tells where it comes from.
        String unique = environment.uniqueNames().get() + "-" + file.getFileName();
        Files.move(file, directory.resolve(unique), StandardCopyOption.ATOMIC_MOVE);
    }

    /** @return of each whether it is kept */
    boolean[] bury(List<Spool.DeadLetter> letters, long nowNanos) {
        boolean[] kept = deadLetters.bury(letters, environment.clock().instant());
        buriedAtNanos = nowNanos;
        return kept;
    }

    /** Not for a while once the disk took none. */
    boolean mayBury(long nowNanos) {
        return !deadLetters.hasFailed() || nowNanos - buriedAtNanos >= BURY_AGAIN_NANOS;
    }
}
