package com.moesif.logback.testing;

import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.action.BaseModelAction;
import ch.qos.logback.core.joran.event.SaxEvent;
import ch.qos.logback.core.joran.event.SaxEventRecorder;
import ch.qos.logback.core.joran.spi.ElementSelector;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.joran.spi.RuleStore;
import ch.qos.logback.core.joran.spi.SaxEventInterpretationContext;
import ch.qos.logback.core.model.IncludeModel;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.PropertyModel;
import ch.qos.logback.core.model.processor.DefaultProcessor;
import ch.qos.logback.core.model.processor.PropertyModelHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;

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
    private final TrialFiles files;

    /**
     * @param appenderNames is told the names of this library's appenders, as they stand in the file
     * @param problems is told where each text stands
     * @param files that may be read; where they are not trusted, variables may not be the operating system's either
     */
    TrialConfigurator(Set<String> appenderNames, TrialProblems problems, TrialFiles files) {
        this.appenderNames = appenderNames;
        this.problems = problems;
        this.files = files;
    }

    @Override
    public void buildModelInterpretationContext() {
        super.buildModelInterpretationContext();
        if (!files.areTrusted()) {
            modelInterpretationContext = new WithoutEnvironment(modelInterpretationContext);
        }
    }

    @Override
    protected void addModelHandlerAssociations(DefaultProcessor processor) {
        super.addModelHandlerAssociations(processor);
        processor.addHandler(IncludeModel.class, (of, in) -> new TrialInclude(of, this, files));
        processor.addHandler(
                PropertyModel.class,
                (of, in) -> new TrialGuard(
                        of,
                        PropertyModelHandler.makeInstance(of, in),
                        model -> ((PropertyModel) model).getFile(),
                        files));
        if (hasNewerElements()) {
            NewerElements.guard(processor, files);
        }
    }

    /** Not asked of that class: Java may look for what it names before it runs any of it. */
    private static boolean hasNewerElements() {
        try {
            Class.forName(
                    "ch.qos.logback.classic.model." + NewerElements.PROPERTIES_CONFIGURATOR,
                    false,
                    JoranConfigurator.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public SaxEventRecorder populateSaxEventRecorder(InputSource source) throws JoranException {
        TrialRecorder recorder = new TrialRecorder(context, files);
        recorder.recordEvents(source);
        return recorder;
    }

    /** What an included file brings. */
    Model included(InputSource source) throws JoranException {
        List<SaxEvent> events = populateSaxEventRecorder(source).getSaxEventList();
        JoranConfigurator other = makeAnotherInstance();
        other.getRuleStore().addPathPathMapping("included", "configuration");
        return other.buildModelFromSaxEventList(events);
    }

    @Override
    protected JoranConfigurator makeAnotherInstance() {
        TrialConfigurator forInclude = new TrialConfigurator(appenderNames, problems, files);
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
            new TrialModel(appenderNames, files.areTrusted(), this::addWarn).prune(top);
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
