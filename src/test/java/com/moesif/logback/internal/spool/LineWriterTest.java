package com.moesif.logback.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Lines are written some at a time, each whole, and what is said to be written is. */
class LineWriterTest {
    private static final int BLOCK = 64 * 1024;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final List<Integer> writes = new ArrayList<>();
    private final OutFile out = (OutFile) Proxy.newProxyInstance(
            OutFile.class.getClassLoader(), new Class<?>[] {OutFile.class}, (proxy, method, args) -> {
                written.write((byte[]) args[0], (int) args[1], (int) args[2]);
                writes.add((int) args[2]);
                return null;
            });

    private final LineWriter writer = new LineWriter();

    /** As the encoder gives it: a byte to spare, the JSON and a line feed. */
    private static String line(int bytesInFile) {
        return ",{\"x\":\"" + "y".repeat(bytesInFile - SegmentLine.HEAD - 9) + "\"}\n";
    }

    private static String inFile(String line) {
        String json = line.substring(1, line.length() - 1);
        CRC32C crc = new CRC32C();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return "%08x %s\n".formatted(crc.getValue(), json);
    }

    private void write(int... bytesInFile) throws IOException {
        StringBuilder lines = new StringBuilder("left out");
        StringBuilder expected = new StringBuilder();
        for (int bytes : bytesInFile) {
            lines.append(line(bytes));
            expected.append(inFile(line(bytes)));
        }
        byte[] given = lines.toString().getBytes(StandardCharsets.UTF_8);
        written.reset();
        writes.clear();
        int[] progress = {0, 0};
        writer.write(given, "left out".length(), given.length, out, (bytes, count) -> {
            progress[0] += bytes;
            progress[1] += count;
            assertThat(written.size()).as("what is said to be in the file").isEqualTo(progress[0]);
            assertThat(written.toString(StandardCharsets.UTF_8).chars().filter(c -> c == '\n'))
                    .hasSize(progress[1]);
        });
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());
        assertThat(progress).containsExactly(expected.length(), bytesInFile.length);
    }

    @Test
    void linesThatFitIntoABlock_areOneWrite() throws IOException {
        write(20, 30, 40);
        assertThat(writes).containsExactly(90);
        write(20, BLOCK - 20);
        assertThat(writes).containsExactly(BLOCK);
        write(BLOCK);
        assertThat(writes).containsExactly(BLOCK);
        write();
        assertThat(writes).isEmpty();
    }

    @Test
    void linesThatDoNot_areNotCutInTwo() throws IOException {
        write(20, BLOCK - 19, 30);
        assertThat(writes).containsExactly(20, BLOCK - 19, 30);
        write(20, 30, BLOCK - 20, 20, 20);
        assertThat(writes).containsExactly(50, BLOCK, 20);
    }

    @Test
    void aLineThatIsLongerThanABlock_isAWriteOfItsOwn() throws IOException {
        write(20, BLOCK + 1, 30, 40);
        assertThat(writes).containsExactly(20, BLOCK + 1, 70);
        write(BLOCK + 1, 3 * BLOCK);
        assertThat(writes).containsExactly(BLOCK + 1, 3 * BLOCK);
    }
}
