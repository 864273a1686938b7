package com.moesif.logback.internal.joran;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.status.Status;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.KafkaElement;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.config.ProxyElement;
import com.moesif.logback.config.SpoolElement;
import com.moesif.logback.internal.settings.EditDistance;
import com.moesif.logback.internal.settings.Faults;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Elements of ours, or of Logback's own {@code <ssl>} and {@code <filter>}s, that Joran didn't know: it only warns of them and goes
 * on, so a typo would quietly change what is shipped. Reads Joran's own warnings (text of {@code ImplicitModelHandler}, the same in Logback
 * 1.5 and 1.6).
 */
public final class UnknownElements {
    private static final Pattern WARNING =
            Pattern.compile("Ignoring unknown property \\[([^\\]]*)\\] in \\[([^\\]]+)\\]");
    private static final int NEAR = 3;
    private static final List<Class<?>> BEANS = List.of(
            AliasElement.class,
            FieldElement.class,
            KafkaElement.class,
            MaskElement.class,
            ProxyElement.class,
            SpoolElement.class);
    private static final Set<String> HIDING = Set.of("mask", "exclude");
    private static final Set<String> LEADING = Set.of("baseUri", "kafka", "proxy", "ssl");

    private final Class<?> appender;

    /** Null before the first start. */
    private List<Unknown> left;

    private final Set<Status> claimed = Collections.newSetFromMap(new IdentityHashMap<>());

    private final List<String> kept = new ArrayList<>();

    /** @param appender the class of the appender whose elements they are */
    public UnknownElements(Class<?> appender) {
        this.appender = appender;
    }

    /**
     * Leaves alone what has been said so far, of another appender's elements or of another configuration's. To be called
     * before the first element is read; by identity, since a clock can't tell two things of one millisecond apart.
     */
    public void beginNow(Context context) {
        if (context != null) {
            claimed.addAll(context.getStatusManager().getCopyOfStatusList());
        }
    }

    /**
     * A sentence for each that has not been told yet, with the nearest name that is known. Joran warns of an element before
     * it hands over the bean around it, so asking at each hand-over tells whose element it was.
     *
     * @param beans the classes asked about
     */
    public List<String> claim(Context context, Class<?>... beans) {
        List<String> sentences = new ArrayList<>();
        for (Class<?> bean : beans) {
            unclaimed(context, bean).forEach(status -> sentences.add(sentence(elementIn(status), bean)));
        }
        return sentences;
    }

    /** Claims those of a bean that is none of a rule's, to be told at the start. */
    public void keep(Context context, Class<?> bean) {
        kept.addAll(claim(context, bean));
    }

    private List<Status> unclaimed(Context context, Class<?> bean) {
        List<Status> found = new ArrayList<>();
        if (context == null) {
            return found;
        }
        for (Status status : context.getStatusManager().getCopyOfStatusList()) {
            Matcher warning = WARNING.matcher(String.valueOf(status.getMessage()));
            if (warning.lookingAt() && bean.getName().equals(warning.group(2)) && claimed.add(status)) {
                found.add(status);
            }
        }
        return found;
    }

    private static String elementIn(Status status) {
        Matcher warning = WARNING.matcher(status.getMessage());
        return warning.lookingAt() ? warning.group(1) : "";
    }

    /**
     * All that is left, at the end. What nobody knows may have been meant to hide something, or to say where actions go: then
     * it counts as a wrong element of that kind. Looked for once: an appender may be started again.
     *
     * @param filters of the appender
     */
    public void claimAll(Context context, List<Filter<ILoggingEvent>> filters, Faults faults) {
        kept.forEach(faults::add);
        if (left == null) {
            left = new ArrayList<>();
            leaveOf(appender, context);
            BEANS.forEach(bean -> leaveOf(bean, context));
            filters.forEach(filter -> leaveOf(filter.getClass(), context));
            if (context.getStatusManager().getCopyOfStatusList().stream().anyMatch(UnknownElements::isOfSsl)) {
                SslElements.beans().forEach(bean -> leaveOf(bean, context));
            }
            // What has been told need not be known any longer.
            claimed.clear();
        }
        left.forEach(each -> judge(each, faults));
    }

    private static boolean isOfSsl(Status status) {
        Matcher warning = WARNING.matcher(String.valueOf(status.getMessage()));
        return warning.lookingAt() && warning.group(2).startsWith(SslElements.PACKAGE);
    }

    private void leaveOf(Class<?> bean, Context context) {
        unclaimed(context, bean).forEach(status -> left.add(new Unknown(elementIn(status), bean)));
    }

    private record Unknown(String element, Class<?> bean) {}

    private void judge(Unknown unknown, Faults faults) {
        Class<?> bean = unknown.bean;
        String meant = bean == appender
                ? nearest(unknown.element, bean).orElse("")
                : SslElements.has(bean) ? "ssl" : nameOf(bean);
        String sentence = sentence(unknown.element, bean);
        if (HIDING.contains(meant)) {
            faults.exposes(sentence);
        } else if (LEADING.contains(meant)) {
            faults.leadsAstray(meant, sentence);
        } else {
            faults.add(sentence);
        }
    }

    private String sentence(String element, Class<?> bean) {
        String place = bean == appender
                ? "the appender"
                : SslElements.has(bean) ? SslElements.place(bean) : "<" + nameOf(bean) + ">";
        return "<" + element + "> is no element of " + place
                + nearest(element, bean)
                        .map(name -> "; <" + name + "> may be meant.")
                        .orElse(".");
    }

    private static String nameOf(Class<?> bean) {
        return Filter.class.isAssignableFrom(bean)
                ? "filter"
                : bean.getSimpleName().replace("Element", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> nearest(String element, Class<?> bean) {
        return elementsOf(bean).stream()
                .filter(name -> distance(element, name) <= NEAR)
                .min(Comparator.comparingInt(name -> distance(element, name)));
    }

    private static TreeSet<String> elementsOf(Class<?> bean) {
        TreeSet<String> names = new TreeSet<>();
        // What the appender has from Logback is no element of ours; <ssl> and filters have most of theirs from above.
        boolean inherits = SslElements.has(bean) || Filter.class.isAssignableFrom(bean);
        for (Method method : inherits ? bean.getMethods() : bean.getDeclaredMethods()) {
            // addStatus is for statuses.
            if (method.getName().matches("(set|add)[A-Z].*")
                    && Modifier.isPublic(method.getModifiers())
                    && !method.getName().equals("addStatus")) {
                String name = method.getName().substring(3);
                names.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
            }
        }
        return names;
    }

    private static int distance(String a, String b) {
        return EditDistance.between(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
    }
}
