package com.moesif.logback.e2e.candidate;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import com.moesif.api.APIHelper;
import com.moesif.api.Configuration;
import com.moesif.api.MoesifAPIClient;
import com.moesif.api.controllers.APIController;
import com.moesif.api.models.ActionModel;
import com.moesif.api.models.ActionRequestModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.event.KeyValuePair;

/**
 * What a team writes that has Moesif's client and not this appender: a queue, and a thread that sends what stands in it, a
 * hundred at a time. The caller pays for the queue alone, and waits when it is full.
 */
public final class MoesifClientAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int BATCH = 100;
    private static final long LINGER_NANOS = 1_000_000_000;

    private final BlockingQueue<ILoggingEvent> queue = new ArrayBlockingQueue<>(8_192);
    private final Thread sender = new Thread(this::send, "moesif-client");
    private final Configuration configuration = new Configuration();
    private APIController client;
    private volatile boolean stopping;

    public void setBaseUri(String uri) {
        configuration.baseUri = uri;
    }

    @Override
    public void start() {
        configuration.applicationId = "benchmark";
        client = new MoesifAPIClient(configuration).getAPI();
        sender.start();
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        stopping = true;
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        APIHelper.shutdown();
    }

    @Override
    protected void append(ILoggingEvent event) {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        List<ILoggingEvent> events = new ArrayList<>(BATCH);
        while (fill(events)) {
            try {
                client.createActionsBatch(events.stream().map(this::action).toList());
            } catch (Throwable e) {
                addError("a batch is lost", e);
            }
            events.clear();
        }
    }

    /**
     * Waits for a batch. It looks from time to time and does not block on the queue: each call would have to wake it.
     *
     * @return false when there is nothing and never will be
     */
    private boolean fill(List<ILoggingEvent> events) {
        long since = System.nanoTime();
        try {
            while (queue.size() < BATCH && !stopping && System.nanoTime() - since < LINGER_NANOS) {
                Thread.sleep(5);
                since = queue.isEmpty() ? System.nanoTime() : since;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.drainTo(events, BATCH);
        return !events.isEmpty() || !stopping;
    }

    private ActionModel action(ILoggingEvent event) {
        String name = null;
        String company = null;
        Map<String, Object> metadata = new HashMap<>();
        for (KeyValuePair pair : event.getKeyValuePairs()) {
            switch (pair.key) {
                case "action_name" -> name = (String) pair.value;
                case "company_id" -> company = (String) pair.value;
                default -> metadata.put(pair.key, pair.value);
            }
        }
        ActionRequestModel request = new ActionRequestModel.Builder("https://example.org/payments")
                .setTime(event.getInstant().toString())
                .build();
        return new ActionModel.Builder(name, request)
                .setCompanyId(company)
                .setTransactionId(UUID.randomUUID().toString())
                .setMetadata(metadata)
                .build();
    }
}
