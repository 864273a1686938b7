package com.moesif.logback.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveFilesTest {
    @TempDir
    private Path directory;

    @Test
    void filesThatComeAndGo_areNoTrouble() throws Exception {
        Path stays = Files.createFile(directory.resolve("stays.segment"));
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
            try {
                while (!enough.get()) {
                    Path home = Files.createDirectory(directory.resolve("home"));
                    Files.createFile(home.resolve("1.segment"));
                    Files.delete(home.resolve("1.segment"));
                    Files.delete(home);
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        for (int i = 0; i < 2_000; i++) {
            assertThat(LiveFiles.below(directory, ".segment")).contains(stays);
        }
        enough.set(true);
        changes.get();
        assertThat(LiveFiles.below(directory.resolve("nowhere"), "")).isEmpty();
    }
}
