package com.moesif.logback;

import ch.qos.logback.classic.LoggerContext;
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
    private final MoesifAppender appender;
    private final Elements elements;
    private boolean complete;

    Completion(MoesifAppender appender, Elements elements) {
        this.appender = appender;
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
                    appender.restart();
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
        return new StrayAttributes(appender.getName(), files).find(model);
    }

    private void sayMore(MappingSettings mapping, Consumer<List<RewrittenTexts.Rewritten>> rewritten) {
        LoggerContext context = (LoggerContext) appender.getContext();
        RuleReach.outOfReach(mapping.rules, context, appender).forEach(appender::mislead);
        appender.sayWhatMeetsHere();
        List<RewrittenTexts.Rewritten> texts = new RewrittenTexts(context, appender.getName(), elements.rules).find();
        texts.stream()
                .filter(text -> !text.isWanted() && !text.isUndefined())
                .forEach(text -> appender.mislead(text.sentence()));
        rewritten.accept(texts);
    }
}
