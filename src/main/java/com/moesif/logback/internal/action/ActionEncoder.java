package com.moesif.logback.internal.action;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns captured events into lines of JSON: merges the sources of fields in their order, converts, masks, names and
 * identifies. One thread at a time.
 */
public final class ActionEncoder {
    /** The collector's limit for one action: 1 MB, hard (API reference, Actions). */
    public static final int MOST_BYTES = 1_000_000;

    private static final int MANY_NAMES = 200;
    private static final String UNNAMED = "unnamed";

    private final Names names;
    private final Draft draft;
    private final LackingFields lacking;
    private final FieldValues values;
    private final ActionWriter writer;
    private final List<Mask> masks;
    private final List<ConfiguredField> fields;
    private final List<RequiredField> required;
    private final ReportOnce report;
    private final LineBuffer out;
    private final ServletRequest servletRequest;
    private final MdcFields mdcFields = new MdcFields();
    private final TransactionIds ids;
    private LogLines logLines;
    private final Set<String> actionNames = new HashSet<>();

    /**
     * @param fields those of the appender, which any other source overrides
     * @param out where the lines go
     */
    public ActionEncoder(
            Naming naming, List<Mask> masks, List<ConfiguredField> fields, EncodingReport report, LineBuffer out) {
        this(naming, masks, new ActionTemplate(null, null, fields, FieldTypes.NONE, List.of()), report, out, false);
    }

    /**
     * @param everyAction what the appender adds to each action, and requires of it
     * @param scopeIds whether given transaction ids hold within their company and action name only
     */
    public ActionEncoder(
            Naming naming,
            List<Mask> masks,
            ActionTemplate everyAction,
            EncodingReport report,
            LineBuffer out,
            boolean scopeIds) {
        this.ids = new TransactionIds(scopeIds);
        this.names = new Names(naming);
        this.servletRequest = new ServletRequest(naming);
        this.report = new ReportOnce(report);
        this.draft = new Draft(this.report);
        this.lacking = new LackingFields(names, draft);
        this.values = new FieldValues(draft, this.report);
        this.writer = new ActionWriter(masks, out);
        this.fields = everyAction.fields();
        this.required = everyAction.required();
        this.masks = List.copyOf(masks);
        this.out = out;
    }

    /** Says of each action from now on which line it was. */
    public void tellLinesTo(LogLines taker) {
        logLines = taker;
    }

    /** Writes an action that nobody will see: Jackson is loaded then, before callers wait for it. */
    public void prepare() {
        int start = out.length();
        try {
            draft.begin(0, null);
            draft.set(Reserved.ACTION_NAME, UNNAMED);
            draft.identify(ids.random());
            draft.put(names.field("prepared"), 0.5);
            writer.write(draft);
        } finally {
            out.truncate(start);
        }
    }

    /**
     * Appends the action as a line.
     *
     * @return whether it was; else nothing was appended: it lacks what {@link #lacking} says, or it is larger than the
     *     collector takes, and that was reported
     * @throws RuntimeException never for what a value holds; after one nothing was appended
     */
    public boolean encode(CapturedAction action) {
        int start = out.length();
        try {
            names.trim();
            report.begin(action);
            merge(action);
            if (!lacking.isEmpty()) {
                report.notDone(action);
                return false;
            }
            if (draft.leastBytes() <= MOST_BYTES) {
                out.write(',');
                writer.write(draft);
                if (out.length() - start - 1 <= MOST_BYTES) {
                    out.write('\n');
                    if (logLines != null && logLines.areWanted()) {
                        String line = action.line == null ? action.template : action.line;
                        logLines.made(draft.transactionId(), action.actionTemplate.label(), line, masks);
                    }
                    return true;
                }
            }
            report.tooLarge(shown(draft.get(Reserved.ACTION_NAME)), draft.transactionId());
        } catch (Throwable t) {
            out.truncate(start);
            report.notDone(action);
            throw t;
        }
        out.truncate(start);
        report.notDone(action);
        return false;
    }

    /** The {@code request.time} of the action encoded last, in epoch milliseconds. */
    public long requestMillis() {
        return draft.epochMillis();
    }

    /** What the action encoded last must not be shipped without; empty when it has all of it. */
    public List<RequiredField> lacking() {
        return lacking.fields();
    }

    /** Appends the action that was not to be shipped, as a line, all the same: whoever calls has another use for it. */
    public void encodeAside() {
        out.write(',');
        writer.write(draft);
        out.write('\n');
    }

    private void merge(CapturedAction action) {
        draft.begin(action.epochMillis, action.actionTemplate.label());
        servletRequest.begin();
        configured(fields, action, action.computed);
        mdc(action);
        Object[] pairs = action.namesAndValues;
        int strongFrom = action.strongFrom();
        for (int i = 0; i < action.length; i += 2) {
            if (i == strongFrom) {
                draft.beginEvent();
            }
            if (pairs[i] != CapturedAction.END_OF_WEAK) {
                captured((String) pairs[i], pairs[i + 1], action.actionTemplate);
            }
        }
        draft.beginEvent();
        configured(action.actionTemplate.fields(), action, action.computedForRecipe);
        servletRequest.fill(draft);
        lacking.begin();
        lacking.look(required);
        lacking.look(action.actionTemplate.required());
        name(action);
        identify();
    }

    private void captured(String name, Object value, ActionTemplate actionTemplate) {
        if (name == null) {
            report.fieldLost(actionTemplate.label(), "null", "has no name. Give it one where it is logged");
        } else {
            Name place = names.field(name);
            values.place(place, actionTemplate.types().of(place), value, actionTemplate.label());
        }
    }

    private void configured(List<ConfiguredField> configured, CapturedAction action, Object[] computed) {
        for (int i = 0; i < configured.size(); i++) {
            ConfiguredField field = configured.get(i);
            Object text = text(field.source(), action.mdc, computed);
            if (text != null && !"".equals(text)) {
                values.place(names.field(field.name()), field.type(), text, action.actionTemplate.label());
            }
        }
    }

    private static Object text(FieldSource source, Map<String, String> mdc, Object[] computed) {
        if (source instanceof FieldSource.Constant constant) {
            return constant.text();
        }
        if (source instanceof FieldSource.FromMdc fromMdc) {
            String value = mdc.get(fromMdc.key());
            return value == null ? fromMdc.fallback() : value;
        }
        return computed[((FieldSource.Computed) source).index()];
    }

    private void mdc(CapturedAction action) {
        if (action.mdc.isEmpty()) {
            return;
        }
        mdcFields.begin();
        for (Map.Entry<String, String> entry : action.mdc.entrySet()) {
            MdcPlace place = entry.getKey() == null ? null : names.mdc(entry.getKey());
            if (place == null) {
                continue;
            }
            if (place.name() != null) {
                mdcFields.add(place, entry.getValue());
            }
            if (place.servletKey() != null) {
                servletRequest.put(place.servletKey(), entry.getValue());
            }
        }
        for (int i = 0; i < mdcFields.count(); i++) {
            Name name = mdcFields.place(i).name();
            if (mdcFields.rival(i) != null && !name.excluded) {
                report.twoMdcKeys(
                        name.text, mdcFields.place(i).key(), mdcFields.rival(i).key());
            }
            Conversion type = action.actionTemplate.types().of(name);
            if (type == null || !givesItself(action, name)) {
                values.place(name, type, mdcFields.value(i), action.actionTemplate.label());
            }
        }
    }

    /** Whether the event has a value of its own for the place: what the MDC has there need not be what the type says. */
    private boolean givesItself(CapturedAction action, Name name) {
        Object[] pairs = action.namesAndValues;
        for (int i = 0; i < action.length; i += 2) {
            Object value = pairs[i + 1];
            boolean blank = value == null || value instanceof String text && text.isBlank();
            if (!blank && pairs[i] != null && names.field((String) pairs[i]) == name) {
                return true;
            }
        }
        return false;
    }

    private void name(CapturedAction action) {
        String name = draft.get(Reserved.ACTION_NAME);
        if (name == null) {
            String template =
                    action.actionTemplate.actionName() != null ? action.actionTemplate.actionName() : action.template;
            name = template == null || template.isBlank() ? UNNAMED : template;
            draft.set(Reserved.ACTION_NAME, name);
        }
        if (actionNames.size() <= MANY_NAMES && actionNames.add(name) && actionNames.size() > MANY_NAMES) {
            report.manyNames(MANY_NAMES, shown(name));
        }
        if (draft.get(Reserved.COMPANY_ID) == null && lacking.isEmpty()) {
            // The name is told only where no rule is, and to look for what the masks hide takes time.
            String rule = action.actionTemplate.label();
            report.withoutCompany(rule, rule == null ? shown(name) : name);
        }
    }

    /** A name as it may be shown: without what the masks hide. They let the action itself keep it. Any thread. */
    public String shown(String name) {
        return Mask.applyAll(masks, name);
    }

    private void identify() {
        String given = draft.get(Reserved.TRANSACTION_ID);
        if (given == null || ids.isScoped(given.strip()) && lacking.includeScope()) {
            draft.set(Reserved.TRANSACTION_ID, null);
            draft.identify(ids.random());
        } else {
            draft.set(
                    Reserved.TRANSACTION_ID,
                    ids.given(draft.get(Reserved.COMPANY_ID), draft.get(Reserved.ACTION_NAME), given.strip()));
        }
    }
}
