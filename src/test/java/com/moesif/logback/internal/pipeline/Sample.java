package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.action.ActionEncoder;
import com.moesif.logback.internal.action.ActionTemplate;
import com.moesif.logback.internal.action.CapturedAction;
import com.moesif.logback.internal.action.EncodingReport;
import com.moesif.logback.internal.action.FieldType;
import com.moesif.logback.internal.action.FieldTypes;
import com.moesif.logback.internal.action.LineBuffer;
import com.moesif.logback.internal.action.Naming;
import com.moesif.logback.internal.action.RequiredField;
import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.ledger.StatusSink;
import java.util.List;
import java.util.Map;

/** Actions to send. Those of one length of text and number have one length of JSON too. */
final class Sample {
    private Sample() {}

    /** A small one. */
    static CapturedAction action(int number) {
        return action(number, "");
    }

    static CapturedAction action(int number, String text) {
        CapturedAction action = new CapturedAction(0, "Tested", Map.of(), 4);
        action.add("action_name", "Tested");
        action.add("company_id", "12345");
        action.add("n", number);
        action.add("text", text);
        return action;
    }

    /** One that lacks a field without which it must not be shipped. */
    static CapturedAction incomplete(int number) {
        CapturedAction action = action(number);
        List<RequiredField> required = List.of(new RequiredField("metadata.amount", FieldType.NUMBER));
        action.actionTemplate(
                new ActionTemplate("rule 'Payments'", null, List.of(), FieldTypes.NONE, required), new Object[0]);
        return action;
    }

    static ActionEncoder encoder(EncodingReport report, LineBuffer lines) {
        return new ActionEncoder(Naming.PLAIN, List.of(), List.of(), report, lines);
    }

    /** The bytes that the action has in a batch. */
    static int lineLength(CapturedAction action) {
        LineBuffer lines = new LineBuffer();
        encoder(new EncodingNotices(new Ledger(), new Notices(silence())), lines)
                .encode(action);
        return lines.length();
    }

    static StatusSink silence() {
        return new StatusSink() {
            @Override
            public void info(String text) {}

            @Override
            public void warn(String text) {}
        };
    }
}
