package com.moesif.logback.internal.action;

import java.lang.reflect.Method;

/**
 * Whether what a JPA provider put in place of a collection or an entity has been loaded from the database. Known by names, as
 * nobody need have a provider: Hibernate's collections and proxies, and EclipseLink's collections.
 */
final class PersistentLaziness {
    private static final String HIBERNATE_COLLECTION = "org.hibernate.collection.spi.PersistentCollection";
    private static final String HIBERNATE_PROXY = "org.hibernate.proxy.HibernateProxy";
    private static final String ECLIPSELINK_COLLECTION = "org.eclipse.persistence.indirection.IndirectContainer";

    /** Asked of the value, or of its initializer. */
    private final Method isLoaded;
    /** Null for a collection. */
    private final Method initializer;

    private final Method implementation;

    private PersistentLaziness(Method isLoaded, Method initializer, Method implementation) {
        this.isLoaded = isLoaded;
        this.initializer = initializer;
        this.implementation = implementation;
    }

    /** Null for a class that is neither. */
    static PersistentLaziness of(Supertypes types) throws ReflectiveOperationException {
        Class<?> collection = types.named(HIBERNATE_COLLECTION);
        if (collection != null) {
            return new PersistentLaziness(collection.getMethod("wasInitialized"), null, null);
        }
        Class<?> indirect = types.named(ECLIPSELINK_COLLECTION);
        if (indirect != null) {
            return new PersistentLaziness(indirect.getMethod("isInstantiated"), null, null);
        }
        Class<?> proxy = types.named(HIBERNATE_PROXY);
        if (proxy == null) {
            return null;
        }
        Method initializer = proxy.getMethod("getHibernateLazyInitializer");
        Class<?> type = initializer.getReturnType();
        return new PersistentLaziness(
                type.getMethod("isUninitialized"), initializer, type.getMethod("getImplementation"));
    }

    boolean isLoaded(Object value) throws ReflectiveOperationException {
        return initializer == null
                ? (Boolean) isLoaded.invoke(value)
                : !(Boolean) isLoaded.invoke(initializer.invoke(value));
    }

    /** The entity that a proxy stands for; a collection itself. To be called of what is loaded only. */
    Object loaded(Object value) throws ReflectiveOperationException {
        return initializer == null ? value : implementation.invoke(initializer.invoke(value));
    }
}
