package com.moesif.logback;

import ch.qos.logback.core.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where appenders play while their configuration is rehearsed. An appender finds it in the object map of its context; in a
 * service there is none, and it ships. Thread safe.
 */
final class Stage {
    private static final String KEY = Stage.class.getName();

    private final List<StagedAppender> appenders = Collections.synchronizedList(new ArrayList<>());
    private final List<String> actions = Collections.synchronizedList(new ArrayList<>());

    void open(Context context) {
        context.putObject(KEY, this);
    }

    /** Null in a service. */
    static Stage of(Context context) {
        return context != null && context.getObject(KEY) instanceof Stage stage ? stage : null;
    }

    StagedAppender enter(MoesifAppender appender, Configuration configuration) {
        StagedAppender staged = new StagedAppender(appender, configuration, actions::add);
        // Started again, it plays a new part.
        appenders.removeIf(older -> older.appender == appender);
        appenders.add(staged);
        return staged;
    }

    List<StagedAppender> appenders() {
        return List.copyOf(appenders);
    }

    int count() {
        return actions.size();
    }

    /** The actions from this one on, as JSON. */
    List<String> actionsFrom(int index) {
        synchronized (actions) {
            return List.copyOf(actions.subList(index, actions.size()));
        }
    }

    void speak() {
        appenders().forEach(StagedAppender::speak);
    }
}
