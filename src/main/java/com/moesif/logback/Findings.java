package com.moesif.logback;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells what was found in a configuration; each thing once, since an appender may be started again. Of the configuring
 * thread.
 */
final class Findings {
    private final MoesifAppender appender;
    private final Set<String> said = new HashSet<>();

    Findings(MoesifAppender appender) {
        this.appender = appender;
    }

    void tell(Configuration read, Faults faults) {
        once(faults.sentences(), appender::addError);
        once(read.warnings(), appender::addWarn);
        once(read.mapping.misleading, this::mislead);
    }

    private void once(List<String> sentences, Consumer<String> say) {
        sentences.stream().filter(said::add).forEach(say);
    }

    /** Tells of what makes actions wrong: a service runs on, but a check must not let it pass. */
    void mislead(String sentence) {
        if (Stage.of(appender.getContext()) == null) {
            appender.addWarn(sentence);
        } else {
            appender.addError(sentence);
        }
    }
}
