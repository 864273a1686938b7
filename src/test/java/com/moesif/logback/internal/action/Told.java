package com.moesif.logback.internal.action;

import java.util.ArrayList;
import java.util.List;

/** What was said of actions while they were encoded, in order: rule, field and reason, with bars between them. */
final class Told implements EncodingReport {
    final List<String> all = new ArrayList<>();

    @Override
    public void fieldLost(String rule, String field, String why) {
        all.add("lost|" + rule + "|" + field + "|" + why);
    }

    @Override
    public void fieldDoubtful(String rule, String field, String why) {
        all.add("doubtful|" + rule + "|" + field + "|" + why);
    }

    @Override
    public void withoutCompany(String rule, String actionName) {
        all.add("no company|" + rule + "|" + actionName);
    }

    @Override
    public void manyNames(int limit, String example) {
        all.add("many names|" + limit + "|" + example);
    }

    @Override
    public void tooLarge(String actionName, String transactionId) {
        all.add("too large|" + actionName + "|" + transactionId);
    }
}
