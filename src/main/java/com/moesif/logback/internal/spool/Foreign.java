package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/** Tells directories that are no appender's, by what appenders never lack: else any directory would seem to be a spool. */
final class Foreign {
    private static final List<String> SUFFIXES = List.of(SegmentName.SUFFIX, CorruptFile.SUFFIX, Watermark.SUFFIX);

    private Foreign() {}

    /** What a directory in a spool is; where nobody can tell it is taken for an appender's. */
    enum Kind {
        APPENDERS,
        EMPTY,
        FOREIGN
    }

    static Kind of(Path directory) throws IOException {
        if (SpoolDirectories.isNamedAsOurs(directory)) {
            return Kind.APPENDERS;
        }
        Kind kind = Kind.EMPTY;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path file : all) {
                if (isOurs(file)) {
                    return Kind.APPENDERS;
                }
                kind = Kind.FOREIGN;
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (AccessDeniedException | NoSuchFileException | NotDirectoryException e) {
            return Kind.APPENDERS;
        }
        return isOfTheSystem(directory) ? Kind.EMPTY : kind;
    }

    /** It may lie in a spool that is empty otherwise: a file system makes it, or takes its snapshots there. */
    private static boolean isOfTheSystem(Path directory) {
        String name = String.valueOf(directory.getFileName());
        return name.startsWith(".") || name.equals("lost+found");
    }

    private static boolean isOurs(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.equals(DeadLetters.DIRECTORY)) {
            return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                    && !DirectoryLock.files(file, DeadLetters.SUFFIX).isEmpty();
        }
        // The system has directories with the name of the lock file.
        return (name.equals(Owner.FILE)
                        || name.equals(LockFile.NAME)
                        || SUFFIXES.stream().anyMatch(name::endsWith))
                && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether a spool's directory lies in this one: that of an appender, with its owner. */
    static boolean isSpool(Path directory) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path inner : all) {
                if (Files.isRegularFile(inner.resolve(Owner.FILE), LinkOption.NOFOLLOW_LINKS)
                        && SpoolDirectories.isNamedAsOurs(inner)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Then this is no help.
        }
        return false;
    }
}
