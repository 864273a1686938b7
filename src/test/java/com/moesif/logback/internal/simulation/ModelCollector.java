package com.moesif.logback.internal.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;

/**
 * The collector, by the facts of the API and by no code of ours: what it takes, what it refuses, and that it takes each id
 * once.
 */
public final class ModelCollector {
    static final int MOST_ACTION_BYTES = 1_000_000;
    static final int MOST_BATCH_BYTES = 15_000_000;
    static final long MOST_AGE_MILLIS = 30L * 24 * 60 * 60 * 1000;

    private final LongSupplier clock;
    private final Map<String, byte[]> taken = new HashMap<>();
    /** Ids of actions that it has refused, or would have. */
    private final Set<String> refused = new HashSet<>();

    private final List<String> faults = new ArrayList<>();

    /**
     * What came in one request.
     *
     * @param ids of its actions
     */
    record Judgement(int status, List<String> ids) {}

    private record Item(String id, byte[] json, boolean good) {}

    ModelCollector(LongSupplier clock) {
        this.clock = clock;
    }

    Judgement receive(String path, byte[] body, boolean gzip) {
        byte[] json;
        try {
            json = gzip ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        } catch (IOException e) {
            faults.add("a body that is no gzip");
            return new Judgement(400, List.of());
        }
        List<Item> items;
        try {
            items = path.equals("/v1/actions/batch") ? many(json) : List.of(one(json));
        } catch (JsonReader.Malformed e) {
            faults.add("a body that is no JSON: " + e.getMessage());
            return new Judgement(400, List.of());
        }
        List<String> ids = items.stream().map(Item::id).toList();
        if (json.length > MOST_BATCH_BYTES) {
            return new Judgement(413, ids);
        }
        boolean allGood = true;
        for (Item item : items) {
            if (!item.good) {
                allGood = false;
                refused.add(item.id);
            }
        }
        if (!allGood) {
            return new Judgement(400, ids);
        }
        items.forEach(this::take);
        return new Judgement(201, ids);
    }

    private void take(Item item) {
        byte[] first = taken.putIfAbsent(item.id, item.json);
        if (first != null && !Arrays.equals(first, item.json)) {
            faults.add("the action " + item.id + " came twice, and is not the same");
        }
    }

    private List<Item> many(byte[] json) {
        List<Item> items = new ArrayList<>();
        JsonReader in = new JsonReader(json, 0);
        in.expect('[');
        do {
            items.add(item(json, in));
        } while (in.take(','));
        in.expect(']');
        in.end();
        if (items.size() < 2) {
            faults.add("a batch of " + items.size());
        }
        return items;
    }

    private Item one(byte[] json) {
        JsonReader in = new JsonReader(json, 0);
        Item item = item(json, in);
        in.end();
        return item;
    }

    private Item item(byte[] json, JsonReader in) {
        in.next();
        int from = in.at();
        Object value = in.value();
        if (!(value instanceof Map<?, ?> action)) {
            throw new JsonReader.Malformed("no object", from);
        }
        int bytes = in.at() - from;
        return new Item(
                String.valueOf(action.get("transaction_id")),
                Arrays.copyOfRange(json, from, in.at()),
                bytes <= MOST_ACTION_BYTES && isGood(action));
    }

    private boolean isGood(Map<?, ?> action) {
        if (!(action.get("action_name") instanceof String)
                || !(action.get("request") instanceof Map<?, ?> request)
                || !(action.get("metadata") instanceof Map<?, ?> metadata)) {
            return false;
        }
        try {
            Instant time = Instant.parse(String.valueOf(request.get("time")));
            return clock.getAsLong() - time.toEpochMilli() <= MOST_AGE_MILLIS && metadata.get("bad") == null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    boolean has(String id) {
        return taken.containsKey(id);
    }

    /** The action as it came first; null when it has not. */
    Map<?, ?> taken(String id) {
        byte[] json = taken.get(id);
        return json == null ? null : (Map<?, ?>) new JsonReader(json, 0).value();
    }

    int size() {
        return taken.size();
    }

    boolean refuses(String id) {
        return refused.contains(id);
    }

    /** How many actions it has refused, or would have. */
    int refused() {
        return refused.size();
    }

    /** What no sender should have done. */
    List<String> faults() {
        return faults;
    }
}
