package com.moesif.logback.connect;

import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** A value that a {@code ConfigProvider} was to give. One that none has is left by Connect as it stands, which is no value. */
final class Reference {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*:[^}]*}");

    private Reference() {}

    /** Refuses a value that is one still; says nothing of what is in it. */
    static void refuse(String name, Object value) {
        String text = value instanceof Password password ? password.value() : (String) value;
        if (text != null && REFERENCE.matcher(text).find()) {
            throw new ConfigException(
                    name + " is still a reference to a ConfigProvider, which has nothing of that name."
                            + " Look at the name behind the last colon, and at the config.providers of the worker.");
        }
    }
}
