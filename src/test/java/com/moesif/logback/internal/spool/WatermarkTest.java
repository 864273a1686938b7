package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.spool.FileSpool.Environment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the next start reads of a process that was killed, on a real disk. */
class WatermarkTest {
    private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
    private static final long MOST = 8_851;

    @TempDir
    private Path home;

    private Instant now = BEGIN;
    private DirectoryLock lock;
    private Path file;
    private Watermark watermark;

    @BeforeEach
    void lock() throws IOException {
        lock = DirectoryLock.takeNew(home, true);
        file = home.resolve("0123abcd" + Watermark.SUFFIX);
        watermark = new Watermark(lock, new Environment(() -> now, () -> "0123abcd"));
    }

    @AfterEach
    void release() {
        lock.release();
    }

    private Spool.Crash crash() throws IOException {
        assertThat(lock.crashes()).hasSize(1);
        return lock.crashes().get(0);
    }

    private void assertCrash(long atLeast, long atMost, long secondsAfterBegin) throws IOException {
        assertThat(crash())
                .isEqualTo(new Spool.Crash(
                        file,
                        atLeast,
                        atMost,
                        BEGIN.plusSeconds(secondsAfterBegin).toEpochMilli()));
    }

    private void later(long seconds) {
        now = BEGIN.plusSeconds(seconds);
    }

    @Test
    void lastOfMany_isRead() throws IOException {
        for (int i = 1; i <= 5; i++) {
            later(i);
            watermark.mark(10L * i, 10L * i - i, MOST);

            assertCrash(i, MOST, i);
        }
    }

    /** Each line costs as much as a small write of actions. */
    @Test
    void whatWouldSayTheSame_isWrittenOnceASecond() throws IOException {
        watermark.mark(10, 10, MOST);
        byte[] first = Files.readAllBytes(file);
        now = BEGIN.plusMillis(999);
        watermark.mark(20, 20, MOST);
        assertThat(file).hasBinaryContent(first);

        later(1);
        watermark.mark(30, 30, MOST);

        assertCrash(0, MOST, 1);
    }

    /** At least so many are lost: that one more is in memory, or one less, has to be said at once. */
    @Test
    void whatIsInMemory_isWrittenEachTimeThatItChanges() throws IOException {
        watermark.mark(10, 10, MOST);
        watermark.mark(20, 17, MOST);
        assertCrash(3, MOST, 0);

        watermark.mark(21, 21, MOST);
        assertCrash(0, MOST, 0);
    }

    /** No action came in between, but the disk was in trouble: nobody knows the most by now. */
    @Test
    void whatIsSaidLaterOfTheSameActions_isRead() throws IOException {
        watermark.mark(10, 7, MOST);
        later(5);
        watermark.mark(10, 7, Watermark.UNKNOWN);
        assertCrash(3, Spool.Crash.NOT_KNOWN, 5);

        later(9);
        watermark.mark(10, 7, MOST);
        assertCrash(3, MOST, 9);
    }

    @Test
    void afterItsFileHasGone_itIsWrittenAnew() throws IOException {
        watermark.mark(10, 10, MOST);
        watermark.remove();
        watermark.mark(20, 20, MOST);

        assertCrash(0, MOST, 0);
    }

    /** A clock that was set back an hour is right from then on. */
    @Test
    void clockThatIsSetBack_isHeeded() throws IOException {
        watermark.mark(10, 10, MOST);
        later(-3_600);
        watermark.mark(20, 20, MOST);

        assertCrash(0, MOST, -3_600);
    }

    /** Two may differ in what is written alone: nothing came between two slices of what was there. */
    @Test
    void lastOfTwoWithNothingBetween_isRead() throws IOException {
        watermark.mark(500, 100, MOST);
        later(1);
        watermark.mark(500, 500, MOST);

        assertCrash(0, MOST, 1);
    }

    @Test
    void lineThatWasCutShort_leavesTheOneBefore() throws IOException {
        watermark.mark(10, 7, MOST);
        later(1);
        watermark.mark(20, 19, MOST);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(out.length() - 20);
        }

        assertCrash(3, MOST, 0);
    }

    @Test
    void lineThatWasDamaged_leavesTheOneBefore() throws IOException {
        watermark.mark(10, 7, MOST);
        later(1);
        watermark.mark(20, 19, MOST);
        String text = Files.readString(file);
        int place = text.lastIndexOf("written=") + "written=".length();
        Files.writeString(file, text.substring(0, place) + '9' + text.substring(place + 1));

        assertCrash(3, MOST, 0);
    }

    /** What was in memory when the disk failed has been delivered since, and it is killed months later. */
    @Test
    void afterDiskTrouble_theNumbersGoOn() throws IOException {
        watermark.mark(10, 7, MOST);
        later(1);
        watermark.mark(510, 10, Watermark.UNKNOWN);
        assertCrash(500, Spool.Crash.NOT_KNOWN, 1);

        later(2);
        watermark.mark(900, 899, Watermark.UNKNOWN);

        assertCrash(1, Spool.Crash.NOT_KNOWN, 2);
    }

    /** That would cost each caller that waits a write more, and tell nothing. */
    @Test
    void whereCallersWait_itIsWrittenOnce() throws IOException {
        watermark.mark(0, 0, 0);
        later(1);
        watermark.mark(20, 7, 0);

        assertCrash(0, 0, 0);
        later(2);
        watermark.mark(30, 9, Watermark.UNKNOWN);
        assertCrash(21, Spool.Crash.NOT_KNOWN, 2);
    }

    @Test
    void whatCannotBeWritten_isWrittenOnceTheDiskIsWell() throws IOException {
        Path obstacle = Files.createDirectories(file.resolve("in the way"));
        watermark.mark(10, 7, MOST);
        Files.delete(obstacle);
        watermark.mark(20, 18, MOST);
        assertThat(lock.crashes()).isEmpty();

        watermark.mend();
        watermark.mark(30, 29, Watermark.UNKNOWN);

        assertCrash(1, Spool.Crash.NOT_KNOWN, 0);
    }

    @Test
    void ofOneThatEnded_nothingIsThere_andNothingComes() throws IOException {
        watermark.mark(10, 7, MOST);
        watermark.end();
        watermark.mark(20, 7, MOST);

        assertThat(file).doesNotExist();
    }

    /** Each start would leave a descriptor until memory is collected. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void ofOneThatEnded_noFileIsOpen() throws IOException {
        watermark.mark(10, 7, MOST);
        assertThat(OpenFiles.below(home)).anyMatch(open -> open.contains(Watermark.SUFFIX));

        watermark.end();

        assertThat(OpenFiles.below(home)).noneMatch(open -> open.contains(Watermark.SUFFIX));
    }

    /** Killed between making the file and writing its first line: it would keep the directory for ever. */
    @Test
    void fileThatSaysNothing_goes() throws IOException {
        PrivateFiles.create(file);

        assertThat(lock.crashes()).isEmpty();
        assertThat(file).doesNotExist();
    }
}
