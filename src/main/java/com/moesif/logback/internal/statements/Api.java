package com.moesif.logback.internal.statements;

/** A logging API, and in which form its events reach Logback. */
public enum Api {
    SLF4J("SLF4J", true),
    LOG4J("Log4j 2", false),
    JUL("java.util.logging", false),
    SYSTEM_LOGGER("System.Logger", false),
    COMMONS_LOGGING("commons-logging", true),
    JBOSS("JBoss Logging", false),
    KOTLIN_LOGGING("kotlin-logging", true);

    private final String label;
    private final boolean keepsTemplates;

    Api(String label, boolean keepsTemplates) {
        this.label = label;
        this.keepsTemplates = keepsTemplates;
    }

    /** What people call it. */
    public String label() {
        return label;
    }

    /** Whether its message reaches Logback as it stands in the source; else a bridge has filled in the arguments before. */
    public boolean keepsTemplates() {
        return keepsTemplates;
    }
}
