package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.ledger.DeadReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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

    /** On a full disk every block counts, and half a line is of no use. */
    @Test
    void aWriteThatStopsInTheMiddle_leavesWholeLinesOnly() throws Exception {
        FileSegment segment = segment();
        long whole = segment.bytes();
        wrap(segment, (out, method, args) -> {
            if (method.getName().equals("write")) {
                out.write((byte[]) args[0], (int) args[1], (int) args[2] / 2);
                throw new IOException("No space left on device");
            }
            return method.invoke(out, args);
        });

        segment.append(LINE, 0, LINE.length, 1);

        assertThat(segment.kept(2)).isOne();
        assertThat(Files.size(claim.directory.resolve("0-0.segment"))).isEqualTo(whole);
    }

    /** Or each would cost a descriptor until memory is collected. */
    @Test
    void aSegmentThatIsDoneWithWhileItIsWritten_isClosed() throws Exception {
        FileSegment segment = segment();
        List<String> called = new ArrayList<>();
        wrap(segment, (out, method, args) -> {
            called.add(method.getName());
            return method.invoke(out, args);
        });

        segment.settled(1);

        assertThat(called).contains("close");
        assertThat(claim.directory.resolve("0-0.segment")).doesNotExist();
    }

    private interface Call {
        Object on(OutFile out, Method method, Object[] args) throws Throwable;
    }

    /** From now on this sees each call to the file that a segment writes to. */
    private static void wrap(FileSegment segment, Call call) throws ReflectiveOperationException {
        Field out = FileSegment.class.getDeclaredField("out");
        out.setAccessible(true);
        OutFile before = (OutFile) out.get(segment);
        out.set(
                segment,
                Proxy.newProxyInstance(
                        OutFile.class.getClassLoader(),
                        new Class<?>[] {OutFile.class},
                        (proxy, method, args) -> call.on(before, method, args)));
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
        assertThat(segment.look()).as("nobody can look at it").isFalse();
        assertThat(segment.isWhole()).as("nor say that it is gone").isTrue();
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
