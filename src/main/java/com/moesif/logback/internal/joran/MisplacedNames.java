package com.moesif.logback.internal.joran;

import ch.qos.logback.core.Appender;
import ch.qos.logback.core.model.AppenderModel;
import ch.qos.logback.core.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A {@code <name>} within an element that is one text: Joran gives it to the appender, whose name it is from then on, and no
 * {@code <appender-ref>} finds it any more.
 */
final class MisplacedNames {
    private static final Set<String> TEXTS = Set.of("exclude", "mdcKey");

    private MisplacedNames() {}

    /**
     * Of those that this appender has got, a sentence for each.
     *
     * @param sifted whether it is an appender of a {@code <sift>}
     */
    static List<String> of(Model top, Appender<?> appender, boolean sifted) {
        List<AppenderModel> ofThisKind = new ArrayList<>();
        collect(top, appender, sifted, ofThisKind);
        List<String> found = new ArrayList<>();
        for (AppenderModel inFile : ofThisKind) {
            boolean isAnother = ofThisKind.stream()
                    .anyMatch(other -> other != inFile
                            && other.getName() != null
                            && other.getName().equals(appender.getName()));
            RewrittenTexts.within(inFile)
                    .forEach(child -> TEXTS.stream()
                            .filter(element -> Tags.is(element, child))
                            .forEach(element -> namesIn(child, element, appender, isAnother, found)));
        }
        return found;
    }

    private static void collect(Model model, Appender<?> appender, boolean sifted, List<AppenderModel> found) {
        if (!Sifting.isTaken(model, sifted)) {
            return;
        }
        if (model instanceof AppenderModel inFile && RewrittenTexts.isOfThisKind(inFile, appender)) {
            found.add(inFile);
        } else {
            model.getSubModels().forEach(child -> collect(child, appender, sifted, found));
        }
    }

    /** @param isAnother whether this appender's name is that of another in the file: a variable then stands for another name */
    private static void namesIn(
            Model text, String element, Appender<?> appender, boolean isAnother, List<String> found) {
        for (Model inner : RewrittenTexts.within(text).toList()) {
            String name = inner.getBodyText();
            if (Tags.is("name", inner)
                    && name != null
                    && appender.getName() != null
                    && (name.equals(appender.getName())
                            || !isAnother
                                    && Variables.substituted(name)
                                            .matcher(appender.getName())
                                            .matches())) {
                found.add("<name> is no element of <" + element
                        + ">: Logback takes it for the appender's own name, and no"
                        + " <appender-ref> finds the appender. Write <" + element + ">" + name + "</" + element + ">.");
            }
        }
    }
}
