package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What others have left in the spool: takes a directory whose owner is gone and who was the same tenant; of another tenant's
 * only says that it is there. Of the sender's thread.
 */
final class Adoption {
    private final Path root;
    private final Notices notices;
    private final Set<Path> toldOf = new HashSet<>();

    Adoption(Path root, Notices notices) {
        this.root = root;
        this.notices = notices;
    }

    /** Directories that are nobody's any more and were this owner's, locked; never the ones that this JVM holds. */
    List<Claim> orphans(Owner heir, int atMost) throws IOException {
        List<Claim> claims = new ArrayList<>();
        boolean complete = false;
        try {
            for (Path directory : directories(root)) {
                Claim claim = claims.size() < atMost ? orphan(directory, heir) : null;
                if (claim != null) {
                    claims.add(claim);
                }
            }
            complete = true;
            return claims;
        } finally {
            if (!complete) {
                claims.forEach(Claim::release);
            }
        }
    }

    static List<Path> directories(Path root) throws IOException {
        List<Path> directories = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
            for (Path directory : all) {
                if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                    directories.add(directory);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        directories.sort(null);
        return directories;
    }

    private Claim orphan(Path directory, Owner heir) throws IOException {
        if (!Files.exists(directory.resolve(Claim.LOCK), LinkOption.NOFOLLOW_LINKS)) {
            removeStillborn(directory, heir);
            return null;
        }
        if (Register.isHeld(directory) || isKnownAsAnothers(directory, heir)) {
            return null;
        }
        Claim claim = null;
        boolean adopted = false;
        try {
            claim = Claim.take(directory);
            if (claim == null) {
                return null;
            }
            // Read under the lock: an owner that lives may be writing it.
            Owner owner = owner(directory);
            adopted = owner != null && heir.mayAdoptFrom(owner);
            if (!adopted) {
                tellOf(directory, owner);
            }
            return adopted ? claim : null;
        } catch (Claim.LocksMissing e) {
            throw e;
        } catch (IOException e) {
            // Gone meanwhile, or not ours to open.
            return null;
        } finally {
            if (claim != null && !adopted) {
                // Of one that died before it had written anything only the lock file is there.
                claim.releaseAndTidy();
            }
        }
    }

    /**
     * Of one that died between making the directory and locking it, or between removing the lock file and the directory. Whoever
     * has just made it and not locked it makes another.
     */
    private static void removeStillborn(Path directory, Owner heir) {
        if (HomeFinder.isNamedFor(heir.name(), directory)) {
            try {
                Files.delete(directory);
            } catch (IOException e) {
                // Something lies in it, or it is locked by now.
            }
        }
    }

    /** Without its lock: an owner file changes all at once. The id may have been refused since, or ours be another. */
    private boolean isKnownAsAnothers(Path directory, Owner heir) {
        if (!toldOf.contains(directory)) {
            return false;
        }
        Owner owner = owner(directory);
        return owner == null || !heir.mayAdoptFrom(owner);
    }

    private static Owner owner(Path directory) {
        try {
            return Owner.read(directory);
        } catch (IOException e) {
            return null;
        }
    }

    private void tellOf(Path directory, Owner owner) throws IOException {
        toldOf.add(directory);
        long lines = 0;
        for (Path segment : Claim.files(directory, Claim.SEGMENT_SUFFIX)) {
            lines += lines(segment);
        }
        if (lines > 0) {
            String whose = owner == null
                    ? "nobody that can be told"
                    : "appender '" + owner.name() + "', " + owner.endpoint()
                            + " and another application id or none of ours";
            notices.raise(
                    "foreign spool " + directory,
                    "In " + directory + " lie " + lines + " actions that belong to " + whose
                            + ". They are not touched: an appender of that name, address and application id with this"
                            + " <spool> sends them, and so does, given that id, java -jar"
                            + " moesif-logback-appender-cli.jar spool " + root + " --send");
        }
    }

    private static long lines(Path segment) throws IOException {
        long lines = 0;
        byte[] block = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(segment)) {
            for (int count = in.read(block); count > 0; count = in.read(block)) {
                for (int i = 0; i < count; i++) {
                    lines += block[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    /** What is left of an adopted directory whose segments are all done with goes to our own, and the directory away. */
    static void dissolve(Claim adopted, Path own) {
        try {
            for (Path corrupt : Claim.files(adopted.directory, CorruptFile.SUFFIX)) {
                move(corrupt, own);
            }
            Path dead = adopted.directory.resolve(DeadLetters.DIRECTORY);
            if (Files.isDirectory(dead)) {
                Path home = own.resolve(DeadLetters.DIRECTORY);
                PrivateFiles.createDirectories(home);
                for (Path letters : Claim.files(dead, DeadLetters.SUFFIX)) {
                    move(letters, home);
                }
            }
        } catch (IOException e) {
            // Then they stay where they are, where the command line finds them too.
        } finally {
            adopted.releaseAndTidy();
        }
    }

    private static void move(Path file, Path directory) throws IOException {
        // A name that no other file has, and that tells where it comes from.
        String unique = UUID.randomUUID().toString().substring(0, 8) + "-" + file.getFileName();
        Files.move(file, directory.resolve(unique), StandardCopyOption.ATOMIC_MOVE);
    }
}
