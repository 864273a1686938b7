package com.moesif.logback.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk as a program leaves it by its system calls, and as it may be found when the power fails after any of them: what was
 * synced is there; of all else any part may be, in any order. A name is synced with its directory, bytes with their file.
 */
final class PoweredDisk {
    private final Path root;
    private final Directory top = new Directory();
    private final Map<Integer, Long> positions = new HashMap<>();

    PoweredDisk(Path root) {
        this.root = root;
    }

    /** What has a name: a file or a directory. */
    private abstract static class Node {
        abstract void synced();

        abstract void leave(Path at, Random random) throws IOException;
    }

    private static final class File extends Node {
        private byte[] now = {};
        private byte[] stable = {};
        private final List<Write> writes = new ArrayList<>();

        private record Write(int at, byte[] bytes) {}

        void write(int at, byte[] bytes) {
            Write write = new Write(at, bytes);
            now = applied(now, write);
            writes.add(write);
        }

        private static byte[] applied(byte[] content, Write write) {
            byte[] bytes = Arrays.copyOf(content, Math.max(content.length, write.at + write.bytes.length));
            System.arraycopy(write.bytes, 0, bytes, write.at, write.bytes.length);
            return bytes;
        }

        @Override
        void synced() {
            stable = now;
            writes.clear();
        }

        @Override
        void leave(Path at, Random random) throws IOException {
            byte[] content = stable;
            int how = random.nextInt(4);
            int until = how == 0 ? 0 : how == 1 ? writes.size() : random.nextInt(writes.size() + 1);
            for (Write write : writes.subList(0, until)) {
                // In any order: one that is missing before others leaves zeros.
                content = how < 3 || random.nextBoolean() ? applied(content, write) : content;
            }
            if (until < writes.size() && how > 1) {
                Write torn = writes.get(until);
                byte[] part = Arrays.copyOf(torn.bytes, random.nextInt(torn.bytes.length + 1));
                // Its length may be there without its bytes.
                content = applied(content, new Write(torn.at, random.nextBoolean() ? part : new byte[part.length]));
            }
            Files.write(at, content);
        }
    }

    private static final class Directory extends Node {
        private final Map<String, Node> now = new TreeMap<>();
        private final Map<String, Node> stable = new TreeMap<>();
        private final List<Runnable> changes = new ArrayList<>();

        void change(String removed, String added, Node node) {
            now.remove(removed);
            now.put(added, node);
            // One change, as in every journal.
            changes.add(() -> {
                stable.remove(removed);
                stable.put(added, node);
            });
        }

        void remove(String name) {
            now.remove(name);
            changes.add(() -> stable.remove(name));
        }

        @Override
        void synced() {
            changes.forEach(Runnable::run);
            changes.clear();
        }

        @Override
        void leave(Path at, Random random) throws IOException {
            Map<String, Node> before = new TreeMap<>(stable);
            int how = random.nextInt(3);
            for (Runnable change : changes) {
                if (how == 1 || how == 2 && random.nextBoolean()) {
                    change.run();
                }
            }
            Map<String, Node> left = new TreeMap<>(stable);
            stable.clear();
            stable.putAll(before);
            Files.createDirectories(at);
            for (Map.Entry<String, Node> entry : left.entrySet()) {
                entry.getValue().leave(at.resolve(entry.getKey()), random);
            }
        }
    }

    /** One more call of the program. */
    void after(StraceLog.Call call) {
        switch (call.name()) {
            case "openat" -> opened(call);
            case "read" -> positions.merge(call.descriptor(), call.result(), Long::sum);
            case "lseek" -> positions.put(call.descriptor(), call.result());
            case "write" -> written(call);
            case "fsync", "fdatasync" -> {
                Node node = find(call.path(0));
                if (node != null) {
                    node.synced();
                }
            }
            case "mkdir" -> {
                if (isHere(call.path(0))) {
                    parent(call.path(0)).change("", name(call.path(0)), new Directory());
                }
            }
            case "rename" -> {
                if (isHere(call.path(0))) {
                    Directory parent = parent(call.path(0));
                    if (parent != parent(call.path(1))) {
                        throw new IllegalStateException("not between directories: " + call);
                    }
                    parent.change(name(call.path(0)), name(call.path(1)), find(call.path(0)));
                }
            }
            case "unlink", "rmdir" -> {
                if (isHere(call.path(0))) {
                    parent(call.path(0)).remove(name(call.path(0)));
                }
            }
            default -> throw new IllegalStateException("not understood: " + call);
        }
    }

    private void opened(StraceLog.Call call) {
        positions.put((int) call.result(), 0L);
        // The first path is that of the working directory.
        Path path = call.path(1);
        if (isHere(path) && call.arguments().contains("O_CREAT") && find(path) == null) {
            parent(path).change("", name(path), new File());
        }
    }

    private void written(StraceLog.Call call) {
        if (isHere(call.path(0)) && find(call.path(0)) instanceof File file) {
            byte[] bytes = Arrays.copyOf(call.texts().get(1), (int) call.result());
            long at = positions.merge(call.descriptor(), call.result(), Long::sum) - call.result();
            file.write((int) at, bytes);
        }
    }

    /** What a file holds now, whether the disk knows it or not. */
    byte[] content(Path path) {
        return find(path) instanceof File file ? file.now : new byte[0];
    }

    /** Puts down what may be found when the power fails now. */
    void leave(Path at, Random random) throws IOException {
        top.leave(at, random);
    }

    private boolean isHere(Path path) {
        return path.startsWith(root) && !path.equals(root);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private Directory parent(Path path) {
        return (Directory) find(path.getParent());
    }

    private Node find(Path path) {
        if (!path.startsWith(root)) {
            return null;
        }
        Node node = top;
        for (Path name : path.equals(root) ? Path.of("") : root.relativize(path)) {
            if (!name.toString().isEmpty()) {
                node = node instanceof Directory directory ? directory.now.get(name.toString()) : null;
            }
        }
        return node;
    }
}
