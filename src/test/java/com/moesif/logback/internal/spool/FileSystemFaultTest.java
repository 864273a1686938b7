package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.ledger.DeadReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** File systems that throw what is no {@code IOException}: the disk is in trouble then, and nothing else is. */
class FileSystemFaultTest extends ClaimScene {
    private static final byte[] LINE = " {\"a\":1}\n".getBytes(StandardCharsets.UTF_8);

    static Stream<Throwable> faults() {
        return Stream.of(
                new UncheckedIOException(new IOException("Input/output error")),
                new SecurityException("access denied"),
                new ClosedFileSystemException(),
                new InternalError("a fault occurred in an unsafe memory access operation"),
                new NoClassDefFoundError("sun/nio/fs/UnixException"));
    }

    /** From now on the file that this writes to throws that. */
    private static void breakFile(Object owner, Throwable fault) throws ReflectiveOperationException {
        Field out = owner.getClass().getDeclaredField("out");
        out.setAccessible(true);
        out.set(
                owner,
                Proxy.newProxyInstance(
                        OutFile.class.getClassLoader(), new Class<?>[] {OutFile.class}, (proxy, method, args) -> {
                            throw fault;
                        }));
    }

    private FileSegment segment() throws IOException {
        FileSegment segment = FileSegment.create("0-0.segment", claim, usage, trouble, new LineWriter());
        segment.append(LINE, 0, LINE.length, 1);
        return segment;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aWrite_costsTheSegmentItsWholeness(Throwable fault) throws Exception {
        FileSegment segment = segment();
        breakFile(segment, fault);

        segment.append(LINE, 0, LINE.length, 1);

        assertThat(segment.isWhole()).isFalse();
        assertThat(segment.kept(2)).isOne();
        assertThat(trouble.isMet()).isTrue();
        segment.settled(2);
        assertThat(usage.segmentBytes()).isZero();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aSync_provesNothingOfWhatWasWritten(Throwable fault) throws Exception {
        FileSegment segment = segment();
        breakFile(segment, fault);

        segment.sync();

        assertThat(segment.kept(1)).isZero();
        assertThat(trouble.isMet()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aClose_provesNothingOfWhatWasWritten(Throwable fault) throws Exception {
        FileSegment segment = segment();
        breakFile(segment, fault);

        segment.seal();

        assertThat(segment.kept(1)).isZero();
        assertThat(trouble.isMet()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aWatermark_isGoneWhereItCannotBeWritten(Throwable fault) throws Exception {
        Watermark watermark = new Watermark(claim, new FileSpool.Environment(InstantSource.system(), () -> "01234567"));
        watermark.mark(1, 0, 10);
        assertThat(DirectoryLock.files(claim.directory, Watermark.SUFFIX)).hasSize(1);
        breakFile(watermark, fault);

        watermark.mark(9, 1, 10);

        assertThat(DirectoryLock.files(claim.directory, Watermark.SUFFIX)).isEmpty();
        watermark.end();
    }

    @Test
    void aFileSystemThatIsClosed_keepsItsSegmentToBeReadLater() throws IOException {
        Path file;
        try (FileSystem zip = FileSystems.newFileSystem(temp.resolve("zip"), Map.of("create", "true"))) {
            file = Files.write(zip.getPath("0-0.segment"), LINE);
        }
        FileSegment segment = FileSegment.found(file, claim, LINE.length, usage, trouble);

        assertThatThrownBy(() -> segment.read((bytes, from, to) -> {})).isInstanceOf(IOException.class);
        trouble.delete(file);

        assertThat(trouble.isMet()).isTrue();
        trouble.deleteAgain();
    }

    @Test
    void aLetterThatCannotBeWritten_mayComeAgain() throws IOException {
        boolean[] broken = {true};
        DeadLetters letters =
                new DeadLetters(claim, usage, notices, new FileSpool.Environment(InstantSource.system(), () -> {
                    if (broken[0]) {
                        throw new SecurityException("access denied");
                    }
                    return "01234567";
                }));
        letters.made();
        // A link is not written through: the letters need a file of another name.
        Files.createSymbolicLink(claim.directory.resolve("dead").resolve("dead.jsonl"), temp.resolve("elsewhere"));
        Spool.DeadLetter letter = new Spool.DeadLetter(
                "{}".getBytes(StandardCharsets.UTF_8), UUID.randomUUID().toString(), DeadReason.REFUSED, 400, "no");

        assertThat(letters.bury(letter, Instant.EPOCH)).isFalse();
        assertThat(letters.hasFailed()).isTrue();

        broken[0] = false;
        assertThat(letters.bury(letter, Instant.EPOCH)).isTrue();
    }
}
