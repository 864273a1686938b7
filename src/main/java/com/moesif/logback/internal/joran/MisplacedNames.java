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

    /** Of those that this appender has got, a sentence for each. */
    static List<String> of(Model top, Appender<?> appender) {
        List<String> found = new ArrayList<>();
        search(top, appender, found);
        return found;
    }

    private static void search(Model model, Appender<?> appender, List<String> found) {
        for (Model child : model.getSubModels()) {
            if (model instanceof AppenderModel inFile && isOfThisKind(inFile, appender)) {
                TEXTS.stream()
                        .filter(element -> Tags.is(element, child))
                        .forEach(element -> namesIn(child, element, appender, found));
            } else {
                search(child, appender, found);
            }
        }
    }

    private static boolean isOfThisKind(AppenderModel inFile, Appender<?> appender) {
        return String.valueOf(inFile.getClassName())
                .endsWith(appender.getClass().getSimpleName());
    }

    private static void namesIn(Model text, String element, Appender<?> appender, List<String> found) {
        for (Model inner : text.getSubModels()) {
            String name = inner.getBodyText();
            if (Tags.is("name", inner)
                    && name != null
                    && appender.getName() != null
                    && Variables.substituted(name).matcher(appender.getName()).matches()) {
                found.add("<name> is no element of <" + element
                        + ">: Logback takes it for the appender's own name, and no"
                        + " <appender-ref> finds the appender. Write <" + element + ">" + name + "</" + element + ">.");
            }
        }
    }
}
