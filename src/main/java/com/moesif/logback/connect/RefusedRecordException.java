package com.moesif.logback.connect;

import org.apache.kafka.connect.errors.ConnectException;

/** Why a record is in the dead-letter topic: its name and its message stand in the headers there. */
final class RefusedRecordException extends ConnectException {
    private static final long serialVersionUID = 1;

    RefusedRecordException(String message) {
        super(message);
    }
}
