package com.moesif.logback.internal.runtime;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The events that were taken lately, each known by its identity and by nothing else: two events that are equal in all they
 * say are two. It keeps none of them alive. Any thread; the one lock is held for a look-up.
 */
final class RecentEvents {
    /** An {@code AsyncAppender} holds 256 back by default. */
    private static final int LEAST = 65_536;

    private static final int MOST = 1 << 20;

    /** Events within events; more are a circle. */
    private static final int DEEPEST = 10;

    private final Set<Seen> seen = new HashSet<>();
    private final Queue<Seen> inOrder = new ArrayDeque<>();
    /** Of a class of events, where it may hold the event that it stands for. */
    private final Map<Class<?>, Field[]> originals = new ConcurrentHashMap<>();

    private int most = LEAST;

    /** @param events how many may wait between two visits of one */
    void holdBack(int events) {
        synchronized (seen) {
            most = Math.max(most, 2 * Math.min(events, MOST / 2));
        }
    }

    /** Whether the event was among them; it is from now on. */
    boolean includes(ILoggingEvent event) {
        Seen now = new Seen(original(event));
        synchronized (seen) {
            if (!seen.add(now)) {
                return true;
            }
            inOrder.add(now);
            if (inOrder.size() > most) {
                seen.remove(inOrder.remove());
            }
            return false;
        }
    }

    /** What an appender around ours may have wrapped. */
    private ILoggingEvent original(ILoggingEvent event) {
        ILoggingEvent original = event;
        for (int depth = 0; depth < DEEPEST && original.getClass() != LoggingEvent.class; depth++) {
            ILoggingEvent inner = inside(original);
            if (inner == null) {
                break;
            }
            original = inner;
        }
        return original;
    }

    private ILoggingEvent inside(ILoggingEvent wrapper) {
        try {
            for (Field field : originals.computeIfAbsent(wrapper.getClass(), RecentEvents::fieldsOf)) {
                ILoggingEvent inner = (ILoggingEvent) field.get(wrapper);
                if (inner != null && isOfOneCall(wrapper, inner)) {
                    return inner;
                }
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // It is of an application, or made for another Logback. What it stands for stays unknown.
        }
        return null;
    }

    /**
     * Whether both come from the same log call. An event may also refer to another one, such as the one before it. What an appender
     * that wraps events may change, the message or the level for example, says nothing. The level counts only where one
     * of them does not tell its nanoseconds.
     */
    private static boolean isOfOneCall(ILoggingEvent wrapper, ILoggingEvent inner) {
        if (wrapper.getTimeStamp() != inner.getTimeStamp()
                || !Objects.equals(wrapper.getLoggerName(), inner.getLoggerName())) {
            return false;
        }
        int nanoseconds = nanosecondsOf(wrapper);
        int ofInner = nanosecondsOf(inner);
        return nanoseconds == 0 || ofInner == 0 ? wrapper.getLevel() == inner.getLevel() : nanoseconds == ofInner;
    }

    /** 0 where they are not known: a wrapper that was made for an older Logback has no such method. */
    private static int nanosecondsOf(ILoggingEvent event) {
        try {
            return Math.max(0, event.getNanoseconds());
        } catch (RuntimeException | LinkageError e) {
            return 0;
        }
    }

    private static Field[] fieldsOf(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> of = type; of != null && of != Object.class; of = of.getSuperclass()) {
            for (Field field : of.getDeclaredFields()) {
                if (ILoggingEvent.class.isAssignableFrom(field.getType())
                        && !Modifier.isStatic(field.getModifiers())
                        && field.trySetAccessible()) {
                    fields.add(field);
                }
            }
        }
        return fields.toArray(Field[]::new);
    }

    private static final class Seen extends WeakReference<ILoggingEvent> {
        private final int hash;

        Seen(ILoggingEvent event) {
            super(event);
            hash = System.identityHashCode(event);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            // One that is gone is none that comes now.
            ILoggingEvent event = get();
            return event != null && other instanceof Seen seen && seen.get() == event;
        }
    }
}
