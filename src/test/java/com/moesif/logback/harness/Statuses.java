package com.moesif.logback.harness;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import java.util.List;

/** What a context has said of itself so far. */
public record Statuses(LoggerContext context) {
    public List<String> infos() {
        return of(Status.INFO);
    }

    public List<String> warnings() {
        return of(Status.WARN);
    }

    public List<String> errors() {
        return of(Status.ERROR);
    }

    private List<String> of(int level) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() == level)
                .map(Status::getMessage)
                .toList();
    }

    /** All of them, with the texts of their exceptions. */
    public List<String> all() {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .map(status -> status + " " + status.getThrowable())
                .toList();
    }
}
