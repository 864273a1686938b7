package com.moesif.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.joran.GenericXMLConfigurator;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.spi.ConfigurationEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * What of an appender can only be seen once the whole configuration is read: its XML, the loggers, the ways to it. Of the
 * configuring thread.
 */
final class Completion {
    /** Whose configuration it is. */
    interface Subject {
        Appender<ILoggingEvent> appender();

        /** Since more is known of the configuration now. What has been said is not said again. */
        void restart();

        /** Tells of what makes actions wrong, although it is allowed. */
        void mislead(String sentence);

        /** Tells whether Logback has more than one way to it. */
        void sayWhatMeetsHere();
    }

    private final Subject subject;
    private final Appender<ILoggingEvent> appender;
    private final Elements elements;
    private boolean complete;

    Completion(Subject subject, Elements elements) {
        this.subject = subject;
        this.appender = subject.appender();
        this.elements = elements;
    }

    /** Runs once it is; at once when it is already, since the appender has been started again because of what was found. */
    void then(MappingSettings mapping, Consumer<List<RewrittenTexts.Rewritten>> rewritten) {
        if (complete) {
            sayMore(mapping, rewritten);
        } else {
            AfterConfiguration.run(appender.getContext(), event -> {
                complete = true;
                elements.strays.addAll(strays(event));
                if (elements.strays.isEmpty()) {
                    sayMore(mapping, rewritten);
                } else {
                    subject.restart();
                }
                complete = false;
            });
        }
    }

    private List<StrayAttribute> strays(ConfigurationEvent event) {
        boolean fromXml = event.getData() instanceof GenericXMLConfigurator;
        Object top = appender.getContext().getObject(CoreConstants.SAFE_JORAN_CONFIGURATION);
        if (!fromXml || !(top instanceof Model model)) {
            return List.of();
        }
        ParsedFiles files = new ParsedFiles((GenericXMLConfigurator) event.getData(), appender.getContext());
        return new StrayAttributes(appender, files).find(model);
    }

    private void sayMore(MappingSettings mapping, Consumer<List<RewrittenTexts.Rewritten>> rewritten) {
        LoggerContext context = (LoggerContext) appender.getContext();
        RuleReach.outOfReach(mapping.rules, context, appender).forEach(subject::mislead);
        subject.sayWhatMeetsHere();
        List<RewrittenTexts.Rewritten> texts = new RewrittenTexts(appender, elements.rules).find();
        texts.stream()
                .filter(text -> !text.isWanted() && !text.isUndefined())
                .forEach(text -> subject.mislead(text.sentence()));
        rewritten.accept(texts);
    }
}
