package com.moesif.logback.internal.settings;

import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.Reserved;
import com.moesif.logback.internal.mapping.LinePattern;
import com.moesif.logback.internal.mapping.Rule;
import java.util.ArrayList;
import java.util.List;

/** Rules that let anybody who can put text into a log line decide who pays: log text is input. */
final class LineInput {
    private LineInput() {}

    /** A sentence for each rule that a text within another line can meet, and that takes the customer from it. */
    static List<String> warningsOf(List<Rule> rules, Naming naming) {
        List<String> warnings = new ArrayList<>();
        for (Rule rule : rules) {
            LinePattern regex = rule.regex();
            boolean takesCompany = regex != null
                    && regex.names().stream().anyMatch(name -> naming.reservedPlace(name) == Reserved.COMPANY_ID);
            boolean anyLogger = rule.where().logger() == null;
            if (takesCompany && (!regex.isAnchored() || anyLogger)) {
                String label = rule.actionTemplate().label();
                warnings.add(Character.toUpperCase(label.charAt(0)) + label.substring(1)
                        + ": its <regex> gives company_id, and "
                        + (regex.isAnchored()
                                ? "any logger's messages are tried on it"
                                : "matches within a longer message, too")
                        + ": anybody who can put text into a log line, for example by a user agent, can bill another company. "
                        + (regex.isAnchored() ? "" : "Begin it with ^ and end it with $. ")
                        + (anyLogger ? "Give the rule a <logger>." : ""));
            }
        }
        return warnings.stream().map(String::strip).toList();
    }
}
