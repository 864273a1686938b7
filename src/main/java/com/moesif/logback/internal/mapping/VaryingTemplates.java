package com.moesif.logback.internal.mapping;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notices loggers whose message templates are as many as there are events: text is put into them with {@code +}, and whoever
 * can choose that text can choose names of fields. Any thread.
 */
final class VaryingTemplates {
    /** More logging statements than one class has that make actions. */
    private static final int MANY = 50;

    private final MappingReport report;
    /** As many at most as there are messages in a cache. */
    private final Map<String, AtomicInteger> byLogger = new ConcurrentHashMap<>();

    VaryingTemplates(MappingReport report) {
        this.report = report;
    }

    /** A template with arguments that no event had before. */
    void met(String logger, String template) {
        if (logger != null
                && byLogger.computeIfAbsent(logger, name -> new AtomicInteger()).incrementAndGet() == MANY) {
            report.templatesVary(logger, template);
        }
    }
}
