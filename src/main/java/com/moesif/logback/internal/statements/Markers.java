package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/** The markers of a statement, and their names where {@code MarkerFactory.getMarker("NAME")} is within a step or two. */
final class Markers {
    private final ClassIndex index;

    Markers(ClassIndex index) {
        this.index = index;
    }

    /** Those of the operands that are markers. */
    static List<Origin> of(List<Origin> operands) {
        List<Origin> markers = new ArrayList<>();
        for (Origin operand : operands) {
            if (isMarker(operand.type())) {
                markers.add(operand);
            }
        }
        return markers;
    }

    static boolean isMarker(Type type) {
        return type != null
                && type.getSort() == Type.OBJECT
                && type.getInternalName().endsWith("/Marker");
    }

    /** What they are called; null stands for one whose name the code doesn't tell. */
    List<String> names(List<Origin> markers) {
        List<String> names = new ArrayList<>();
        markers.forEach(marker -> names.add(name(marker.bare())));
        return names;
    }

    private String name(Origin marker) {
        if (marker instanceof Origin.Field field) {
            return index.withField(field.owner(), field.name())
                    .map(facts -> facts.field(field.name()))
                    .map(value -> value.bare() instanceof Origin.Call call ? name(call) : null)
                    .orElse(null);
        }
        return marker instanceof Origin.Call call ? name(call) : null;
    }

    private static String name(Origin.Call call) {
        boolean named = call.arguments().size() == 1
                && call.arguments().get(0).bare() instanceof Origin.Constant constant
                && constant.value() instanceof String;
        return named ? (String) ((Origin.Constant) call.arguments().get(0).bare()).value() : null;
    }
}
