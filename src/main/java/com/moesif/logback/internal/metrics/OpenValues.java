package com.moesif.logback.internal.metrics;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.RuleTally;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.management.openmbean.ArrayType;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** A measure in the types of JMX, as an MXBean would have it. */
final class OpenValues {
    private static final Map<Class<?>, OpenType<?>> SIMPLE = Map.of(
            Long.class, SimpleType.LONG,
            Integer.class, SimpleType.INTEGER,
            Double.class, SimpleType.DOUBLE,
            Boolean.class, SimpleType.BOOLEAN,
            String.class, SimpleType.STRING);

    /** As an interface in Java would have them, and as tools name them. */
    private static final Map<OpenType<?>, String> PRIMITIVE = Map.of(
            SimpleType.LONG, "long",
            SimpleType.INTEGER, "int",
            SimpleType.DOUBLE, "double",
            SimpleType.BOOLEAN, "boolean",
            SimpleType.VOID, "void");

    private static final String KEY = "key";
    private static final String VALUE = "value";
    private static final String[] ROW = {KEY, VALUE};
    private static final String[] RULE = {"fieldsLost", "lastMatch", "matched", "silent"};
    private static final CompositeType RULE_TYPE;
    private static final TabularType NUMBERS;
    private static final TabularType RULES;
    private static final ArrayType<?> TEXTS;

    static {
        try {
            RULE_TYPE = new CompositeType("Rule", "What became of a rule", RULE, RULE, new OpenType<?>[] {
                SimpleType.LONG, SimpleType.STRING, SimpleType.LONG, SimpleType.BOOLEAN
            });
            NUMBERS = table(SimpleType.LONG);
            RULES = table(RULE_TYPE);
            TEXTS = new ArrayType<>(1, SimpleType.STRING);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }

    private OpenValues() {}

    private static TabularType table(OpenType<?> value) throws OpenDataException {
        String name = "java.util.Map<java.lang.String, " + value.getTypeName() + ">";
        CompositeType row = new CompositeType(name, name, ROW, ROW, new OpenType<?>[] {SimpleType.STRING, value});
        return new TabularType(name, name, row, new String[] {KEY});
    }

    static OpenType<?> type(Measure measure) {
        if (measure.type() == Map.class) {
            return NUMBERS;
        }
        if (measure.type() == RuleTally.class) {
            return RULES;
        }
        return measure.type() == List.class ? TEXTS : SIMPLE.get(measure.type());
    }

    /** The name of its type in Java. */
    static String javaType(OpenType<?> type) {
        return PRIMITIVE.getOrDefault(type, type.getClassName());
    }

    static Object of(Measure measure, Ledger ledger) {
        if (measure == Measure.RULES) {
            return rules(ledger.rules());
        }
        Object value = measure.value(ledger);
        if (value instanceof Map<?, ?> numbers) {
            TabularData table = new TabularDataSupport(NUMBERS);
            numbers.forEach((key, number) -> table.put(row(NUMBERS, key, number)));
            return table;
        }
        return value instanceof Collection<?> texts ? texts.toArray(new String[0]) : value;
    }

    private static TabularData rules(List<RuleTally> rules) {
        TabularData table = new TabularDataSupport(RULES);
        for (RuleTally rule : rules) {
            Object[] figures = {rule.fieldsLost(), Measure.text(rule.lastMatch()), rule.matched(), rule.isSilent()};
            table.put(row(RULES, rule.name(), data(RULE_TYPE, RULE, figures)));
        }
        return table;
    }

    private static CompositeDataSupport row(TabularType table, Object key, Object value) {
        return data(table.getRowType(), ROW, key, value);
    }

    private static CompositeDataSupport data(CompositeType type, String[] names, Object... values) {
        try {
            return new CompositeDataSupport(type, names, values);
        } catch (OpenDataException e) {
            throw new IllegalStateException(e);
        }
    }
}
