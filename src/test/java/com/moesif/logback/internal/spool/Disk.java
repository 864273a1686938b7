package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.Commands;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A small disk of its own, really mounted: in memory, or a file with an ext4. Needs root, and is skipped without. */
public final class Disk implements AutoCloseable {
    private final Path at;
    private boolean mounted;

    private Disk(Path at) {
        this.at = at;
    }

    /** Of one MiB. */
    public static Disk inMemory(Path at) {
        return new Disk(at).mount("-t", "tmpfs", "-o", "size=1m", "tmpfs");
    }

    /** Of 16 MiB, the least that ext4 has room for a journal in. */
    public static Disk ext4(Path at) throws IOException {
        Path image = at.resolveSibling(at.getFileName() + ".img");
        Files.createDirectories(image.getParent());
        Files.write(image, new byte[16 << 20]);
        Assumptions.assumeTrue(run("mkfs.ext4", "-q", "-F", image.toString()), "there is no mkfs.ext4");
        return new Disk(at).mount("-o", "loop", image.toString());
    }

    private Disk mount(String... how) {
        try {
            Files.createDirectories(at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] command = new String[how.length + 2];
        command[0] = "mount";
        System.arraycopy(how, 0, command, 1, how.length);
        command[command.length - 1] = at.toString();
        mounted = run(command);
        Assumptions.assumeTrue(mounted, "may not mount");
        return this;
    }

    /** Until not one more byte goes onto it. */
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            byte[] bytes = new byte[512];
            while (true) {
                out.write(bytes);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    public void free() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return at.resolve("filler");
    }

    public void readOnly(boolean on) {
        assertThat(run("mount", "-o", "remount," + (on ? "ro" : "rw"), at.toString()))
                .isTrue();
    }

    /** As an error in its journal makes it: it can't be written to any more, although files are open. */
    public void abort() {
        assertThat(run("mount", "-o", "remount,abort", at.toString())).isTrue();
    }

    /** Although files are open. */
    public void unmount() {
        assertThat(run("umount", "-l", at.toString())).isTrue();
        mounted = false;
    }

    @Override
    public void close() {
        if (mounted) {
            unmount();
        }
    }

    private static boolean run(String... command) {
        return Commands.succeeds(List.of(command));
    }
}
