package com.moesif.logback.harness;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** Looks at a spool that is alive: a file that is gone by the time it is looked at was none. */
public final class LiveFiles {
    private LiveFiles() {}

    /** The files below whose names end so, in order; none where the directory isn't there. */
    public static List<Path> below(Path directory, String suffix) throws IOException {
        return all(directory).stream()
                .filter(file -> file.toString().endsWith(suffix) && !Files.isDirectory(file))
                .toList();
    }

    /** The directory, and all files and directories below. */
    public static List<Path> all(Path directory) throws IOException {
        Stream.Builder<Path> found = Stream.builder();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                found.add(visited);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return unlessGone(failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                return failure == null ? FileVisitResult.CONTINUE : unlessGone(failure);
            }
        });
        return found.build().sorted().toList();
    }

    private static FileVisitResult unlessGone(IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }
}
