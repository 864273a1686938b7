package com.moesif.logback.testing;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.spi.ContextAware;
import com.moesif.logback.internal.runtime.RuntimeFactory;
import com.moesif.logback.internal.runtime.RuntimeOwner;
import com.moesif.logback.internal.settings.Configuration;
import com.moesif.logback.internal.settings.Elements;
import com.moesif.logback.internal.settings.Faults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where appenders play while their configuration is tried: makes what stands in the place of a service's runtime. Any thread. */
final class TrialFactory implements RuntimeFactory {
    private final List<TrialRuntime> appenders = Collections.synchronizedList(new ArrayList<>());
    private final List<String> actions = Collections.synchronizedList(new ArrayList<>());

    void open(Context context) {
        RuntimeFactory.put(context, this);
    }

    /** Nothing is going to be sent, and no secret is in hand. */
    @Override
    public Configuration read(Elements given, ContextAware origin, Faults faults) {
        return Configuration.readForTrial(given, origin, faults);
    }

    /** A check must not let it pass. */
    @Override
    public void mislead(ContextAware origin, String sentence) {
        origin.addError(sentence);
    }

    @Override
    public TrialRuntime make(RuntimeOwner owner, Configuration configuration) {
        TrialRuntime staged = new TrialRuntime(owner, configuration, actions::add);
        // Started again, it plays a new part.
        appenders.removeIf(older -> older.isOf(owner));
        appenders.add(staged);
        return staged;
    }

    List<TrialRuntime> appenders() {
        return List.copyOf(appenders);
    }

    int count() {
        return actions.size();
    }

    /** The actions from this one on, as JSON. */
    List<String> actionsFrom(int index) {
        synchronized (actions) {
            // They may have been forgotten since.
            return List.copyOf(actions.subList(Math.min(index, actions.size()), actions.size()));
        }
    }

    void clear() {
        actions.clear();
    }

    void beginLine() {
        appenders().forEach(TrialRuntime::beginLine);
    }

    void speak() {
        appenders().forEach(TrialRuntime::speak);
    }
}
