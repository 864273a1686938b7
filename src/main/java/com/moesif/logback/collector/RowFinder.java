package com.moesif.logback.collector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Finds the rows that one page has not seen. One thread at a time. */
final class RowFinder {
    static final int ROWS_AT_FIRST = 200;
    static final int ROWS_AT_A_TIME = 20;

    // Bounds what one look costs, however much has come since the last.
    private static final int SEARCHED_AT_FIRST = 300_000;
    private static final int SEARCHED_AT_A_TIME = 20_000;
    private static final int SLICE = 2_000;

    private final State state;
    private final RowFilter filter;

    // How far it has seen.
    private String run = "";
    private int actions;
    private long refusals;
    private long turnedAway;
    private long faults;
    private long batches;
    private long resends;
    private long lines;

    RowFinder(State state, RowFilter filter) {
        this.state = state;
        this.filter = filter;
    }

    /**
     * What there is to show.
     *
     * @param first whether these are the first of their run, so that all earlier rows are void
     * @param rows newest first
     * @param skipped how many actions came that aren't among the rows although the filter lets them through, or that
     *     were too many even to look at
     * @param lines log lines that became actions, whether those are among the rows or came before
     */
    record Found(boolean first, List<Row> rows, int skipped, List<LogLine> lines) {}

    Found find(Inbox.Glance glance) {
        boolean first = !glance.run().equals(run);
        if (first) {
            run = glance.run();
            actions = 0;
            refusals = 0;
            turnedAway = 0;
            faults = 0;
            batches = 0;
            resends = 0;
            lines = state.lines().total();
        }
        int most = first ? ROWS_AT_FIRST : ROWS_AT_A_TIME;
        List<Row> rows = new ArrayList<>();
        Newest.Unseen<Refusal> refused = state.log().refusalsSince(refusals);
        refusals = refused.total();
        add(rows, most, refused, filter::shows, Row::of);
        Newest.Unseen<Refusal> away = state.log().turnedAway().toldSince(turnedAway);
        turnedAway = away.total();
        add(rows, most, away, filter::shows, Row::ofTurnedAway);
        Newest.Unseen<PlayedFault> played = state.log().faultsSince(faults);
        faults = played.total();
        add(rows, most, played, filter::shows, Row::of);
        Newest.Unseen<ReceivedBatch> arrived = state.log().batchesSince(batches);
        batches = arrived.total();
        add(rows, most, arrived, filter::shows, Row::of);
        Newest.Unseen<Resend> again = state.inbox().resendsSince(resends);
        resends = again.total();
        add(rows, most, again, filter::shows, Row::of);
        int skipped = addActions(rows, glance.actions(), most, first ? SEARCHED_AT_FIRST : SEARCHED_AT_A_TIME);
        // Stable: of one millisecond, the newest is first already.
        rows.sort(Comparator.comparing(Row::time).reversed());
        Newest.Unseen<LogLine> told = state.lines().since(lines);
        lines = told.total();
        return new Found(first, rows, first ? 0 : skipped, told.newestFirst());
    }

    private int addActions(List<Row> rows, int end, int most, int searched) {
        int begin = Math.min(actions, end);
        int lowest = Math.max(begin, end - searched);
        actions = end;
        if (!filter.showsActions()) {
            return 0;
        }
        int skipped = lowest - begin;
        int shown = 0;
        for (int high = end; high > lowest; high -= SLICE) {
            int low = Math.max(lowest, high - SLICE);
            List<ReceivedAction> slice = state.inbox().slice(run, low, high);
            for (int i = slice.size() - 1; i >= 0; i--) {
                if (!filter.shows(slice.get(i))) {
                    continue;
                }
                if (shown < most) {
                    // By its distance from the end: the first of them may have gone.
                    ReceivedAction action = slice.get(i);
                    rows.add(Row.of(
                            high - slice.size() + i, action, state.lines().of(action.id())));
                    shown++;
                } else {
                    skipped++;
                }
            }
            if (shown == most && searched == SEARCHED_AT_FIRST) {
                // How many there are besides in all the past, nobody asked.
                return skipped;
            }
        }
        return skipped;
    }

    private interface RowOf<T> {
        Row apply(long number, T value);
    }

    private static <T> void add(
            List<Row> rows, int most, Newest.Unseen<T> unseen, Predicate<T> filter, RowOf<T> rowOf) {
        long number = unseen.total();
        int shown = 0;
        for (T value : unseen.newestFirst()) {
            number--;
            if (shown < most && filter.test(value)) {
                rows.add(rowOf.apply(number, value));
                shown++;
            }
        }
    }
}
