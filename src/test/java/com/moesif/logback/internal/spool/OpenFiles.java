package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What this process has open, as Linux tells. */
public final class OpenFiles {
    private OpenFiles() {}

    public static List<String> below(Path directory) throws IOException {
        List<String> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    open.add(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException e) {
                    // It was that of the listing, or of another thread.
                }
            }
        }
        return open.stream()
                .filter(file -> file.startsWith(directory.toString()))
                .toList();
    }
}
