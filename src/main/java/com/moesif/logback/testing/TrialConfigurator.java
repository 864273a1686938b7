package com.moesif.logback.testing;

import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.action.BaseModelAction;
import ch.qos.logback.core.joran.event.SaxEvent;
import ch.qos.logback.core.joran.spi.ElementSelector;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.joran.spi.RuleStore;
import ch.qos.logback.core.joran.spi.SaxEventInterpretationContext;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.PropertyModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xml.sax.Attributes;

/**
 * Reads a configuration and makes only this library's appenders of it. What else it would start is taken out of Joran's model, in
 * the file and in those it includes, before anything is made: it would open what production has open.
 */
final class TrialConfigurator extends JoranConfigurator {
    private static final String PROFILE = "springProfile";

    private static final String SPRING =
            "<springProperty> and <springProfile> need Spring: here a <springProperty> has its"
                    + " defaultValue, and every <springProfile> counts as active.";

    private final Set<String> appenderNames;
    private final TrialProblems problems;
    private final boolean readsEnvironment;

    /**
     * @param appenderNames is told the names of this library's appenders, as they stand in the file
     * @param problems is told where each text stands
     * @param readsEnvironment whether variables may be the operating system's
     */
    TrialConfigurator(Set<String> appenderNames, TrialProblems problems, boolean readsEnvironment) {
        this.appenderNames = appenderNames;
        this.problems = problems;
        this.readsEnvironment = readsEnvironment;
    }

    @Override
    public void buildModelInterpretationContext() {
        super.buildModelInterpretationContext();
        if (!readsEnvironment) {
            modelInterpretationContext = new WithoutEnvironment(modelInterpretationContext);
            modelInterpretationContext.setConfiguratorSupplier(this::makeAnotherInstance);
        }
    }

    @Override
    protected JoranConfigurator makeAnotherInstance() {
        TrialConfigurator forInclude = new TrialConfigurator(appenderNames, problems, readsEnvironment);
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
            tellPlaces(top, null);
            new TrialModel(appenderNames, this::addWarn).prune(top);
        }
        return top;
    }

    private void tellPlaces(Model model, String parent) {
        if (model.getBodyText() != null && parent != null) {
            problems.standsIn(model.getBodyText(), "the <" + model.getTag() + "> of <" + parent + ">");
        }
        model.getSubModels().forEach(child -> tellPlaces(child, model.getTag()));
    }

    private static void unwrapProfiles(Model model) {
        List<Model> unwrapped = new ArrayList<>();
        for (Model child : model.getSubModels()) {
            unwrapProfiles(child);
            if (PROFILE.equalsIgnoreCase(child.getTag())) {
                unwrapped.addAll(child.getSubModels());
            } else {
                unwrapped.add(child);
            }
        }
        model.getSubModels().clear();
        model.getSubModels().addAll(unwrapped);
    }

    /** What Spring Boot's own configurator knows: a property of the application, and a part of a profile. */
    private static final class SpringAction extends BaseModelAction {
        private final TrialConfigurator configurator;

        SpringAction(TrialConfigurator configurator) {
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
