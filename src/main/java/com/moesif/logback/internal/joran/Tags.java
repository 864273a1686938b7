package com.moesif.logback.internal.joran;

import ch.qos.logback.core.model.Model;

/** Names of elements as Joran takes them: to it {@code <Rule>} is {@code <rule>}, since it looks for {@code addRule}. */
final class Tags {
    private Tags() {}

    static String known(String name) {
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static boolean is(String name, Model model) {
        return model.getTag() != null && known(model.getTag()).equals(name);
    }
}
