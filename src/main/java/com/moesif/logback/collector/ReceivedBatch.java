package com.moesif.logback.collector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A request, and what was in it.
 *
 * @param contents the names of its actions, and how often each came
 */
record ReceivedBatch(ReceivedRequest request, String contents) {
    /** Each is parsed for its name: in a batch of thousands the first tell enough. */
    private static final int MOST_COUNTED = 200;

    static ReceivedBatch of(ReceivedRequest request, List<ReceivedAction> actions) {
        Map<String, Integer> names = new LinkedHashMap<>();
        actions.stream().limit(MOST_COUNTED).forEach(action -> names.merge(action.actionName(), 1, Integer::sum));
        StringJoiner contents = new StringJoiner(", ");
        names.forEach((name, count) -> contents.add(count == 1 ? name : name + " \u00d7 " + count));
        if (actions.size() > MOST_COUNTED) {
            contents.add("and more");
        }
        return new ReceivedBatch(request, contents.toString());
    }
}
