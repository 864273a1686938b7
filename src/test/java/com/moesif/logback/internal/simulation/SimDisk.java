package com.moesif.logback.internal.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The disk that the processes of one machine share. Each file has what was written and what was synced, and so has each
 * directory, apart from its files; what of the rest a power failure leaves is chosen among what a journalling file system
 * may leave.
 */
public final class SimDisk {
    private static final int MOST_UNSYNCED = 60;

    final DiskFaults faults;
    final LongSupplier wallMillis;
    private final List<Change> journal = new ArrayList<>();
    private Inode root;
    /** What lies on the mount point while nothing is mounted there. */
    private Inode beneath;

    private Inode mounted;
    private long inodes;
    long used;

    SimDisk(DiskFaults faults, LongSupplier wallMillis) {
        this.faults = faults;
        this.wallMillis = wallMillis;
        this.root = directory();
        this.beneath = directory();
        this.mounted = root;
    }

    /** A file or a directory. */
    static final class Inode {
        final long id;
        final boolean directory;
        final Map<String, Inode> entries = new TreeMap<>();
        Map<String, Inode> syncedEntries = new TreeMap<>();
        int mode;
        int links;
        long modifiedMillis;
        byte[] data = {};
        int length;
        byte[] synced = {};
        boolean dirty;
        SimFileSystem lockedBy;
        final Set<SimFileSystem> sharedBy = new HashSet<>();

        Inode(long id, boolean directory, long millis) {
            this.id = id;
            this.directory = directory;
            this.modifiedMillis = millis;
            this.links = 1;
        }

        byte[] content() {
            return Arrays.copyOf(data, length);
        }

        void content(byte[] bytes) {
            data = bytes;
            length = bytes.length;
        }
    }

    /** Names that came and went together: as one, in whichever directories. */
    private record Change(Map<Inode, Map<String, Inode>> names) {
        boolean touches(Set<Inode> directories) {
            return names.keySet().stream().anyMatch(directories::contains);
        }

        /** Whether it can't be on the disk without one of those that aren't. */
        boolean needsOneOf(Map<Inode, Set<String>> lost) {
            return names.entrySet().stream().anyMatch(each -> {
                Inode directory = each.getKey();
                Set<String> lostHere = lost.getOrDefault(directory, Set.of());
                return each.getValue().keySet().stream()
                        .anyMatch(name -> lostHere.contains(name)
                                // A directory goes when it is empty, and there is none before it was made.
                                || lost.containsKey(directory.syncedEntries.get(name)));
            });
        }

        void persist() {
            names.forEach((directory, entries) -> entries.forEach((name, inode) -> {
                if (inode == null) {
                    directory.syncedEntries.remove(name);
                } else {
                    directory.syncedEntries.put(name, inode);
                }
            }));
        }
    }

    Inode file() {
        return new Inode(++inodes, false, wallMillis.getAsLong());
    }

    Inode directory() {
        Inode made = new Inode(++inodes, true, wallMillis.getAsLong());
        made.mode = 0700;
        return made;
    }

    Inode root() {
        return root;
    }

    boolean isMounted() {
        return root == mounted;
    }

    /** Whether a file that is open can still be reached. */
    boolean isReachable(Inode inode, Inode rootThen) {
        return root == rootThen && inode != null;
    }

    void unmount() {
        root = beneath;
    }

    /** What was written beneath meanwhile is hidden for good. */
    void mount() {
        root = mounted;
        beneath = directory();
    }

    void link(Inode directory, String name, Inode inode) {
        Map<String, Inode> names = new HashMap<>();
        names.put(name, inode);
        change(Map.of(directory, names));
    }

    void unlink(Inode directory, String name) {
        Inode gone = directory.entries.get(name);
        link(directory, name, null);
        gone.links = 0;
        used -= gone.length;
    }

    void rename(Inode from, String name, Inode to, String newName) {
        Inode moved = from.entries.get(name);
        Inode replaced = to.entries.get(newName);
        Map<Inode, Map<String, Inode>> names = new IdentityHashMap<>();
        names.computeIfAbsent(from, key -> new HashMap<>()).put(name, null);
        names.computeIfAbsent(to, key -> new HashMap<>()).put(newName, moved);
        change(names);
        if (replaced != null && replaced != moved) {
            replaced.links = 0;
            used -= replaced.length;
        }
    }

    private void change(Map<Inode, Map<String, Inode>> names) {
        names.forEach((directory, entries) -> {
            directory.modifiedMillis = wallMillis.getAsLong();
            entries.forEach((name, inode) -> {
                if (inode == null) {
                    directory.entries.remove(name);
                } else {
                    directory.entries.put(name, inode);
                }
            });
        });
        journal.add(new Change(names));
        if (journal.size() > MOST_UNSYNCED) {
            // By and by a kernel writes what nobody asks for, too.
            journal.remove(0).persist();
        }
    }

    /** @return how many bytes there was room for */
    int write(Inode inode, int at, byte[] bytes, int from, int count) {
        int end = at + count;
        int more = Math.max(0, end - inode.length);
        int room = (int) Math.min(more, Math.max(0, faults.capacity() - used));
        int written = count - (more - room);
        if (written <= 0) {
            return 0;
        }
        if (inode.data.length < at + written) {
            inode.data = Arrays.copyOf(inode.data, Math.max(at + written, 2 * inode.data.length));
        }
        System.arraycopy(bytes, from, inode.data, at, written);
        used += Math.max(0, at + written - inode.length);
        inode.length = Math.max(inode.length, at + written);
        inode.dirty = true;
        inode.modifiedMillis = wallMillis.getAsLong();
        return written;
    }

    void truncate(Inode inode, int length) {
        if (length < inode.length) {
            used -= inode.length - length;
            Arrays.fill(inode.data, length, inode.length, (byte) 0);
            inode.length = length;
            inode.dirty = true;
            inode.modifiedMillis = wallMillis.getAsLong();
        }
    }

    void sync(Inode inode) {
        if (!inode.directory) {
            inode.synced = inode.content();
            inode.dirty = false;
            return;
        }
        Set<Inode> directories = new HashSet<>(Set.of(inode));
        Set<Change> persisted = new LinkedHashSet<>();
        int before = -1;
        while (before != persisted.size()) {
            before = persisted.size();
            for (Change change : journal) {
                if (change.touches(directories)) {
                    persisted.add(change);
                    change.names.forEach((directory, names) -> {
                        directories.add(directory);
                        // One that goes has been emptied before.
                        names.keySet().stream()
                                .map(directory.syncedEntries::get)
                                .filter(gone -> gone != null && gone.directory)
                                .forEach(directories::add);
                    });
                }
            }
        }
        List<Change> left = new ArrayList<>();
        for (Change change : journal) {
            if (persisted.contains(change)) {
                change.persist();
            } else {
                left.add(change);
            }
        }
        journal.clear();
        journal.addAll(left);
    }

    /** The power fails: of what was not synced this or that is there afterwards. */
    void powerFails(Random random) {
        boolean inOrder = random.nextInt(10) < 7;
        int prefix = random.nextInt(journal.size() + 1);
        Map<Inode, Set<String>> lost = new IdentityHashMap<>();
        for (int i = 0; i < journal.size(); i++) {
            Change change = journal.get(i);
            if (!change.needsOneOf(lost) && (inOrder ? i < prefix : random.nextBoolean())) {
                change.persist();
            } else {
                change.names.forEach((directory, names) ->
                        lost.computeIfAbsent(directory, key -> new HashSet<>()).addAll(names.keySet()));
            }
        }
        journal.clear();
        root = mounted;
        beneath = directory();
        used = 0;
        settle(root, random);
    }

    private void settle(Inode directory, Random random) {
        directory.entries.clear();
        directory.entries.putAll(directory.syncedEntries);
        directory.entries.values().forEach(inode -> {
            inode.links = 1;
            inode.lockedBy = null;
            inode.sharedBy.clear();
            if (inode.directory) {
                settle(inode, random);
                return;
            }
            if (inode.dirty) {
                inode.content(torn(inode, random));
                inode.synced = inode.content();
                inode.dirty = false;
            }
            used += inode.length;
        });
    }

    private byte[] torn(Inode inode, Random random) {
        byte[] now = inode.content();
        byte[] then = inode.synced;
        switch (random.nextInt(4)) {
            case 0:
                return then;
            case 1:
                return now;
            case 2:
                // So far, and no farther.
                int some = now.length <= then.length
                        ? now.length
                        : then.length + random.nextInt(now.length - then.length + 1);
                return Arrays.copyOf(now, some);
            default:
                // It is that long, but what was to be there is not.
                byte[] zeros = Arrays.copyOf(then, Math.max(then.length, now.length));
                if (random.nextBoolean() && now.length > then.length) {
                    int at = then.length + random.nextInt(now.length - then.length);
                    at = faults.tearsAtLines ? nextLine(now, at) : at;
                    System.arraycopy(now, at, zeros, at, now.length - at);
                }
                return zeros;
        }
    }

    /** Where the first line begins that does so here or behind this; here, where none does. */
    private static int nextLine(byte[] bytes, int from) {
        for (int i = Math.max(1, from); i < bytes.length; i++) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return from;
    }

    /** All files, with their paths from the root. */
    void eachFile(BiConsumer<String, Inode> taker) {
        each("", root, taker);
    }

    /** All files, those that are hidden beneath or by a mount included. */
    void eachFileAnywhere(BiConsumer<String, Inode> taker) {
        each("", mounted, taker);
        if (!isMounted()) {
            each("", beneath, taker);
        }
    }

    private static void each(String path, Inode directory, BiConsumer<String, Inode> taker) {
        new TreeMap<>(directory.entries).forEach((name, inode) -> {
            String at = path + "/" + name;
            if (inode.directory) {
                each(at, inode, taker);
            } else {
                taker.accept(at, inode);
            }
        });
    }

    /** A copy of a file's content under another name, as a hand makes it; durable at once, as all that hands do. */
    void put(Inode directory, String name, byte[] content) {
        Inode made = file();
        made.mode = 0600;
        made.content(content.clone());
        made.synced = content.clone();
        used += content.length;
        link(directory, name, made);
        sync(directory);
    }

    Inode lookUp(String path) {
        Inode at = root;
        int from = 1;
        while (at != null && from < path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            at = at.entries.get(path.substring(from, to));
            from = to + 1;
        }
        return at;
    }
}
