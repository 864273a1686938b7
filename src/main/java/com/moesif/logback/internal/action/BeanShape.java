package com.moesif.logback.internal.action;

import java.util.List;

/** A bean or record: an object of its properties. Immutable. */
final class BeanShape implements Shape {
    private final List<Property> properties;
    /** May be null. */
    private final AnyGetter any;

    private final boolean onlyQuestions;
    private final boolean hides;
    private final boolean neverAProperty;

    /**
     * @param properties in their order
     * @param onlyQuestions whether each is a getter like {@code isEmpty()} without a field of its own
     * @param hides whether an annotation hides something, which the text of the bean might show
     * @param neverAProperty whether it is left out wherever it is the value of a property
     */
    BeanShape(List<Property> properties, AnyGetter any, boolean onlyQuestions, boolean hides, boolean neverAProperty) {
        this.properties = List.copyOf(properties);
        this.any = any;
        this.onlyQuestions = onlyQuestions;
        this.hides = hides;
        this.neverAProperty = neverAProperty;
    }

    /** Whether nothing is known of it: not even that something is hidden. */
    boolean isEmpty() {
        return properties.isEmpty() && any == null && !hides;
    }

    /** The same, whose text might show what is hidden. */
    BeanShape hiding() {
        return new BeanShape(properties, any, onlyQuestions, true, neverAProperty);
    }

    boolean isNeverAProperty() {
        return neverAProperty;
    }

    boolean saysOnlyWhetherItHolds() {
        return onlyQuestions && any == null && !hides;
    }

    /** Of a bean that has nothing but questions, such as {@code isEmpty()}: each is a method. */
    String firstGetter() {
        return properties.get(0).member().getName() + "()";
    }

    List<Property> properties() {
        return properties;
    }

    @Override
    public void write(Object value, ValueWriter out, HiddenNames hiddenByHolder) throws Throwable {
        out.startObject();
        writeProperties(value, out, hiddenByHolder, Affixes.NONE);
        out.endObject();
    }

    /** Into an object that has begun. */
    void writeProperties(Object value, ValueWriter out, HiddenNames hiddenByHolder, Affixes affixes) throws Throwable {
        for (Property property : properties) {
            if (!hiddenByHolder.hide(property.name())) {
                property.write(value, out, affixes);
            }
        }
        writeAny(value, out, hiddenByHolder);
    }

    void writeAny(Object value, ValueWriter out, HiddenNames hiddenByHolder) throws Throwable {
        if (any != null) {
            any.write(value, out, hiddenByHolder);
        }
    }
}
