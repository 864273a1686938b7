package com.moesif.logback.internal.joran;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.joran.GenericXMLConfigurator;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.spi.ConfigurationEvent;
import com.moesif.logback.internal.settings.Elements;
import com.moesif.logback.internal.settings.MappingSettings;
import com.moesif.logback.internal.settings.StrayAttribute;
import java.util.List;
import java.util.function.Consumer;

/**
 * What of an appender can only be seen once the whole configuration is read: its XML, the loggers, the ways to it. Of the
 * configuring thread.
 */
public final class Completion {
    private final Appender<ILoggingEvent> appender;
    private final Elements elements;
    private final Consumer<String> misleading;
    private final Runnable restart;
    private boolean complete;

    /**
     * @param misleading tells of what makes actions wrong, although it is allowed
     * @param restart starts the appender again, since more is known of its configuration now
     */
    public Completion(
            Appender<ILoggingEvent> appender, Elements elements, Consumer<String> misleading, Runnable restart) {
        this.appender = appender;
        this.elements = elements;
        this.misleading = misleading;
        this.restart = restart;
    }

    /** Runs once it is; at once when it is already, since the appender has been started again because of what was found. */
    public void then(MappingSettings mapping, Consumer<List<RewrittenText>> rewritten) {
        if (complete) {
            sayMore(mapping, rewritten);
        } else {
            AfterConfiguration.run(appender.getContext(), event -> {
                complete = true;
                elements.strays.addAll(strays(event));
                if (elements.strays.isEmpty()) {
                    sayMore(mapping, rewritten);
                } else {
                    restart.run();
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

    private void sayMore(MappingSettings mapping, Consumer<List<RewrittenText>> rewritten) {
        LoggerContext context = (LoggerContext) appender.getContext();
        RuleReach.outOfReach(mapping.rules, context, appender).forEach(misleading);
        List<RewrittenText> texts = new RewrittenTexts(appender, elements.rules).find();
        texts.stream()
                .filter(text -> !text.isWanted() && !text.isUndefined())
                .forEach(text -> misleading.accept(text.sentence()));
        rewritten.accept(texts);
    }
}
