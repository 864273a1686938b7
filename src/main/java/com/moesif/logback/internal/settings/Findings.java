package com.moesif.logback.internal.settings;

import ch.qos.logback.core.spi.ContextAware;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells what was found in a configuration; each thing once, since an appender may be started again. Of the configuring
 * thread.
 */
public final class Findings {
    private final ContextAware origin;
    private final Set<String> said = new HashSet<>();

    /** @param origin whose statuses tell */
    public Findings(ContextAware origin) {
        this.origin = origin;
    }

    /** @param misleading tells of what makes actions wrong, although it is allowed */
    public void tell(Configuration read, Faults faults, Consumer<String> misleading) {
        once(faults.sentences(), origin::addError);
        once(read.warnings(), origin::addWarn);
        once(read.mapping.misleading, misleading);
    }

    /** Of an element that code gave after the start: nothing else would show that it has no effect, not even a mask's. */
    public void tellOfLate(String element) {
        once(
                List.of("<" + element
                        + "> was given to this appender after its start, by code. It has no effect before the next"
                        + " one: give it before start(), or call stop() and then start()."),
                origin::addWarn);
    }

    private void once(List<String> sentences, Consumer<String> say) {
        sentences.stream().filter(said::add).forEach(say);
    }
}
