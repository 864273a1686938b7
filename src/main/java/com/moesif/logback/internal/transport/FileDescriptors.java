package com.moesif.logback.internal.transport;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether this process may open files. Parts of the JDK, sockets and JMX among them, load a native library when they are first
 * used: if there is no file descriptor for that, they fail for ever, for the application too. So whoever may be the first
 * looks before.
 */
public final class FileDescriptors {
    /** More than a first use takes at once. */
    private static final int ENOUGH = 16;

    /** Each Java run-time has it, but for a native image, which loads nothing. */
    private static final File THERE = new File(System.getProperty("java.home", ""), "lib/modules");

    private FileDescriptors() {}

    /** Whether enough are left for a first use of something. */
    public static boolean areLeft() {
        if (!THERE.canRead()) {
            return true;
        }
        List<FileInputStream> open = new ArrayList<>();
        try {
            for (int i = 0; i < ENOUGH; i++) {
                open.add(new FileInputStream(THERE));
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            open.forEach(FileDescriptors::close);
        }
    }

    /** @throws IOException when there aren't, for people */
    static void require() throws IOException {
        if (!areLeft()) {
            throw new IOException(
                    "this process has no file descriptors left: find out what uses so many, or raise its limit");
        }
    }

    private static void close(FileInputStream file) {
        try {
            file.close();
        } catch (IOException e) {
            // Nothing was written.
        }
    }
}
