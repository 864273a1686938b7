package com.moesif.logback.internal.simulation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** Which actions lie on a disk, by what is promised of its files and by no code of ours. */
final class DiskScan {
    private static final String SEGMENT = ".segment";
    private static final String LETTERS = ".jsonl";
    private static final int HEAD = 9;
    private static final String ID = "\"transaction_id\":\"";
    private static final int ID_CHARS = 36;
    private static final Pattern REASON =
            Pattern.compile("^\\{\"id\":\"([^\"]+)\",\"time\":\"[^\"]+\",\"reason\":\"(\\w+)\"");

    /** Ids of undamaged actions in segments. */
    final Set<String> inSegments = new HashSet<>();
    /** Undamaged actions in segments: one that was kept anew may lie in two. */
    int lines;

    /** Ids in files of dead letters. */
    final Set<String> letters = new HashSet<>();
    /** Why each is dead, by its id. */
    final Map<String, String> reasons = new HashMap<>();

    private final CRC32C crc = new CRC32C();

    DiskScan(SimDisk disk) {
        disk.eachFileAnywhere((path, inode) -> {
            if (path.endsWith(SEGMENT)) {
                segment(inode.content());
            } else if (path.endsWith(LETTERS)) {
                letters(inode.content());
            }
        });
    }

    boolean holds(String id) {
        return inSegments.contains(id) || letters.contains(id);
    }

    private void segment(byte[] bytes) {
        int from = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                line(bytes, from, i);
                from = i + 1;
            }
        }
    }

    private void line(byte[] bytes, int from, int to) {
        if (!isSound(bytes, from, to)) {
            int last = to;
            while (last > from && bytes[last - 1] != 0) {
                last--;
            }
            // A power cut may leave zeros in the place of a line feed: what follows them is a line, too.
            if (last > from) {
                line(bytes, last, to);
            }
            return;
        }
        lines++;
        find(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1), inSegments);
    }

    private boolean isSound(byte[] bytes, int from, int to) {
        if (to - from <= HEAD) {
            return false;
        }
        crc.reset();
        crc.update(bytes, from + HEAD, to - from - HEAD);
        return isHex(bytes, from, crc.getValue());
    }

    private static boolean isHex(byte[] bytes, int from, long sum) {
        for (int i = 0; i < HEAD - 1; i++) {
            if (bytes[from + i] != Character.forDigit((int) (sum >>> 28 - 4 * i) & 0xF, 16)) {
                return false;
            }
        }
        return true;
    }

    private void letters(byte[] bytes) {
        for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n")) {
            Matcher reason = REASON.matcher(line);
            if (reason.find() && line.endsWith("}}")) {
                find(line, letters);
                reasons.put(reason.group(1), reason.group(2));
            }
        }
    }

    private static void find(String text, Set<String> ids) {
        int at = text.indexOf(ID);
        if (at >= 0) {
            ids.add(text.substring(at + ID.length(), at + ID.length() + ID_CHARS));
        }
    }
}
