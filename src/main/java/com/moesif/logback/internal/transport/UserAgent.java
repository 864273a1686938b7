package com.moesif.logback.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The header {@code User-Agent}: name and version. */
public final class UserAgent {
    public static final String VALUE = "moesif-logback-appender/" + version();

    private UserAgent() {}

    private static String version() {
        try (InputStream in = UserAgent.class.getResourceAsStream("/com/moesif/logback/version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
