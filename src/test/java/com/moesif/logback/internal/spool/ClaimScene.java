package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Scribe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory of a spool on a real disk that the test has locked, and what is told of its troubles. */
abstract class ClaimScene {
    @TempDir
    Path temp;

    final List<String> said = new ArrayList<>();
    final Notices notices = new Notices(new Scribe(said));
    final Usage usage = new Usage(1 << 20);
    DirectoryLock claim;
    DiskTrouble trouble;

    @BeforeEach
    void claim() throws IOException {
        Path directory = temp.resolve("RIG-1");
        PrivateFiles.createDirectories(directory);
        claim = DirectoryLock.take(directory, Trust.ours());
        trouble = new DiskTrouble(temp, notices);
    }

    /** A sealed segment of so many sound actions, which nobody holds. */
    static Path segment(Path directory, long begun, int actions) throws IOException {
        Path file = directory.resolve(SegmentName.of(begun, 1));
        PrivateFiles.create(file);
        try (OutFile out = OutFile.open(file)) {
            byte[] lines = " {\"a\":1}\n".repeat(actions).getBytes(StandardCharsets.UTF_8);
            new LineWriter().write(lines, 0, lines.length, out, (bytes, count) -> {});
        }
        return file;
    }

    @AfterEach
    void release() {
        claim.release();
    }
}
