package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others have left is held until all in it has an outcome, and no longer than it is ours. */
class AdoptedDirectoriesTest extends ClaimScene {
    private static final Owner OWNER = new Owner("RIG", "https://one.example", "0123", false);
    private static final Instant NOW = Instant.parse("2026-11-30T18:00:00Z");

    private final LockCheck check = new LockCheck(notices);
    private Recovery recovery;
    private AdoptedDirectories adopted;

    @BeforeEach
    void begin() {
        recovery = new Recovery(usage, trouble, notices, new Crashes(notices));
        adopted = new AdoptedDirectories(recovery, trouble, check, InstantSource.fixed(NOW));
    }

    private DirectoryLock left(String name) throws IOException {
        Path directory = temp.resolve(name);
        PrivateFiles.createDirectories(directory);
        Files.writeString(directory.resolve(SegmentName.of(1_000, 1)), "damaged\n");
        return DirectoryLock.take(directory, Trust.ours());
    }

    private static boolean isFree(Path directory) throws IOException {
        DirectoryLock lock = DirectoryLock.take(directory, Trust.ours());
        if (lock != null) {
            lock.release();
        }
        return lock != null;
    }

    @Test
    void oneThatCannotBeRead_isLetGoAndTold() throws IOException {
        DirectoryLock unreadable = left("LEFT-1");
        DirectoryLock other = left("LEFT-2");
        Path away = Files.move(unreadable.directory, temp.resolve("away"));

        adopted.addAll(List.of(unreadable, other));

        Files.move(away, unreadable.directory);
        assertThat(isFree(unreadable.directory)).isTrue();
        assertThat(isFree(other.directory)).isFalse();
        assertThat(trouble.isMet()).isTrue();
        notices.speakAll(0);
        assertThat(said).singleElement().asString().contains("read what others left in LEFT-1");
        assertThat(recovery.isDone()).isFalse();
        adopted.release();
        assertThat(isFree(other.directory)).isTrue();
    }

    @Test
    void oneThatIsOursNoMore_isLetGo() throws IOException {
        DirectoryLock gone = left("LEFT-1");
        DirectoryLock other = left("LEFT-2");
        adopted.addAll(List.of(gone, other));
        adopted.look();
        assertThat(isFree(gone.directory)).isFalse();
        Path away = Files.move(gone.directory, temp.resolve("away"));

        adopted.look();

        assertThat(check.losses()).isOne();
        Files.move(away, gone.directory);
        assertThat(isFree(gone.directory)).isTrue();
        assertThat(isFree(other.directory)).isFalse();
        adopted.look();
        assertThat(check.losses()).as("it is looked at no more").isOne();
        adopted.release();
    }

    @Test
    void aBeat_isTheTimeOfEachOwnerFile() throws IOException {
        DirectoryLock one = left("LEFT-1");
        DirectoryLock other = left("LEFT-2");
        OWNER.write(one.directory);
        adopted.addAll(List.of(one, other));

        adopted.beat(OWNER);

        assertThat(Files.getLastModifiedTime(one.directory.resolve(Owner.FILE))).isEqualTo(FileTime.from(NOW));
        assertThat(Owner.read(other.directory, Trust.ours()).isSame(OWNER))
                .as("it is made anew")
                .isTrue();
        adopted.release();
    }

    @Test
    void onceAllIsDone_lettersAndDamagedLinesAreOursAndItsDirectoryGoes() throws IOException {
        SpoolDirectory own = SpoolDirectory.moveInto(
                claim, OWNER, usage, notices, new FileSpool.Environment(InstantSource.fixed(NOW), () -> "01234567"));
        DirectoryLock done = left("LEFT-1");
        DirectoryLock other = left("LEFT-2");
        adopted.addAll(List.of(done, other));
        adopted.dissolveEmpty(own);
        assertThat(done.directory).as("nothing is done yet").exists();
        Path segment = done.segments().get(0);
        Files.move(segment, segment.resolveSibling(segment.getFileName() + CorruptFile.SUFFIX));
        Path letters = done.directory.resolve(DeadLetters.DIRECTORY);
        PrivateFiles.createDirectories(letters);
        Files.writeString(letters.resolve(DeadLetters.FILE), "a letter\n");

        adopted.dissolveEmpty(own);

        assertThat(done.directory).doesNotExist();
        assertThat(other.directory).exists();
        assertThat(DirectoryLock.files(claim.directory, CorruptFile.SUFFIX)).hasSize(1);
        assertThat(DirectoryLock.files(claim.directory.resolve(DeadLetters.DIRECTORY), DeadLetters.SUFFIX))
                .singleElement()
                .satisfies(file -> assertThat(file).hasContent("a letter\n"));
        assertThat(usage.hasRoomAside((1 << 20) / 10 - "damaged\n".length() - "a letter\n".length()))
                .isTrue();
        assertThat(usage.hasRoomAside((1 << 20) / 10 - "damaged\n".length() - "a letter\n".length() + 1))
                .as("their bytes are ours now")
                .isFalse();
        adopted.release();
        own.watermark.end();
    }
}
