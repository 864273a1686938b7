package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.spool.Segment;
import com.moesif.logback.internal.transport.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A segment that was found, with actions of these numbers, on a disk of a test's own making. */
final class ScriptedSegment implements Segment {
    final List<Integer> numbers;
    /** What its next reads end in; then they are good. */
    final Deque<Throwable> failures = new ArrayDeque<>();
    /** What has been said to it of outcomes, in their order. */
    final List<Integer> settled = new ArrayList<>();

    /** Whether those come when all lines have been read. */
    boolean failsAtItsEnd;

    boolean whole = true;
    boolean taken;
    /** Whether its file can be looked at. */
    boolean visible = true;

    Runnable onSettled = () -> {};
    Runnable onRead = () -> {};
    Runnable onLook = () -> {};
    Runnable onAsked = () -> {};
    private final long millis;

    ScriptedSegment(List<Integer> numbers) {
        this(numbers, System.currentTimeMillis());
    }

    /** @param millis the {@code request.time} of its actions */
    ScriptedSegment(List<Integer> numbers, long millis) {
        this.numbers = new ArrayList<>(numbers);
        this.millis = millis;
    }

    /** Its one action as it is in memory, and never too old. */
    Batch loaded() {
        int number = numbers.get(0);
        byte[] json = json(number, 0).getBytes(StandardCharsets.UTF_8);
        return Batch.sealed(
                new Payload("", json, false), 1, json.length, new Batch.Origin(number, Long.MAX_VALUE, this));
    }

    static String json(int number, long millis) {
        return "{\"action_name\":\"Tested\",\"company_id\":\"12345\",\"request\":{\"time\":\""
                + Instant.ofEpochMilli(millis) + "\"},\"metadata\":{\"n\":" + number + "}}";
    }

    @Override
    public int read(LineSink sink) throws IOException {
        if (!failsAtItsEnd) {
            fail();
        }
        for (int number : numbers) {
            byte[] line = (" " + json(number, millis) + "\n").getBytes(StandardCharsets.UTF_8);
            sink.line(line, 0, line.length);
        }
        onRead.run();
        if (failsAtItsEnd) {
            fail();
        }
        return 0;
    }

    private void fail() throws IOException {
        Throwable failure = failures.poll();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof IOException trouble) {
            throw trouble;
        }
    }

    @Override
    public void peek(LineSink sink) throws IOException {
        read(sink);
    }

    @Override
    public void append(byte[] lines, int from, int to, int actions) {
        throw new IllegalStateException("it was found");
    }

    @Override
    public void sync() {}

    @Override
    public void seal() {}

    @Override
    public boolean look() {
        onLook.run();
        return visible;
    }

    @Override
    public boolean isGone() {
        onLook.run();
        return false;
    }

    @Override
    public boolean isWhole() {
        onAsked.run();
        return whole;
    }

    @Override
    public boolean isTaken() {
        return taken;
    }

    @Override
    public long bytes() {
        return 100L * numbers.size();
    }

    @Override
    public void settled(int actions) {
        onSettled.run();
        settled.add(actions);
    }
}
