package com.moesif.logback.internal.simulation;

import com.moesif.logback.internal.simulation.SimDisk.Inode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** What other people do to a spool: cleaners, backups, operators. */
final class Hands {
    private final SimDisk disk;
    private final Random random;
    private final Map<String, byte[]> backup = new HashMap<>();

    enum Deed {
        REMOVE_LOCK,
        REMOVE_EMPTY,
        REMOVE_SEGMENT,
        TRUNCATE,
        ZERO_FILL,
        FLIP,
        COPY,
        BACK_UP,
        RESTORE,
        REMOVE_OWNER,
        REMOVE_LETTERS,
        REMOVE_DIRECTORY;

        /** Whether actions in files may be gone afterwards. */
        boolean destroys() {
            return this != REMOVE_LOCK && this != REMOVE_EMPTY && this != COPY && this != BACK_UP;
        }
    }

    Hands(SimDisk disk, Random random) {
        this.disk = disk;
        this.random = random;
    }

    private List<String> paths(Predicate<String> which) {
        List<String> paths = new ArrayList<>();
        disk.eachFile((path, inode) -> {
            if (which.test(path)) {
                paths.add(path);
            }
        });
        return paths;
    }

    private String any(Predicate<String> which) {
        List<String> paths = paths(which);
        return paths.isEmpty() ? null : paths.get(random.nextInt(paths.size()));
    }

    private static boolean isSegment(String path) {
        return path.endsWith(".segment");
    }

    /** @return whether there was anything to lay hands on */
    boolean lay(Deed deed) {
        return switch (deed) {
            case REMOVE_LOCK -> remove(any(path -> path.endsWith("/lock")));
            case REMOVE_EMPTY -> removeAll(paths(path -> disk.lookUp(path).length == 0));
            case REMOVE_SEGMENT -> remove(any(Hands::isSegment));
            case REMOVE_OWNER -> remove(any(path -> path.endsWith("/owner")));
            case REMOVE_LETTERS -> remove(any(path -> path.endsWith(".jsonl")));
            case TRUNCATE -> change(any(Hands::isSegment), deed);
            case ZERO_FILL -> change(any(Hands::isSegment), deed);
            case FLIP -> change(any(Hands::isSegment), deed);
            case COPY -> copy(any(Hands::isSegment));
            case BACK_UP -> backUp();
            case RESTORE -> restore();
            case REMOVE_DIRECTORY -> removeDirectory();
        };
    }

    private Inode parent(String path) {
        return disk.lookUp(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private boolean remove(String path) {
        if (path == null) {
            return false;
        }
        Inode parent = parent(path);
        disk.unlink(parent, name(path));
        disk.sync(parent);
        return true;
    }

    private boolean removeAll(List<String> paths) {
        paths.forEach(this::remove);
        return !paths.isEmpty();
    }

    private boolean change(String path, Deed deed) {
        if (path == null) {
            return false;
        }
        Inode inode = disk.lookUp(path);
        int at = random.nextInt(inode.length + 1);
        if (deed == Deed.TRUNCATE) {
            disk.truncate(inode, at);
        } else if (deed == Deed.ZERO_FILL) {
            for (int i = at; i < inode.length && i < at + 512; i++) {
                inode.data[i] = 0;
            }
        } else if (at < inode.length) {
            inode.data[at] ^= (byte) (1 << random.nextInt(8));
        }
        disk.sync(inode);
        return true;
    }

    private boolean copy(String path) {
        if (path == null) {
            return false;
        }
        // With a name that sorts beside it, as file managers do it.
        String name = name(path);
        String copy = name.substring(0, name.indexOf('.')) + "-copy" + random.nextInt(100)
                + name.substring(name.indexOf('.'));
        if (parent(path).entries.containsKey(copy)) {
            return false;
        }
        disk.put(parent(path), copy, disk.lookUp(path).content());
        return true;
    }

    private boolean backUp() {
        disk.eachFile((path, inode) -> {
            if (isSegment(path)) {
                backup.put(path, inode.content());
            }
        });
        return !backup.isEmpty();
    }

    private boolean restore() {
        boolean[] done = {false};
        backup.forEach((path, content) -> {
            Inode parent = parent(path);
            if (parent != null && parent.directory) {
                if (parent.entries.containsKey(name(path))) {
                    remove(path);
                }
                disk.put(parent, name(path), content);
                done[0] = true;
            }
        });
        return done[0];
    }

    private boolean removeDirectory() {
        String owner = any(path -> path.endsWith("/owner") || path.endsWith("/lock"));
        if (owner == null) {
            return false;
        }
        String directory = owner.substring(0, owner.lastIndexOf('/'));
        Inode inode = disk.lookUp(directory);
        Inode parent = parent(directory);
        removeAll(paths(path -> path.startsWith(directory + "/")));
        inode.entries.clear();
        inode.syncedEntries.clear();
        disk.unlink(parent, name(directory));
        disk.sync(parent);
        return true;
    }
}
