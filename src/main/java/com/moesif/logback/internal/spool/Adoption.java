package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.LeftAlone.Finding;
import com.moesif.logback.internal.spool.LeftAlone.Why;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What others have left in the spool: takes a directory that is our user's own, whose owner is gone and was the same tenant;
 * of any other only says that it is there. Sender thread only.
 */
final class Adoption {
    /** Somebody may put any number there: the rest has its turn at the next look. */
    private static final int MOST_AT_ONCE = 2_000;

    private final Path root;
    private final boolean takeOver;
    private final Notices notices;
    private final InstantSource clock;
    private final LeftAlone leftAlone;
    /**
     * Those that were another's when they were locked, and are still there: to lock them again each minute would hinder whoever may have
     * them.
     */
    private final Map<Path, Finding> known = new HashMap<>();

    private int next;

    Adoption(Path root, boolean takeOver, Notices notices, InstantSource clock) {
        this.root = root;
        this.takeOver = takeOver;
        this.notices = notices;
        this.clock = clock;
        this.leftAlone = new LeftAlone(root, notices);
    }

    /** Directories that are nobody's any more and were this owner's, locked; never the ones that this JVM holds. */
    List<DirectoryLock> orphans(Owner heir, int atMost) throws IOException {
        Trust trust = Trust.ours();
        Optional<String> objection = trust.objectionToRoot(root);
        leftAlone.rootIs(objection);
        // With a size, since one without it makes no room for up to ten before they come.
        ArrayList<DirectoryLock> locks = new ArrayList<>(16);
        if (objection.isPresent()) {
            return locks;
        }
        boolean complete = false;
        try {
            List<Path> all = entries(root);
            known.keySet().removeIf(directory -> Collections.binarySearch(all, directory) < 0);
            next = next < all.size() ? next : 0;
            int end = Math.min(all.size(), next + MOST_AT_ONCE);
            while (next < end && locks.size() < atMost) {
                // First what takes memory: one that is locked must have its place.
                locks.ensureCapacity(locks.size() + 1);
                DirectoryLock lock = orphan(all.get(next), trust, heir);
                if (lock != null) {
                    locks.add(lock);
                }
                next++;
            }
            if (next >= all.size()) {
                next = 0;
                leftAlone.endRound();
            }
            complete = true;
            return locks;
        } finally {
            if (!complete) {
                locks.forEach(DirectoryLock::release);
            }
        }
    }

    static List<Path> directories(Path root) throws IOException {
        return entries(root).stream()
                .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    private static List<Path> entries(Path root) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
            all.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(null);
        return entries;
    }

    private DirectoryLock orphan(Path directory, Trust trust, Owner heir) throws IOException {
        try {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || JvmLocks.isHeld(directory)) {
                return null;
            }
            trust.directory(directory);
            if (!Files.exists(directory.resolve(LockFile.NAME), LinkOption.NOFOLLOW_LINKS)) {
                removeStillborn(directory, heir);
                if (!holdsActions(directory) || !HeartBeat.isQuiet(directory, clock)) {
                    // Whoever lives there makes its lock file anew; or it is no directory of ours at all.
                    return null;
                }
            }
            Finding before = known.get(directory);
            if (before != null && judged(directory, trust, heir) != null) {
                leftAlone.add(before);
                return null;
            }
            return claimed(directory, trust, heir);
        } catch (Trust.Denied e) {
            leftAlone.add(new Finding(Why.STRANGERS, directory, e.getMessage()));
            return null;
        } catch (LockFile.LocksMissing e) {
            throw e;
        } catch (IOException e) {
            // Gone meanwhile, or not ours to open.
            return null;
        }
    }

    private DirectoryLock claimed(Path directory, Trust trust, Owner heir) throws IOException {
        DirectoryLock lock = DirectoryLock.take(directory, trust);
        if (lock == null) {
            return null;
        }
        boolean adopted = false;
        try {
            // Read under the lock: an owner that lives may be writing it.
            Finding finding = judged(directory, trust, heir);
            if (finding == null) {
                known.remove(directory);
                takeOver(directory, trust, heir);
                adopted = true;
            } else if (holdsActions(directory)) {
                known.put(directory, finding);
                leftAlone.add(finding);
            }
            return adopted ? lock : null;
        } finally {
            if (!adopted) {
                // Of one that died before it had written anything only the lock file is there.
                lock.releaseAndTidy();
            }
        }
    }

    /**
     * Of one that died between making the directory and locking it, or between removing the lock file and the directory. Whoever
     * has just made it and not locked it makes another.
     */
    private static void removeStillborn(Path directory, Owner heir) {
        if (SpoolDirectories.isNamedFor(heir.name(), directory)) {
            try {
                Files.delete(directory);
            } catch (IOException e) {
                // Something lies in it, or it is locked by now.
            }
        }
    }

    private static boolean holdsActions(Path directory) throws IOException {
        return !DirectoryLock.files(directory, SegmentName.SUFFIX).isEmpty();
    }

    /** Null when it is to be adopted. */
    private Finding judged(Path directory, Trust trust, Owner heir) throws IOException {
        try {
            Owner owner = Owner.read(directory, trust);
            if (heir.mayAdoptFrom(owner) || takeOver && heir.isSuccessorOf(owner)) {
                List<Path> newer = SegmentName.newer(directory);
                return newer.isEmpty() || !SegmentName.all(directory).isEmpty()
                        ? null
                        : new Finding(
                                Why.NEWER, directory, "holds " + newer.get(0).getFileName());
            }
            return new Finding(
                    Why.ANOTHERS,
                    directory,
                    "holds " + sizes(directory) + " of appender '" + owner.name() + "', " + owner.endpoint()
                            + (heir.isSuccessorOf(owner) ? " and another application id" : ""),
                    owner.endpoint());
        } catch (Owner.Newer e) {
            return new Finding(Why.NEWER, directory, "was " + e.getMessage());
        } catch (Trust.Denied e) {
            throw new Trust.Denied("has an owner file that " + e.getMessage());
        } catch (IOException e) {
            // What can't be read now may be another's.
            boolean nobodys = e instanceof NoSuchFileException || e instanceof Owner.Damaged;
            boolean ours = takeOver && nobodys && SpoolDirectories.isNamedFor(heir.name(), directory);
            return ours
                    ? null
                    : new Finding(Why.OWNERLESS, directory, Owner.trouble(e) + " and holds " + sizes(directory));
        }
    }

    private static String sizes(Path directory) throws IOException {
        return DirectoryLock.files(directory, SegmentName.SUFFIX).size() + " segments with "
                + DirectoryLock.bytes(directory, SegmentName.SUFFIX) + " bytes of actions";
    }

    /** What is taken over has another owner from now on, whatever the next configuration says. */
    private void takeOver(Path directory, Trust trust, Owner heir) throws IOException {
        boolean own = false;
        String whose = "an unknown owner";
        try {
            Owner owner = Owner.read(directory, trust);
            own = heir.mayAdoptFrom(owner);
            whose = "appender '" + owner.name() + "' and another application id";
        } catch (NoSuchFileException | Owner.Damaged e) {
            // It has none.
        }
        if (!own && holdsActions(directory)) {
            notices.raise(
                    "take over",
                    directory + " holds " + sizes(directory) + " of " + whose
                            + ". This appender sends them with its own"
                            + " application id, since its <spool> has <takeOver>true</takeOver>. Remove that once they are"
                            + " sent.");
            try {
                heir.write(directory);
            } catch (IOException e) {
                // The disk may be full: then it is taken over once more after a crash.
            }
        }
    }
}
