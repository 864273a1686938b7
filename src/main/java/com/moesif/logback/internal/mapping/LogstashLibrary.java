package com.moesif.logback.internal.mapping;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Map;
import java.util.Optional;

/** The classes of logstash-logback-encoder that {@link LogstashFields} reads, and what it reads of them: all are found, or none. */
final class LogstashLibrary {

    private static final String MARKERS = "net.logstash.logback.marker.";
    private static final String ARGUMENTS = "net.logstash.logback.argument.";
    static final String MARKER = MARKERS + "LogstashMarker";

    final Class<?> marker;
    final Class<?> argument;
    final Class<?> empty;
    final Class<?> rawJson;
    final Member fieldName;
    final Member fieldValue;
    /** Where the value of a single field is, if its getter gives only the text of the log line; else empty. */
    final Optional<Member> valueBehindText;

    final Member map;
    final Member object;
    final Member suppliedMarker;
    final Member suppliedArgument;

    LogstashLibrary(ClassLoader loader) throws ReflectiveOperationException {
        marker = Class.forName(MARKER, false, loader);
        argument = Class.forName(ARGUMENTS + "StructuredArgument", false, loader);
        empty = Class.forName(MARKERS + "EmptyLogstashMarker", false, loader);
        rawJson = Class.forName(MARKERS + "RawJsonAppendingMarker", false, loader);
        Class<?> single = Class.forName(MARKERS + "SingleFieldAppendingMarker", false, loader);
        fieldName = Member.method(single, "getFieldName", String.class);
        fieldValue = Member.method(single, "getFieldValue", Object.class);
        valueBehindText = valueBehindText(Class.forName(MARKERS + "ObjectAppendingMarker", false, loader));
        map = Member.field(Class.forName(MARKERS + "MapEntriesAppendingMarker", false, loader), "map", Map.class);
        object = Member.field(
                Class.forName(MARKERS + "ObjectFieldsAppendingMarker", false, loader), "object", Object.class);
        suppliedMarker = Member.method(
                Class.forName(MARKERS + "DeferredLogstashMarker", false, loader), "getSuppliedValue", marker);
        suppliedArgument = Member.method(
                Class.forName(ARGUMENTS + "DeferredStructuredArgument", false, loader), "getSuppliedValue", argument);
    }

    /**
     * Before 7.1 the getter was public and gave a text, also of a number: it was made for the message. A sum over such
     * an amount would be 0.
     */
    private static Optional<Member> valueBehindText(Class<?> single) throws ReflectiveOperationException {
        if (!Modifier.isPublic(single.getDeclaredMethod("getFieldValue").getModifiers())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Member.field(single, "fieldValue", Object.class));
        } catch (NoSuchFieldException e) {
            return Optional.of(Member.field(single, "object", Object.class)); // before 7.0
        }
    }

    /** A subclass that an application makes is asked by its getter, which it may have overridden. */
    Object value(Object holder) {
        return valueBehindText.isPresent() && valueBehindText.get().owner() == holder.getClass()
                ? valueBehindText.get().of(holder)
                : fieldValue.of(holder);
    }

    /** A member of one of the library's classes, whoever may see it. */
    record Member(Class<?> owner, MethodHandle getter) {

        static Member method(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
            return new Member(owner, insider(owner).findVirtual(owner, name, methodType(type)));
        }

        static Member field(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
            return new Member(owner, insider(owner).findGetter(owner, name, type));
        }

        Member {
            // invokeExact takes the call's static types at their word, so one type fits every member.
            getter = getter.asType(methodType(Object.class, Object.class));
        }

        private static MethodHandles.Lookup insider(Class<?> owner) throws IllegalAccessException {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        }

        boolean in(Object holder) {
            return owner.isInstance(holder);
        }

        Object of(Object holder) {
            try {
                return (Object) getter.invokeExact(holder);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new UndeclaredThrowableException(e);
            }
        }
    }
}
