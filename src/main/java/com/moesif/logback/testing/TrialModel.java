package com.moesif.logback.testing;

import ch.qos.logback.classic.filter.LevelFilter;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.model.ConfigurationModel;
import ch.qos.logback.core.model.AppenderModel;
import ch.qos.logback.core.model.AppenderRefModel;
import ch.qos.logback.core.model.ComponentModel;
import ch.qos.logback.core.model.DefineModel;
import ch.qos.logback.core.model.ImportModel;
import ch.qos.logback.core.model.IncludeModel;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.PropertyModel;
import ch.qos.logback.core.model.SiftModel;
import ch.qos.logback.core.model.TimestampModel;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.config.ProxyElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.config.SpoolElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes out of a configuration's model what a trial must not do: a file that somebody proposes is read with everything that
 * a build has in reach. Nothing of it opens a connection, runs code in it, or makes an object of a class that the file chooses,
 * but for this library's and those few of Logback's own that do neither.
 */
final class TrialModel {
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
            NewerElements.PROPERTIES_CONFIGURATOR,
            "AppenderModel",
            "LoggerModel",
            "RootLoggerModel");

    /** Whose parts count whatever the condition is: to know it, code of the file would have to run. */
    private static final Set<String> CONDITIONAL = Set.of("IfModel", "ThenModel", "ElseModel");

    private static final String FILE_EXISTS = "ch.qos.logback.core.property.FileExistsPropertyDefiner";

    private static final Set<String> HARMLESS = Set.of(
            LevelFilter.class.getName(),
            LevelFilter.class.getSimpleName(),
            ThresholdFilter.class.getName(),
            ThresholdFilter.class.getSimpleName(),
            // By their names: Logback's module does not export their package.
            FILE_EXISTS,
            "ch.qos.logback.core.property.ResourceExistsPropertyDefiner");

    private static final Set<String> OURS = Set.of(
            MoesifAppender.class.getName(),
            RuleElement.class.getName(),
            FieldElement.class.getName(),
            AliasElement.class.getName(),
            MaskElement.class.getName(),
            ProxyElement.class.getName(),
            SpoolElement.class.getName());
    private static final String LOGBACKS = "ch.qos.logback.";

    private final Set<String> appenderNames;
    private final boolean isTrusted;
    private final Consumer<String> warnings;

    /**
     * @param appenderNames is told the names of this library's appenders, as they stand in the file
     * @param isTrusted whether variables may come from outside of the configuration
     * @param warnings is told what is left out that may matter
     */
    TrialModel(Set<String> appenderNames, boolean isTrusted, Consumer<String> warnings) {
        this.appenderNames = appenderNames;
        this.isTrusted = isTrusted;
        this.warnings = warnings;
    }

    void prune(Model model) {
        if (model instanceof ConfigurationModel configuration) {
            configuration.setScanStr("false");
            configuration.setDebugStr("false");
        }
        List<Model> left = new ArrayList<>();
        for (Model child : model.getSubModels()) {
            String kind = child.getClass().getSimpleName();
            if (CONDITIONAL.contains(kind)) {
                if (kind.equals("IfModel")) {
                    warnings.accept(
                            "The condition of an <if> is not tried here: what is in its <then> and its <else> counts.");
                    dropWithoutOurs(child.getSubModels());
                }
                prune(child);
                left.addAll(child.getSubModels());
            } else if (KEPT.contains(kind) && isHarmless(child)) {
                if (child instanceof AppenderModel appender) {
                    left.addAll(withoutForeignParts(appender));
                }
                left.add(child);
            }
        }
        model.getSubModels().clear();
        model.getSubModels().addAll(left);
    }

    /** Where one branch has to do with our appenders, what the other says, of levels say, is for when they are not there. */
    private void dropWithoutOurs(List<Model> branches) {
        List<Model> ours = branches.stream().filter(this::concernsOurs).toList();
        if (!ours.isEmpty()) {
            branches.retainAll(ours);
        }
    }

    private boolean concernsOurs(Model model) {
        boolean made = model instanceof AppenderModel appender
                && MoesifAppender.class.getName().equals(appender.getClassName());
        boolean referred = model instanceof AppenderRefModel ref && appenderNames.contains(ref.getRef());
        return made || referred || model.getSubModels().stream().anyMatch(this::concernsOurs);
    }

    /** Whether it may stay, made harmless if need be. */
    private boolean isHarmless(Model model) {
        String url = urlOf(model);
        if (url != null) {
            warnings.accept(
                    "Skipped here, where nothing touches the network: <" + model.getTag() + " url=\"" + url + "\">.");
            return false;
        }
        if (!isTrusted && readsFile(model)) {
            return false;
        }
        stayOutOfTheJvm(model);
        if (model instanceof ImportModel imported) {
            return String.valueOf(imported.getClassName()).startsWith(LOGBACKS)
                    || OURS.contains(String.valueOf(imported.getClassName()));
        } else if (model instanceof DefineModel define && !HARMLESS.contains(String.valueOf(define.getClassName()))) {
            skipped("define", define, "Its property counts as undefined.");
            return false;
        } else if (model instanceof ComponentModel word
                // By its name: Logback 1.5.1 has no such class.
                && model.getClass().getSimpleName().equals("ConversionRuleModel")
                && !String.valueOf(word.getClassName()).startsWith(LOGBACKS)) {
            skipped("conversionRule", word, "Its word prints nothing.");
            word.setClassName(SkippedWord.class.getName());
        }
        return true;
    }

    /** What stands in a file, and whether there is one, could be shown as a rule's name to whoever proposes the configuration. */
    private boolean readsFile(Model model) {
        if (model instanceof PropertyModel property && property.getFile() != null) {
            warnings.accept("The file of <" + model.getTag() + " file=\"" + property.getFile()
                    + "\"> is not read here: its variables count as undefined, unless --env is given.");
            return true;
        }
        if (model instanceof DefineModel define && FILE_EXISTS.equals(define.getClassName())) {
            warnings.accept("Whether a file exists is not asked here: the variable " + define.getName()
                    + " counts as undefined, unless --env is given.");
            return true;
        }
        if (isPropertiesConfigurator(model)) {
            // Logback reads the environment for it by a way of its own.
            warnings.accept(
                    "<" + model.getTag() + "> is not read here: its levels don't count, unless --env is given.");
            return true;
        }
        return false;
    }

    /** The JVM's own properties are not a file's to set: they say which classes Java takes. */
    private static void stayOutOfTheJvm(Model model) {
        if (model instanceof PropertyModel property && isOfTheJvm(property.getScopeStr())) {
            property.setScopeStr("context");
        } else if (model instanceof DefineModel define && isOfTheJvm(define.getScopeStr())) {
            define.setScopeStr("context");
        } else if (model instanceof TimestampModel timestamp && isOfTheJvm(timestamp.getScopeStr())) {
            timestamp.setScopeStr("context");
        }
    }

    /** It may be a variable, too. */
    private static boolean isOfTheJvm(String scope) {
        return scope != null && !"local".equalsIgnoreCase(scope) && !"context".equalsIgnoreCase(scope);
    }

    private static String urlOf(Model model) {
        if (model instanceof IncludeModel include) {
            return include.getUrl();
        }
        return isPropertiesConfigurator(model) ? NewerElements.urlOf(model) : null;
    }

    private static boolean isPropertiesConfigurator(Model model) {
        return model.getClass().getSimpleName().equals(NewerElements.PROPERTIES_CONFIGURATOR);
    }

    private void skipped(String element, ComponentModel model, String consequence) {
        warnings.accept("Skipped here, where no code is run that a file names: <" + element + " class=\""
                + model.getClassName() + "\">." + (consequence.isEmpty() ? "" : " " + consequence));
    }

    /** What has to stand before the appender, so that it works as it is left. */
    private List<Model> withoutForeignParts(AppenderModel appender) {
        String className = String.valueOf(appender.getClassName());
        if (className.equals(MoesifAppender.class.getName())
                || className.equals(MoesifAppender.class.getSimpleName())) {
            appenderNames.add(appender.getName());
            appender.getSubModels().removeIf(this::isForeign);
            return List.of();
        }
        List<Model> before = unsifted(appender);
        appender.setClassName(PassingAppender.class.getName());
        boolean leadsOn = appender.getSubModels().stream().anyMatch(AppenderRefModel.class::isInstance);
        // The filters of an appender that hands events on decide what arrives.
        appender.getSubModels()
                .removeIf(child -> !leadsOn
                        || !(child instanceof AppenderRefModel || "filter".equalsIgnoreCase(child.getTag()))
                        || isForeign(child));
        return before;
    }

    /** Whether it would make an object of a class that the file chooses; within it, nothing does afterwards. */
    private boolean isForeign(Model model) {
        if (model instanceof ComponentModel component) {
            boolean chosen = component.getClassName() != null
                    && !OURS.contains(component.getClassName())
                    && !HARMLESS.contains(component.getClassName());
            boolean isFilter = "filter".equalsIgnoreCase(component.getTag());
            if (chosen) {
                skipped(component.getTag(), component, isFilter ? "Events that it would refuse are let through." : "");
                return true;
            }
        }
        model.getSubModels().removeIf(this::isForeign);
        return false;
    }

    /** The appenders within a {@code <sift>}, of which there would be one for each value of a key: here there is one. */
    private List<Model> unsifted(AppenderModel holder) {
        List<Model> before = new ArrayList<>();
        List<Model> references = new ArrayList<>();
        for (Model child : holder.getSubModels()) {
            if (child instanceof SiftModel sift) {
                prune(sift);
                before.add(property(holder));
                for (Model within : sift.getSubModels()) {
                    before.add(within);
                    if (within instanceof AppenderModel appender) {
                        AppenderRefModel reference = new AppenderRefModel();
                        reference.setTag("appender-ref");
                        reference.setRef(appender.getName());
                        references.add(reference);
                    }
                }
            }
        }
        holder.getSubModels().addAll(references);
        return before;
    }

    private static Model property(AppenderModel holder) {
        PropertyModel property = new PropertyModel();
        property.setTag("property");
        property.setName(textWithin(holder, "key", "key"));
        property.setValue(textWithin(holder, "defaultValue", "any"));
        return property;
    }

    private static String textWithin(Model holder, String element, String otherwise) {
        return holder.getSubModels().stream()
                .filter(child -> "discriminator".equalsIgnoreCase(child.getTag()))
                .flatMap(child -> child.getSubModels().stream())
                .filter(child -> element.equalsIgnoreCase(child.getTag()) && child.getBodyText() != null)
                .map(Model::getBodyText)
                .findFirst()
                .orElse(otherwise);
    }
}
