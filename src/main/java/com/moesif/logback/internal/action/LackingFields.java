package com.moesif.logback.internal.action;

import java.util.ArrayList;
import java.util.List;

/** What an action must not be shipped without, and lacks. One thread at a time. */
final class LackingFields {
    private final Names names;
    private final Draft draft;
    /** Of the action looked at last. */
    private List<RequiredField> fields = List.of();

    LackingFields(Names names, Draft draft) {
        this.names = names;
        this.draft = draft;
    }

    void begin() {
        fields = List.of();
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    List<RequiredField> fields() {
        return fields;
    }

    void look(List<RequiredField> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            Name name = names.field(wanted.get(i).name());
            if (name.excluded || draft.has(name, wanted.get(i).type())) {
                continue;
            }
            lack(new RequiredField(name.fullName, wanted.get(i).type()));
            draft.withhold(name);
        }
    }

    /** Once, though both the appender and the rule may want it: what says more than "any text" counts. */
    private void lack(RequiredField field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field.name())) {
                if (field.type() != FieldType.STRING) {
                    fields.set(i, field);
                }
                return;
            }
        }
        if (fields.isEmpty()) {
            fields = new ArrayList<>();
        }
        fields.add(field);
    }

    /** Whether it can't be told in what the id holds before somebody has added it: invoice 17 of two companies is two actions. */
    boolean includeScope() {
        for (int i = 0; i < fields.size(); i++) {
            Reserved place = Reserved.named(fields.get(i).name());
            if (place == Reserved.COMPANY_ID || place == Reserved.ACTION_NAME) {
                return true;
            }
        }
        return false;
    }
}
