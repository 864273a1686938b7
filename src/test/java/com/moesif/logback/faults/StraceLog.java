package com.moesif.logback.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The successful system calls in a log of {@code strace -f -y -xx}, in the order of their ends, with all their bytes. */
final class StraceLog {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\) += (\\d+)(<.*>)?");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
    private static final String UNFINISHED = " <unfinished ...>";
    /** Text in hexadecimal digits, of a path or of data; what is deleted is marked so after its path. */
    private static final Pattern TEXT = Pattern.compile("[<\"]((?:\\\\x[0-9a-f]{2})*)(?:>|\"|\\(deleted\\))");

    private StraceLog() {}

    /**
     * A call.
     *
     * @param texts the paths and data among its arguments: of descriptors their paths
     * @param arguments all of them, as they stand in the log
     */
    record Call(String name, List<byte[]> texts, String arguments, long result) {
        Path path(int at) {
            return Path.of(new String(texts.get(at), StandardCharsets.UTF_8));
        }

        /** Of the descriptor that is its first argument. */
        int descriptor() {
            return Integer.parseInt(arguments.substring(0, arguments.indexOf('<')));
        }
    }

    static List<Call> read(Path log) throws IOException {
        List<Call> calls = new ArrayList<>();
        Map<String, String> unfinished = new HashMap<>();
        for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            Matcher words = LINE.matcher(line);
            if (!words.matches()) {
                throw new IOException("not understood: " + line);
            }
            String thread = words.group(1);
            String text = words.group(2);
            if (text.endsWith(UNFINISHED)) {
                unfinished.put(thread, text.substring(0, text.length() - UNFINISHED.length()));
                continue;
            }
            Matcher resumed = RESUMED.matcher(text);
            Matcher call = CALL.matcher(resumed.matches() ? unfinished.remove(thread) + resumed.group(1) : text);
            if (call.matches()) {
                calls.add(new Call(call.group(1), texts(call.group(2)), call.group(2), Long.parseLong(call.group(3))));
            }
        }
        return calls;
    }

    private static List<byte[]> texts(String arguments) {
        List<byte[]> texts = new ArrayList<>();
        Matcher text = TEXT.matcher(arguments);
        while (text.find()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < text.group(1).length(); i += 4) {
                bytes.write(Integer.parseInt(text.group(1).substring(i + 2, i + 4), 16));
            }
            texts.add(bytes.toByteArray());
        }
        return texts;
    }
}
