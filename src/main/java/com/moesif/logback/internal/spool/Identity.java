package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who this process is to a file system. Java doesn't say; Linux does, and elsewhere a file that we make. */
final class Identity {
    private static final Path STATUS = Path.of("/proc/self/status");
    /** Of real, effective, saved and file system's: the last decides whose a new file is. */
    private static final int LAST = 3;

    private final int uid;
    private final Set<Integer> groups;

    Identity(int uid, Set<Integer> groups) {
        this.uid = uid;
        this.groups = groups;
    }

    int uid() {
        return uid;
    }

    boolean isIn(int group) {
        return groups.contains(group);
    }

    /** The same groups, another user. */
    Identity as(int otherUid) {
        return new Identity(otherUid, groups);
    }

    static Identity current() throws IOException {
        return Files.isReadable(STATUS) ? ofProcess(Files.readAllLines(STATUS)) : ofNewFile();
    }

    private static Identity ofProcess(List<String> status) throws IOException {
        List<Integer> users = numbers(status, "Uid:");
        List<Integer> groups = numbers(status, "Gid:");
        if (users.size() <= LAST || groups.size() <= LAST) {
            throw new IOException(STATUS + " does not say who this process is");
        }
        Set<Integer> all = Stream.concat(Stream.of(groups.get(LAST)), numbers(status, "Groups:").stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Identity(users.get(LAST), all);
    }

    private static List<Integer> numbers(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .flatMap(line ->
                        Arrays.stream(line.substring(name.length()).strip().split("\\s+")))
                .filter(number -> !number.isEmpty())
                .map(Integer::parseUnsignedInt)
                .toList();
    }

    private static Identity ofNewFile() throws IOException {
        Path made = Files.createTempFile("moesif", null);
        try {
            if (!made.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                return new Identity(0, Set.of());
            }
            Map<String, Object> found = Files.readAttributes(made, "unix:uid,gid");
            return new Identity((Integer) found.get("uid"), Set.of((Integer) found.get("gid")));
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
