package com.moesif.logback.connect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a worker is to its task. Like the worker's, it belongs to one thread. */
final class FakeContext implements SinkTaskContext, ErrantRecordReporter {
    final Map<String, String> properties = new HashMap<>();
    final Set<TopicPartition> assigned = new HashSet<>();
    final Set<TopicPartition> paused = new HashSet<>();
    final List<SinkRecord> reported = new ArrayList<>();
    final List<Throwable> reasons = new ArrayList<>();
    ErrantRecordReporter reporter = this;
    /** What the reporter answers. */
    Supplier<Future<Void>> done = () -> CompletableFuture.completedFuture(null);

    int commits;
    int configsAsked;
    long timeout = -1;
    private final Thread owner = Thread.currentThread();

    private void check() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("not the task's thread");
        }
    }

    @Override
    public Map<String, String> configs() {
        check();
        configsAsked++;
        return properties;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void offset(TopicPartition tp, long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void timeout(long timeoutMs) {
        check();
        timeout = timeoutMs;
    }

    @Override
    public Set<TopicPartition> assignment() {
        check();
        return assigned;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        check();
        paused.addAll(Arrays.asList(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        check();
        Arrays.asList(partitions).forEach(paused::remove);
    }

    @Override
    public void requestCommit() {
        check();
        commits++;
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return reporter;
    }

    @Override
    public Future<Void> report(SinkRecord record, Throwable error) {
        check();
        reported.add(record);
        reasons.add(error);
        return done.get();
    }
}
