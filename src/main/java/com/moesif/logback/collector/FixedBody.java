package com.moesif.logback.collector;

import java.io.InputStream;

/** A body whose length the headers tell. */
final class FixedBody extends BodyInput {
    private long left;

    FixedBody(InputStream connection, long length) {
        super(connection);
        this.left = length;
    }

    @Override
    long frame() {
        return left;
    }

    @Override
    long atMost() {
        return left;
    }

    @Override
    void taken(int count) {
        left -= count;
    }
}
