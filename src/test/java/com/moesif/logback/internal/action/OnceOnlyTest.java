package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.locks.Lock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which classes are not read, since what is read of them is gone for the application. */
class OnceOnlyTest {
    private static boolean isOnceOnly(Class<?> type) {
        return OnceOnly.is(type, new Supertypes(type));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Stream.class,
                IntStream.class,
                Iterator.class,
                ServiceLoader.class,
                Process.class,
                DirectoryStream.class,
                ResultSet.class
            })
    void whatCanBeReadOnce_isKnown(Class<?> type) {
        assertThat(isOnceOnly(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {List.class, Path.class, Lock.class, AutoCloseable.class, String.class})
    void whatCanBeReadAgain_isKnown(Class<?> type) {
        assertThat(isOnceOnly(type)).isFalse();
    }

    @Test
    void aLambda_isReadOnce_onlyWhereItGivesAnIterator() {
        Iterable<Object> iterable = List.of().stream()::iterator;
        Runnable runnable = () -> {};
        assertThat(isOnceOnly(iterable.getClass())).isTrue();
        assertThat(isOnceOnly(runnable.getClass())).isFalse();
    }
}
