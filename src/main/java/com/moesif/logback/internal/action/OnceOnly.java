package com.moesif.logback.internal.action;

import java.io.Closeable;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

/**
 * What can be read but once, or does something when it is read: iterators, streams, cursors, queries, requests under way.
 * Nothing that is logged may change the application's state, so none of these is looked into. Most are known by name, since
 * their libraries need not be there.
 */
final class OnceOnly {
    private static final List<Class<?>> OF_JDK = List.of(
            Iterator.class,
            Enumeration.class,
            Spliterator.class,
            BaseStream.class,
            Readable.class,
            Closeable.class,
            Future.class,
            java.util.ServiceLoader.class,
            Process.class);

    /** A call of one of their getters asks the database, or takes the request's body or the answer's writer. */
    private static final List<String> OF_LIBRARIES = List.of(
            "java.sql.Wrapper",
            "java.sql.Blob",
            "java.sql.Clob",
            "java.sql.Array",
            "java.sql.SQLXML",
            "java.sql.Ref",
            "jakarta.persistence.Query",
            "javax.persistence.Query",
            "jakarta.persistence.EntityManager",
            "javax.persistence.EntityManager",
            "jakarta.servlet.ServletRequest",
            "javax.servlet.ServletRequest",
            "jakarta.servlet.ServletResponse",
            "javax.servlet.ServletResponse",
            "org.jooq.Query",
            "com.mongodb.client.MongoIterable",
            "com.datastax.oss.driver.api.core.PagingIterable",
            "com.datastax.oss.driver.api.core.AsyncPagingIterable",
            "com.datastax.driver.core.PagingIterable",
            "scala.collection.Iterator",
            "kotlin.sequences.Sequence");

    private OnceOnly() {}

    static boolean is(Class<?> type, Supertypes types) {
        if (OF_JDK.stream().anyMatch(each -> each.isAssignableFrom(type))
                || OF_LIBRARIES.stream().anyMatch(name -> types.named(name) != null)) {
            return true;
        }
        // An Iterable that is closed, or that is a lambda (stream::iterator), is an iterator in disguise.
        return Iterable.class.isAssignableFrom(type)
                && (AutoCloseable.class.isAssignableFrom(type) || type.isHidden() || type.isSynthetic());
    }
}
