package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.Oddity;

/** Counts what did not go smoothly in encoding, and says so. */
public final class EncodingNotices implements EncodingReport {
    private static final int SHOWN = 100;

    private final Ledger ledger;
    private final Notices notices;

    public EncodingNotices(Ledger ledger, Notices notices) {
        this.ledger = ledger;
        this.notices = notices;
    }

    @Override
    public void fieldLost(String rule, String field, String why) {
        ledger.fieldLost(rule);
        raise(rule, field, "was lost", why);
    }

    @Override
    public void fieldDoubtful(String rule, String field, String why) {
        raise(rule, field, "is probably not what was meant", why);
    }

    private void raise(String rule, String field, String what, String why) {
        String whose = rule == null ? "an action" : "an action of " + rule;
        notices.raise(
                "field",
                rule + " " + field,
                "Field '" + shown(field) + "' of " + whose + " " + what + ": it " + why + ".");
    }

    @Override
    public void withoutCompany(String rule, String actionName) {
        ledger.odd(Oddity.WITHOUT_COMPANY);
        String what = rule == null ? "Action '" + shown(actionName) + "'" : "An action of " + rule;
        notices.raise(
                "company",
                rule == null ? actionName : rule,
                what
                        + " has no company_id and can't be billed to anyone. Give it one by a field, an alias or the MDC.");
    }

    @Override
    public void manyNames(int limit, String example) {
        notices.raise(
                "names",
                "There are more than " + limit + " distinct action names; the last one is '" + shown(example)
                        + "'. Names should be few: put what varies into fields, and give the action a fixed name.");
    }

    @Override
    public void tooLarge(String actionName, String transactionId) {
        notices.raise(
                "tooLarge",
                "Action '" + shown(actionName) + "' with transaction_id " + shown(transactionId) + " has more than "
                        + ActionEncoder.MOST_BYTES + " bytes, which the collector refuses. It is not sent.");
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
