package com.moesif.logback.internal.statements;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Walks class folders, jars, jars in jars (Spring Boot's, WARs), and takes of a multi-release jar the newest of each class. */
final class ClassFiles {
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(.*)");
    private static final int MOST_NESTED = 2;

    private final Sink sink;

    ClassFiles(Sink sink) {
        this.sink = sink;
    }

    /** Takes what is found. */
    interface Sink {
        /** @param own whether it is the application's own, not one of the jars in its jar */
        void classFile(String place, String entry, byte[] bytes, boolean own);

        void unreadable(String place, String why);

        /** Whether something of a folder or jar, or of a jar within it, is to be read. */
        default boolean wants(String place) {
            return true;
        }

        /** Whether a class file of it is to be read; what is not is not taken out of the jar either. */
        default boolean wantsClass(String entry) {
            return true;
        }
    }

    void read(Path place) {
        try {
            boolean isFolder = Files.isDirectory(place);
            String called = isFolder ? place.toString() : place.getFileName().toString();
            if (!sink.wants(called)) {
                return;
            }
            if (isFolder) {
                folder(place);
            } else {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(place))) {
                    archive(called, in, true, 0);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            sink.unreadable(place.toString(), String.valueOf(e.getMessage()));
        }
    }

    private void folder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, Integer> versions = new HashMap<>();
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (isClass(name) && sink.wantsClass(name) && isNewest(name, versions)) {
                sink.classFile(folder.toString(), name, Files.readAllBytes(file), true);
            }
        }
    }

    private void archive(String place, InputStream in, boolean own, int depth) throws IOException {
        Map<String, byte[]> newest = new HashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        // Not closed: the stream is another's.
        ZipInputStream zip = new ZipInputStream(in);
        int entries = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            entries++;
            String name = entry.getName();
            if (name.endsWith(".jar") && depth < MOST_NESTED) {
                if (sink.wants(place + "!" + name)) {
                    nested(place + "!" + name, zip, depth);
                }
            } else if (isClass(name) && sink.wantsClass(name)) {
                if (VERSIONED.matcher(name).matches()) {
                    if (isNewest(name, versions)) {
                        newest.put(plain(name), zip.readAllBytes());
                    }
                } else {
                    sink.classFile(place, name, zip.readAllBytes(), own);
                }
            }
        }
        newest.forEach((name, bytes) -> sink.classFile(place, name, bytes, own));
        if (entries == 0) {
            sink.unreadable(place, "it is no jar, or an empty one");
        }
    }

    private void nested(String place, ZipInputStream outer, int depth) {
        try {
            archive(place, outer, false, depth + 1);
        } catch (IOException | IllegalArgumentException e) {
            sink.unreadable(place, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class") && !name.endsWith("package-info.class");
    }

    private static boolean isNewest(String name, Map<String, Integer> versions) {
        Matcher versioned = VERSIONED.matcher(name);
        int version = versioned.matches() ? Integer.parseInt(versioned.group(1)) : 0;
        return versions.merge(plain(name), version, Math::max) == version;
    }

    private static String plain(String name) {
        Matcher versioned = VERSIONED.matcher(name);
        return versioned.matches() ? versioned.group(2) : name;
    }
}
