package com.moesif.logback.demo;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.MoesifAppender;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the appender has said of itself when it has stopped: Logback's status, which everybody can read. */
final class FinalStatus {
    private final List<Status> all;

    private FinalStatus(List<Status> all) {
        this.all = all;
    }

    static FinalStatus of(LoggerContext context) {
        return new FinalStatus(context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getOrigin() instanceof MoesifAppender)
                .toList());
    }

    List<String> warnings() {
        return all.stream()
                .filter(status -> status.getLevel() >= Status.WARN)
                .map(Status::getMessage)
                .toList();
    }

    /** Whether the appender ran at all: with an application id that can't be one, say, it switches itself off. */
    boolean hasShipped() {
        return all.stream().anyMatch(status -> status.getMessage().startsWith("Stopped: "));
    }

    /** A count of the line that the appender ends with. */
    long of(String name) {
        Pattern count = Pattern.compile("^Stopped: .*\\b" + name + "=(\\d+)");
        return all.stream()
                .map(status -> count.matcher(status.getMessage()))
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new NoSuchElementException("no count '" + name + "' in the final status"));
    }
}
