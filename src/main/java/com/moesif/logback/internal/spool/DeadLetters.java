package com.moesif.logback.internal.spool;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.spool.FileSpool.Environment;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * The dead letters of one directory: JSON Lines, synced line by line, each action once by its id. The file is opened for
 * each letter, so that whoever sends them again may take it away at any time. Sender thread only.
 */
final class DeadLetters {
    static final String DIRECTORY = "dead";
    static final String SUFFIX = ".jsonl";
    static final String FILE = "dead" + SUFFIX;
    /** Each line begins with this, then the id. */
    static final String HEAD = "{\"id\":\"";

    private static final byte[] LINE_FEED = {'\n'};
    private static final int MOST_ANSWER_CHARS = 2_048;
    private static final int UUID_LENGTH = 36;
    private static final int NAMED = HEAD.length() + UUID_LENGTH;

    private final Path directory;
    private final Trust trust;
    private final Usage usage;
    private final Notices notices;
    private final Environment environment;
    /** Those that are kept already: a segment may come again after a crash. */
    private Set<UUID> ids;

    /** Whether the names of the file and its directory outlast a power failure. */
    private boolean named;
    /** Whether what was found does. */
    private boolean persisted;

    DeadLetters(DirectoryLock lock, Usage usage, Notices notices, Environment environment) {
        this.directory = lock.directory.resolve(DIRECTORY);
        this.trust = lock.trust;
        this.usage = usage;
        this.notices = notices;
        this.environment = environment;
    }

    /** @return whether it is kept */
    boolean bury(Spool.DeadLetter letter, Instant now) {
        return bury(List.of(letter), now)[0];
    }

    /** @return of each whether it is kept; they are synced together */
    boolean[] bury(List<Spool.DeadLetter> letters, Instant now) {
        boolean[] kept = new boolean[letters.size()];
        try {
            if (ids == null) {
                ids = kept();
            }
            write(fresh(letters, now));
        } catch (IOException e) {
            notWritten(DiskTrouble.reason(e));
            if (!persisted) {
                // Nobody knows what was there before, or whether it outlasts a power failure.
                return kept;
            }
        }
        for (int i = 0; i < kept.length; i++) {
            // Also when the others could not be written: it may have been there before.
            kept[i] = ids.contains(id(letters.get(i)));
        }
        return kept;
    }

    /** The lines of those that are not kept yet, and that there is room for. */
    private Map<UUID, byte[]> fresh(List<Spool.DeadLetter> letters, Instant now) throws IOException {
        Map<UUID, byte[]> fresh = new LinkedHashMap<>();
        long bytes = 0;
        for (Spool.DeadLetter letter : letters) {
            UUID id = id(letter);
            if (id == null) {
                notWritten("it has no UUID");
            } else if (ids.contains(id)) {
                persist();
            } else if (!fresh.containsKey(id)) {
                byte[] line = line(letter, now);
                if (usage.hasRoomAside(bytes + line.length)) {
                    bytes += line.length;
                    fresh.put(id, line);
                } else {
                    noRoom();
                }
            }
        }
        return fresh;
    }

    /** Null when it is none. */
    private static UUID id(Spool.DeadLetter letter) {
        try {
            return UUID.fromString(letter.id());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void write(Map<UUID, byte[]> fresh) throws IOException {
        if (!fresh.isEmpty()) {
            append(fresh.values());
            fresh.values().forEach(line -> usage.aside(line.length));
            ids.addAll(fresh.keySet());
        }
    }

    private void noRoom() {
        notices.raise(
                "dead letters",
                "The dead letters in " + directory + " have reached a tenth of the spool's <maxSize>; further ones"
                        + " are dropped. Send or remove them.");
    }

    private void notWritten(String why) {
        notices.raise("dead letters", "A dead letter could not be written to " + directory + " (" + why + ").");
    }

    long bytes() throws IOException {
        return trust.isDirectory(directory) ? DirectoryLock.bytes(directory, SUFFIX) : 0;
    }

    /** The directory they lie in, made when it is missing. */
    Path made() throws IOException {
        PrivateFiles.createDirectories(directory);
        trust.directory(directory);
        return directory;
    }

    /** Whoever wrote what was found here may have been killed before it was on the disk; and now its segment goes. */
    private void persist() throws IOException {
        if (persisted) {
            return;
        }
        for (Path file : DirectoryLock.files(directory, SUFFIX)) {
            try (OutFile letters = OutFile.open(file)) {
                letters.sync();
            }
        }
        PrivateFiles.syncDirectory(directory);
        PrivateFiles.syncDirectory(directory.toAbsolutePath().getParent());
        persisted = true;
    }

    private void append(Collection<byte[]> lines) throws IOException {
        Path file = place();
        boolean fresh = !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (fresh) {
            PrivateFiles.createIfMissing(file);
        }
        if (fresh || !named) {
            PrivateFiles.syncDirectory(directory.toAbsolutePath().getParent());
        }
        Object key = trust.soleFile(file);
        OutFile out = OutFile.open(file);
        try {
            if (!Objects.equals(key, trust.soleFile(file))) {
                throw new Trust.Denied("the file has just been exchanged for another");
            }
            appendAllOrNone(out, lines, fresh || !named);
        } finally {
            close(out);
        }
    }

    /** @param unnamed also one that was there: whoever made it may have been killed before its name was on the disk */
    private void appendAllOrNone(OutFile out, Collection<byte[]> lines, boolean unnamed) throws IOException {
        long before = out.length();
        try {
            append(out, lines);
            if (unnamed) {
                PrivateFiles.syncDirectory(directory);
                named = true;
            }
        } catch (IOException e) {
            // They are dropped, so none of them may be found there.
            cutOff(out, before);
            throw e;
        }
    }

    private static void close(OutFile out) {
        try {
            out.close();
        } catch (IOException e) {
            // What was written is on the disk.
        }
    }

    private static void cutOff(OutFile out, long length) {
        try {
            out.truncate(length);
        } catch (IOException e) {
            // Then they stay: each can be told by its id.
        }
    }

    private static void append(OutFile out, Collection<byte[]> lines) throws IOException {
        int last = out.seekEnd();
        if (last >= 0 && last != '\n') {
            // A crash cut the last letter off: it's no line, and must not spoil the next one.
            out.write(LINE_FEED, 0, 1);
        }
        for (byte[] line : lines) {
            out.write(line, 0, line.length);
        }
        out.sync();
    }

    /** Never what is no file of ours alone: a link there may lead to any other. */
    private Path place() throws IOException {
        Path file = made().resolve(FILE);
        try {
            trust.soleFile(file);
        } catch (Trust.Denied e) {
            return directory.resolve(environment.uniqueNames().get() + "-" + FILE);
        } catch (NoSuchFileException e) {
            // It is made.
        }
        return file;
    }

    private static byte[] line(Spool.DeadLetter letter, Instant now) {
        String answer = letter.answer().length() > MOST_ANSWER_CHARS
                ? letter.answer().substring(0, MOST_ANSWER_CHARS)
                : letter.answer();
        byte[] head = (HEAD + letter.id() + "\",\"time\":\"" + now + "\",\"reason\":\""
                        + letter.reason().label() + "\",\"status\":" + letter.status() + ",\"answer\":\""
                        + escaped(answer) + "\","
                        + (letter.lacking().isEmpty() ? "" : "\"lacking\":" + letter.lacking() + ",") + "\"action\":")
                .getBytes(StandardCharsets.UTF_8);
        byte[] json = letter.json();
        byte[] line = new byte[head.length + json.length + 2];
        System.arraycopy(head, 0, line, 0, head.length);
        System.arraycopy(json, 0, line, head.length, json.length);
        line[line.length - 2] = '}';
        line[line.length - 1] = '\n';
        return line;
    }

    /** As text in JSON (RFC 8259, 7), of a foreign server's making. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private Set<UUID> kept() throws IOException {
        Set<UUID> kept = new HashSet<>();
        if (trust.isDirectory(directory)) {
            for (Path file : DirectoryLock.files(directory, SUFFIX)) {
                collect(file, kept);
            }
        }
        return kept;
    }

    /** Byte by byte: a line may hold an action of any size. */
    private void collect(Path file, Set<UUID> ids) throws IOException {
        try (InputStream in = new BufferedInputStream(trust.read(file), 64 * 1024)) {
            byte[] begin = new byte[NAMED];
            int length = 0;
            int last = 0;
            int lastButOne = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    if (length < NAMED) {
                        begin[length] = (byte) b;
                    }
                    length = Math.min(length + 1, NAMED + 1);
                    lastButOne = last;
                    last = b;
                    continue;
                }
                String text = new String(begin, 0, Math.min(length, NAMED), StandardCharsets.ISO_8859_1);
                if (length > NAMED && text.startsWith(HEAD) && last == '}' && lastButOne == '}') {
                    add(text.substring(HEAD.length()), ids);
                }
                length = 0;
            }
        }
    }

    private static void add(String id, Set<UUID> ids) {
        try {
            ids.add(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            // A line of somebody else's.
        }
    }
}
