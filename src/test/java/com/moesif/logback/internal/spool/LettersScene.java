package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory of a spool on the real disk that a test holds, with room for dead letters. */
abstract class LettersScene {
    @TempDir
    Path temp;

    final Notices notices = new Notices(new Scribe(new ArrayList<>()));
    Path spool;
    Path segments;
    DirectoryLock claim;
    DeadLetters letters;

    private final boolean isRefused;

    /** @param isRefused whether the collector refuses the owner's application id */
    LettersScene(boolean isRefused) {
        this.isRefused = isRefused;
    }

    @BeforeEach
    void claim() throws IOException {
        spool = temp.resolve("spool");
        segments = temp.resolve("segments");
        Path directory = spool.resolve("RIG-1");
        PrivateFiles.createDirectories(directory);
        PrivateFiles.createDirectories(segments);
        claim = DirectoryLock.take(directory, Trust.ours());
        new Owner("RIG", "https://one.example", "0123", isRefused).write(directory);
        letters = new DeadLetters(claim, new Usage(1L << 40), notices, FileSpool.Environment.REAL);
    }

    @AfterEach
    void release() {
        claim.release();
    }
}
