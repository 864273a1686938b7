package com.moesif.logback.internal.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A segment that is read and then deleted, where possible from a disk that can't be written to. Its file stays when something
 * of it would be lost otherwise. Sender thread only.
 */
final class DrainedSegment implements Segment {
    private final Path file;
    private final Trust trust;
    private final Usage usage;
    private final Leftovers leftovers;
    private long length;
    private int sound;
    private int unsettled;
    private boolean hasToStay;

    DrainedSegment(Path file, Trust trust, Usage usage, Leftovers leftovers) {
        this.file = file;
        this.trust = trust;
        this.usage = usage;
        this.leftovers = leftovers;
    }

    void holds(int actions) {
        sound = actions;
        unsettled = actions;
    }

    @Override
    public void append(byte[] lines, int from, int to, int actions) {
        throw new IllegalStateException("it is only read");
    }

    @Override
    public void sync() {
        // Nothing was written.
    }

    @Override
    public void seal() {
        // Nothing will be appended.
    }

    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public long bytes() {
        return length;
    }

    @Override
    public int read(LineSink sink) throws IOException {
        CorruptFile corrupt = new CorruptFile(file, usage);
        try {
            SegmentReader reader =
                    new SegmentReader(file, trust, sink, (bytes, from, to) -> setAside(corrupt, bytes, from, to));
            length = Files.size(file);
            reader.read();
            keep(corrupt);
            return reader.damaged();
        } finally {
            close(corrupt);
        }
    }

    /** What can't be set aside stays where it is, and is no reason not to send the sound lines beside it. */
    private void setAside(CorruptFile corrupt, byte[] bytes, int from, int to) {
        if (hasToStay) {
            return;
        }
        try {
            corrupt.damaged(bytes, from, to);
        } catch (IOException e) {
            stays(e);
        }
    }

    private void keep(CorruptFile corrupt) {
        if (hasToStay) {
            return;
        }
        try {
            corrupt.keep();
        } catch (IOException e) {
            stays(e);
        }
    }

    private void stays(IOException why) {
        hasToStay = true;
        leftovers.add(file, "its damaged lines can't be set aside: " + DiskTrouble.reason(why));
    }

    private static void close(CorruptFile corrupt) {
        try {
            corrupt.close();
        } catch (IOException e) {
            // What is left of it is removed by whoever claims the directory next.
        }
    }

    @Override
    public void settled(int actions) {
        unsettled -= actions;
        if (unsettled <= 0) {
            leftovers.settledWhole(file);
            delete();
        } else {
            leftovers.settled(file, sound - unsettled);
        }
    }

    void delete() {
        if (hasToStay || leftovers.haveLetters()) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Sent once more some day, which the collector sees by the ids.
            leftovers.add(file, "all of it was sent, but the file can't be deleted: " + DiskTrouble.reason(e));
        }
    }
}
