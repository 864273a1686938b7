package com.moesif.logback.internal.joran;

import ch.qos.logback.core.model.AppenderModel;
import ch.qos.logback.core.model.ComponentModel;
import ch.qos.logback.core.model.ImplicitModel;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.conditional.ElseModel;
import ch.qos.logback.core.model.conditional.IfModel;
import ch.qos.logback.core.model.conditional.ThenModel;
import com.moesif.logback.internal.settings.Elements;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Elements of an appender that Logback has left out, though nothing says that they are not wanted: they stand in an {@code <if>} that
 * it could not decide, for want of Janino say, or in an element that it does not know, such as a {@code <springProfile>} in a file that
 * Spring Boot does not read. Of an appender in a {@code <sift>} Logback's model does not know what became of its branches, so it is not
 * to be looked at. Logback 1.5.38 says nothing at all of an {@code <if>} without a condition.
 */
final class LeftOutElements {
    private static final Set<String> HIDING = Set.of("mask", "exclude");
    /** Beside the way of the actions, what keeps them from leaving. */
    private static final Set<String> LEADING = Set.of("baseUri", "kafka", "proxy", "ssl", "dryRun");

    private static final String PROFILE = "springProfile";

    private static final String UNDECIDED =
            " stands in an <if> that Logback could not decide, and so it is left out. Logback takes a <condition class=\"…\"> before"
                    + " the <if> from 1.5.20 on, and condition=\"…\" in releases before that, with Janino on the class path.";

    private final Set<String> hiding = new LinkedHashSet<>();
    private final Map<String, String> leading = new LinkedHashMap<>();
    private final Set<String> others = new LinkedHashSet<>();

    /** @param appender as it stands in the file */
    void look(AppenderModel appender) {
        walk(appender, null);
    }

    /** Hands over what is to switch the appender off, or to keep its actions here. */
    void giveTo(Elements elements) {
        elements.hidingLess.addAll(hiding);
        leading.forEach(elements.leadingAstray::putIfAbsent);
    }

    /** A sentence for each of the rest. */
    List<String> others() {
        return List.copyOf(others);
    }

    /** @param within the appender's own element that it is in; null for the appender */
    private void walk(Model parent, String within) {
        for (Model child : parent.getSubModels()) {
            if (child instanceof ThenModel || child instanceof ElseModel) {
                branch(parent, child, within);
            } else if (child instanceof ImplicitModel) {
                element(child, within);
            } else if (!(child instanceof ComponentModel) && !child.isSkipped()) {
                walk(child, within);
            }
        }
    }

    private void branch(Model around, Model branch, String within) {
        IfModel.BranchState state = around instanceof IfModel decision ? decision.getBranchState() : null;
        if (state == null || state == IfModel.BranchState.IN_ERROR) {
            leaveOut(branch, within, UNDECIDED, true);
        } else if (!branch.isSkipped()) {
            walk(branch, within);
        }
    }

    private void element(Model element, String within) {
        String tag = Tags.known(String.valueOf(element.getTag()));
        if (!element.isSkipped()) {
            walk(element, within == null ? tag : within);
        } else if (within == null && tag.equals(PROFILE)) {
            leaveOut(
                    element,
                    null,
                    " stands in <" + PROFILE
                            + ">, which Logback does not know here, and so it is left out. Spring Boot knows it in"
                            + " logback-spring.xml, and nobody does in logback.xml.",
                    true);
        } else if (within == null) {
            // That itself is unknown, or could not be made, has been said, and so has what that means for the rest.
            leaveOut(
                    element,
                    null,
                    " stands in <" + tag + ">, which Logback could not read, and so it is left out.",
                    false);
        }
    }

    /** @param all whether to tell also of what neither hides something nor leads the actions */
    private void leaveOut(Model around, String within, String why, boolean all) {
        for (Model child : around.getSubModels()) {
            if (child instanceof ImplicitModel) {
                String tag = Tags.known(String.valueOf(child.getTag()));
                String owner = within == null ? tag : within;
                boolean isGrave = HIDING.contains(owner) || LEADING.contains(owner);
                if (all || isGrave) {
                    tell(tag, within, why);
                }
                if (!isGrave) {
                    // It may be unknown itself, and hold what is grave.
                    leaveOut(child, within, why, false);
                }
            } else if (!(child instanceof ComponentModel)) {
                leaveOut(child, within, why, all);
            }
        }
    }

    private void tell(String tag, String within, String why) {
        String owner = within == null ? tag : within;
        String sentence = (within == null ? "<" + tag + ">" : "<" + tag + "> of <" + within + ">") + why;
        if (HIDING.contains(owner)) {
            hiding.add(sentence);
        } else if (LEADING.contains(owner)) {
            leading.putIfAbsent(owner, sentence);
        } else {
            others.add(sentence);
        }
    }
}
