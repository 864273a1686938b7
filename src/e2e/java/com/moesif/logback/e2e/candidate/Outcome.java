package com.moesif.logback.e2e.candidate;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What became of all events of this process, once it has stopped. */
final class Outcome {
    private Outcome() {}

    /**
     * How many never arrived of those that were logged after the warm-up, if there was one. Below zero if something arrived twice.
     */
    static long lostSince(Producer producer, Arrivals arrivals) throws IOException {
        long lost = producer.logged() - arrivals.events();
        return lost <= 0 ? lost : Math.max(0, lost - producer.lostInWarmUp());
    }

    /** Puts in the bytes that each event took, and how many came with a request. */
    static void onTheWire(Arrivals arrivals, Map<String, Double> result) throws IOException {
        List<Arrivals.Tally> tallies = arrivals.tallies();
        double events = tallies.stream().mapToLong(Arrivals.Tally::events).sum();
        result.put("wire", tallies.stream().mapToLong(Arrivals.Tally::wireBytes).sum() / events);
        result.put(
                "batch",
                events / tallies.stream().mapToLong(Arrivals.Tally::requests).sum());
    }
}
