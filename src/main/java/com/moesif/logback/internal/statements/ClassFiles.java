package com.moesif.logback.internal.statements;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** Walks class folders, jars, jars in jars (Spring Boot's, WARs), and takes of a multi-release jar the newest of each class. */
final class ClassFiles {
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(.*)");
    private static final int MOST_NESTED = 2;
    /** Larger ones are read piece by piece, for what an archive says of a size may be wrong. */
    private static final int MOST_AT_ONCE = 1 << 20;
    /** Compilers make none that is nearly as large; a few bytes of an archive may unpack to more than the memory holds. */
    private static final int LARGEST = 16 << 20;

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

    /** Of two jars with one name each is called by its whole path. */
    void read(List<Path> places) {
        Map<String, Set<Path>> byName = new HashMap<>();
        places.forEach(place -> byName.computeIfAbsent(name(place), name -> new HashSet<>())
                .add(place.toAbsolutePath().normalize()));
        places.forEach(place -> read(place, byName.get(name(place)).size() == 1 ? name(place) : place.toString()));
    }

    private static String name(Path place) {
        return Files.isDirectory(place) ? place.toString() : place.getFileName().toString();
    }

    private void read(Path place, String called) {
        try {
            boolean isFolder = Files.isDirectory(place);
            if (!sink.wants(called)) {
                return;
            }
            if (Files.exists(place) && !isFolder && !Files.isRegularFile(place)) {
                // A pipe would be waited for.
                sink.unreadable(place.toString(), "it is no regular file");
            } else if (isFolder) {
                folder(place);
            } else {
                archive(called, place);
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

    /**
     * By its directory, since most files of most jars are not wanted. One that is damaged may have something at its front, and one in
     * another file system than the machine's can be read as a stream only.
     */
    private void archive(String called, Path place) throws IOException {
        try (ZipFile zip = new ZipFile(place.toFile())) {
            Archive archive = new Archive(called, true, 0);
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                archive.take(entry.getName(), () -> zip.getInputStream(entry), entry.getSize());
            }
            archive.end();
        } catch (ZipException | UnsupportedOperationException e) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(place))) {
                stream(called, in, true, 0);
            }
        }
    }

    private void stream(String place, InputStream in, boolean own, int depth) throws IOException {
        Archive archive = new Archive(place, own, depth);
        // Not closed: the stream is another's.
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            archive.take(entry.getName(), () -> new Part(zip), -1);
        }
        archive.end();
    }

    /** Opens what an entry has. */
    private interface Content {
        InputStream open() throws IOException;
    }

    /** One jar or WAR, entry by entry. */
    private final class Archive {
        private final Map<String, byte[]> newest = new HashMap<>();
        private final Map<String, Integer> versions = new HashMap<>();
        private final String place;
        private final boolean own;
        private final int depth;
        private int entries;

        Archive(String place, boolean own, int depth) {
            this.place = place;
            this.own = own;
            this.depth = depth;
        }

        void take(String name, Content content, long size) throws IOException {
            entries++;
            if (name.endsWith(".jar") && depth < MOST_NESTED) {
                if (sink.wants(place + "!" + name)) {
                    try (InputStream in = content.open()) {
                        nested(place + "!" + name, in, depth);
                    }
                }
            } else if (isClass(name) && sink.wantsClass(name)) {
                boolean isVersioned =
                        name.startsWith("META-INF/") && VERSIONED.matcher(name).matches();
                if (!isVersioned) {
                    sink.classFile(place, name, bytes(content, size), own);
                } else if (isNewest(name, versions)) {
                    newest.put(plain(name), bytes(content, size));
                }
            }
        }

        void end() {
            newest.forEach((name, bytes) -> sink.classFile(place, name, bytes, own));
            if (entries == 0) {
                sink.unreadable(place, "it is no jar, or an empty one");
            }
        }
    }

    /** @param size as the archive has it, which may be wrong; negative when it has none */
    private static byte[] bytes(Content content, long size) throws IOException {
        try (InputStream in = content.open()) {
            if (size < 0 || size > MOST_AT_ONCE) {
                byte[] large = in.readNBytes(LARGEST + 1);
                if (large.length > LARGEST) {
                    throw new IOException("it holds a class file larger than " + (LARGEST >> 20) + " MB");
                }
                return large;
            }
            byte[] bytes = new byte[(int) size];
            int count = in.readNBytes(bytes, 0, bytes.length);
            return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        }
    }

    /** What is read next of an archive that goes on behind it. */
    private static final class Part extends FilterInputStream {
        Part(InputStream whole) {
            super(whole);
        }

        @Override
        public void close() {
            // The archive is another's.
        }
    }

    private void nested(String place, InputStream outer, int depth) {
        try {
            // What is stored and not compressed would be read 512 bytes at a time.
            stream(place, new BufferedInputStream(outer), false, depth + 1);
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
