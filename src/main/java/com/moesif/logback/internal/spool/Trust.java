package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which files are believed: regular ones and real directories of our own user that no stranger can write. Whatever somebody
 * else has put into a spool is neither read nor written. A group that this process is in is no stranger: Kubernetes gives
 * each volume to the {@code fsGroup}, and with it every file. Where a file system knows no owners, it can't be told.
 */
final class Trust {
    private static final String UNIX = "unix:uid,gid,mode,nlink";
    private static final int GROUP_WRITES = 020;
    private static final int OTHERS_WRITE = 02;
    private static final int STICKY = 01000;

    private final Identity us;
    /** Bits of a mode that even what we have made ourselves has here. */
    private final int unavoidable;

    private Trust(Identity us, int unavoidable) {
        this.us = us;
        this.unavoidable = unavoidable;
    }

    /** Of what somebody has left. */
    static Trust ours() throws IOException {
        return new Trust(Identity.current(), 0);
    }

    /**
     * Of what an operator looks at in a spool: root sees it as the user sees it whose spool it is. To look only: what root
     * wrote there, that user could not read.
     */
    static Trust ofOperator(Path spool) throws IOException {
        Identity us = Identity.current();
        return new Trust(us.uid() == 0 && isUnix(spool) ? us.as(uid(spool)) : us, 0);
    }

    private static int uid(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid");
    }

    /** How the user is become whose spool it is, where that is another than this process's; empty where it is the same. */
    static Optional<String> becomingOwnerOf(Path spool) throws IOException {
        if (!isUnix(spool) || uid(spool) == Identity.current().uid()) {
            return Optional.empty();
        }
        return Optional.of("setpriv --reuid=" + uid(spool) + " --regid=" + Files.getAttribute(spool, "unix:gid")
                + " --clear-groups");
    }

    /** Of a directory just made: on some file systems it doesn't look as we have made it. */
    static Trust asMade(Path directory) throws IOException {
        if (!isUnix(directory)) {
            return new Trust(new Identity(0, Set.of()), 0);
        }
        Map<String, Object> made = Files.readAttributes(directory, UNIX, LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) made.get("mode");
        return new Trust(Identity.current().as((Integer) made.get("uid")), mode & (GROUP_WRITES | OTHERS_WRITE));
    }

    /** It is not believed; the message says why, and reads on after the name of the file. */
    static final class Denied extends IOException {
        private static final long serialVersionUID = 1;

        Denied(String why) {
            super(why);
        }
    }

    /**
     * @return its key, null where there are none
     * @throws Denied when it is no directory, or not ours alone
     */
    Object directory(Path directory) throws IOException {
        BasicFileAttributes found = attributes(directory);
        if (!found.isDirectory()) {
            throw new Denied("is no directory");
        }
        require(directory);
        return found.fileKey();
    }

    /** The same for a regular file. */
    Object file(Path file) throws IOException {
        BasicFileAttributes found = attributes(file);
        if (!found.isRegularFile()) {
            throw new Denied("is no regular file");
        }
        require(file);
        return found.fileKey();
    }

    /** The same for one that is written to, and so must not be another file of ours under a second name. */
    Object soleFile(Path file) throws IOException {
        Object key = file(file);
        if (isUnix(file) && (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) != 1) {
            throw new Denied("is a hard link to another file");
        }
        return key;
    }

    boolean isDirectory(Path directory) {
        try {
            directory(directory);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    boolean isFile(Path file) {
        try {
            file(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Opens it without waiting for anything, as opening a pipe would, and without following a link. */
    InputStream read(Path file) throws IOException {
        Object key = file(file);
        InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        boolean same = false;
        try {
            same = Objects.equals(key, file(file));
        } finally {
            if (!same) {
                in.close();
            }
        }
        if (!same) {
            throw new Denied("has just been exchanged for another");
        }
        return in;
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private void require(Path file) throws IOException {
        if (!isUnix(file)) {
            return;
        }
        Map<String, Object> found = Files.readAttributes(file, UNIX, LinkOption.NOFOLLOW_LINKS);
        int uid = (Integer) found.get("uid");
        if (uid != us.uid()) {
            throw new Denied("belongs to the user " + uid + " and not to " + us.uid() + ", as who this process runs");
        }
        Optional<String> writer = stranger(found, (Integer) found.get("mode") & ~unavoidable);
        if (writer.isPresent()) {
            throw new Denied("can be written by " + writer.get());
        }
    }

    private Optional<String> stranger(Map<String, Object> found, int mode) {
        if ((mode & OTHERS_WRITE) != 0) {
            return Optional.of("everybody");
        }
        int gid = (Integer) found.get("gid");
        return (mode & GROUP_WRITES) != 0 && !us.isIn(gid) ? Optional.of("the group " + gid) : Optional.empty();
    }

    /**
     * Why nothing that lies there from before is believed: whoever owns a directory, or may write it where it isn't sticky,
     * may exchange what others have in it. Above it nobody is asked: what is read is our user's own in any case.
     */
    Optional<String> objectionToRoot(Path root) throws IOException {
        if (!isUnix(root)) {
            return Optional.empty();
        }
        Map<String, Object> found = Files.readAttributes(root, UNIX);
        int uid = (Integer) found.get("uid");
        int mode = (Integer) found.get("mode");
        if (uid != us.uid() && uid != 0) {
            return Optional.of("belongs to the user " + uid);
        }
        return (mode & STICKY) != 0
                ? Optional.empty()
                : stranger(found, mode).map(writer -> "can be written by " + writer);
    }

    private static boolean isUnix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix");
    }
}
