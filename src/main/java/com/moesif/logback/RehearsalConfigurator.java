package com.moesif.logback;

import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.model.ConfigurationModel;
import ch.qos.logback.core.joran.action.BaseModelAction;
import ch.qos.logback.core.joran.event.SaxEvent;
import ch.qos.logback.core.joran.spi.ElementSelector;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.joran.spi.RuleStore;
import ch.qos.logback.core.joran.spi.SaxEventInterpretationContext;
import ch.qos.logback.core.model.AppenderModel;
import ch.qos.logback.core.model.AppenderRefModel;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.PropertyModel;
import com.moesif.logback.internal.mapping.PassingAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xml.sax.Attributes;

/**
 * Reads a configuration and makes only this library's appenders of it. What else it would start (other appenders, status
 * listeners, context listeners, shutdown hooks, receivers, turbo filters, scanning) is taken out of Joran's model, in the
 * file and in those it includes, before anything is made: it would open what production has open.
 */
final class RehearsalConfigurator extends JoranConfigurator {
    /** By name: Logback's releases differ in which of these they have. */
    private static final Set<String> KEPT = Set.of(
            "ConfigurationModel",
            "ContextNameModel",
            "PropertyModel",
            "DefineModel",
            "ImportModel",
            "IncludeModel",
            "TimestampModel",
            "ConversionRuleModel",
            "EventEvaluatorModel",
            "PropertiesConfiguratorModel",
            "IfModel",
            "ThenModel",
            "ElseModel",
            "ByPropertiesConditionModel",
            "AppenderModel",
            "LoggerModel",
            "RootLoggerModel");

    private static final String PROFILE = "springProfile";

    private static final String SPRING =
            "<springProperty> and <springProfile> need Spring: here a <springProperty> has its"
                    + " defaultValue, and every <springProfile> counts as active.";

    private final Set<String> appenderNames;

    /** @param appenderNames is told the names of this library's appenders, as they stand in the file */
    RehearsalConfigurator(Set<String> appenderNames) {
        this.appenderNames = appenderNames;
    }

    @Override
    protected JoranConfigurator makeAnotherInstance() {
        RehearsalConfigurator forInclude = new RehearsalConfigurator(appenderNames);
        forInclude.setContext(context);
        return forInclude;
    }

    @Override
    public void addElementSelectorAndActionAssociations(RuleStore rules) {
        super.addElementSelectorAndActionAssociations(rules);
        rules.addRule(new ElementSelector("*/" + PROFILE), () -> new SpringAction(this));
        rules.addTransparentPathPart(PROFILE);
        rules.addRule(new ElementSelector("configuration/springProperty"), () -> new SpringAction(this));
    }

    @Override
    public Model buildModelFromSaxEventList(List<SaxEvent> events) throws JoranException {
        Model top = super.buildModelFromSaxEventList(events);
        if (top != null) {
            unwrapProfiles(top);
            prune(top);
        }
        return top;
    }

    private static void unwrapProfiles(Model model) {
        List<Model> unwrapped = new ArrayList<>();
        for (Model child : model.getSubModels()) {
            unwrapProfiles(child);
            if (PROFILE.equals(child.getTag())) {
                unwrapped.addAll(child.getSubModels());
            } else {
                unwrapped.add(child);
            }
        }
        model.getSubModels().clear();
        model.getSubModels().addAll(unwrapped);
    }

    private void prune(Model model) {
        if (model instanceof ConfigurationModel configuration) {
            configuration.setScanStr("false");
            configuration.setDebugStr("false");
        }
        model.getSubModels().removeIf(child -> !KEPT.contains(child.getClass().getSimpleName()));
        for (Model child : model.getSubModels()) {
            if (child instanceof AppenderModel appender) {
                pruneAppender(appender);
            } else if (child instanceof PropertyModel property && "system".equalsIgnoreCase(property.getScopeStr())) {
                // The JVM is not ours to configure.
                property.setScopeStr("context");
            } else if (isSection(child)) {
                prune(child);
            }
        }
    }

    private static boolean isSection(Model model) {
        return Set.of("IfModel", "ThenModel", "ElseModel")
                .contains(model.getClass().getSimpleName());
    }

    private void pruneAppender(AppenderModel appender) {
        String className = String.valueOf(appender.getClassName());
        if (className.equals(MoesifAppender.class.getName())
                || className.equals(MoesifAppender.class.getSimpleName())) {
            appenderNames.add(appender.getName());
            return;
        }
        appender.setClassName(PassingAppender.class.getName());
        boolean leadsOn = appender.getSubModels().stream().anyMatch(AppenderRefModel.class::isInstance);
        // The filters of an appender that hands events on decide what arrives.
        appender.getSubModels()
                .removeIf(child -> !leadsOn || !(child instanceof AppenderRefModel || "filter".equals(child.getTag())));
    }

    /** What Spring Boot's own configurator knows: a property of the application, and a part of a profile. */
    private static final class SpringAction extends BaseModelAction {
        private final RehearsalConfigurator configurator;

        SpringAction(RehearsalConfigurator configurator) {
            this.configurator = configurator;
        }

        @Override
        protected Model buildCurrentModel(SaxEventInterpretationContext context, String name, Attributes attributes) {
            configurator.addWarn(SPRING);
            String value = attributes.getValue("defaultValue");
            if (name.equals(PROFILE) || value == null) {
                return new Model();
            }
            PropertyModel property = new PropertyModel();
            property.setName(attributes.getValue("name"));
            property.setValue(value);
            property.setScopeStr(attributes.getValue("scope"));
            return property;
        }
    }
}
