package com.moesif.logback.internal.joran;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.joran.GenericXMLConfigurator;
import ch.qos.logback.core.model.Model;
import com.moesif.logback.internal.settings.Elements;
import com.moesif.logback.internal.settings.MappingSettings;
import java.util.List;
import java.util.function.Consumer;

/**
 * What of an appender can only be seen once the whole configuration is read: its XML, the loggers, the ways to it. Of the
 * configuring thread.
 */
public final class Completion {
    /** Of a mask: its first pattern hides nothing where a second counts. */
    private static final String HIDING = "pattern";

    /** Its {@code logging.level} is set after the end of the configuration (LoggingApplicationListener.initialize). */
    private static final String SPRING_BOOT = "org.springframework.boot.";

    private final Appender<ILoggingEvent> appender;
    private final Elements elements;
    private final Consumer<String> misleading;
    private final Runnable restart;
    private boolean complete;
    private boolean sifted;
    private Runnable forget = () -> {};
    /** While {@link #complete}: what has read the configuration; it knows the file's own properties. */
    private GenericXMLConfigurator configurator;

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

    /** Before the start: of an appender of a {@code <sift>} all there is can be seen already. */
    public void begin() {
        if (!sifted && Sifting.isUnderWay()) {
            sifted = true;
            look(null);
        }
    }

    /** Whether all is known that there is to know: not while Logback is reading the configuration. */
    public boolean isKnown() {
        return complete || sifted || !AfterConfiguration.isAhead();
    }

    /** Runs once it is; at once when it is already, since the appender has been started again because of what was found. */
    public void then(MappingSettings mapping, Consumer<List<RewrittenText>> rewritten) {
        if (complete || sifted) {
            sayMore(mapping, rewritten);
            return;
        }
        forget = AfterConfiguration.run(appender.getContext(), event -> {
            complete = true;
            // Otherwise Logback has gone back to an older configuration, because the file is broken now.
            configurator = event.getData() instanceof GenericXMLConfigurator known ? known : null;
            look(configurator);
            if (elements.strays.isEmpty() && elements.hidingLess.isEmpty() && elements.leadingAstray.isEmpty()) {
                sayMore(mapping, rewritten);
            } else {
                restart.run();
            }
            configurator = null;
            complete = false;
        });
    }

    /** At the stop: Logback keeps its listeners, and so it would keep the appender. */
    public void end() {
        forget.run();
    }

    /** @param configurator null when it is long gone, or when Logback has gone back to an older configuration */
    private void look(GenericXMLConfigurator configurator) {
        Context context = appender.getContext();
        ParsedFiles files = new ParsedFiles(configurator, context, sifted || configurator != null);
        if (context.getObject(CoreConstants.SAFE_JORAN_CONFIGURATION) instanceof Model model) {
            elements.strays.addAll(new StrayAttributes(appender, elements, files, sifted).find(model));
            elements.hidingLess.addAll(MisplacedNames.of(model, appender, sifted));
            RewrittenTexts texts = texts();
            texts.findHiding().forEach(text -> elements.hidingLess.add(text.sentence()));
            texts.findRepeated("mask", HIDING::equals).forEach(elements.hidingLess::add);
            elements.leadingAstray.putAll(texts.findLeading());
            if (!sifted) {
                texts.findLeftOut().giveTo(elements);
            }
        }
        if (sifted && files.top().isEmpty()) {
            appender.addInfo(
                    "The file of this appender's <sift> can't be read again: whether one of its elements has an"
                            + " attribute, which Logback drops, isn't known.");
        }
    }

    private RewrittenTexts texts() {
        return new RewrittenTexts(appender, elements, sifted, new Substitution(configurator, appender.getContext()));
    }

    private void sayMore(MappingSettings mapping, Consumer<List<RewrittenText>> rewritten) {
        LoggerContext context = (LoggerContext) appender.getContext();
        RewrittenTexts texts = texts();
        if (!sifted) {
            // An appender of a <sift> hangs on no logger.
            boolean levelsFollow =
                    configurator != null && configurator.getClass().getName().startsWith(SPRING_BOOT);
            RuleReach.outOfReach(mapping.rules, context, appender, levelsFollow).forEach(misleading);
            texts.findLeftOut().others().forEach(misleading);
        }
        for (String parent : List.of("mask", "alias", "rule", "field", "proxy", "spool")) {
            texts.findRepeated(parent, element -> !element.equals(HIDING)).forEach(misleading);
        }
        List<RewrittenText> found = texts.find();
        found.stream()
                .filter(text -> !text.isWanted() && !text.isUndefined())
                .forEach(text -> misleading.accept(text.sentence()));
        rewritten.accept(found);
    }
}
