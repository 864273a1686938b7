package com.moesif.logback.internal.joran;

import ch.qos.logback.core.status.ErrorStatus;
import ch.qos.logback.core.status.InfoStatus;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.WarnStatus;
import com.moesif.logback.internal.action.Printable;

/** A status whose text is one line: whoever listens prints it, and it may quote what the application has logged. */
public final class PrintableStatus {
    private PrintableStatus() {}

    public static Status of(Status status) {
        String text = String.valueOf(status.getMessage());
        String line = Printable.line(text);
        if (line.equals(text)) {
            return status;
        }
        return switch (status.getLevel()) {
            case Status.ERROR -> new ErrorStatus(line, status.getOrigin(), status.getThrowable());
            case Status.WARN -> new WarnStatus(line, status.getOrigin(), status.getThrowable());
            default -> new InfoStatus(line, status.getOrigin(), status.getThrowable());
        };
    }
}
