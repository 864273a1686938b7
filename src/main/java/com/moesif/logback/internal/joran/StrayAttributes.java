package com.moesif.logback.internal.joran;

import ch.qos.logback.core.Appender;
import ch.qos.logback.core.joran.event.EndEvent;
import ch.qos.logback.core.joran.event.SaxEvent;
import ch.qos.logback.core.joran.event.StartEvent;
import ch.qos.logback.core.model.AppenderModel;
import ch.qos.logback.core.model.IncludeModel;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.SiftModel;
import com.moesif.logback.internal.settings.Elements;
import com.moesif.logback.internal.settings.StrayAttribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.xml.sax.Attributes;

/**
 * Finds the attributes on an appender's elements. Logback's model of a configuration, which knows what of it was taken, has lost
 * them; what its parser read has them, and is compared with the model: by name and line, and within an appender by name and order.
 */
final class StrayAttributes {
    private static final Set<String> OF_AN_APPENDER = Set.of("name", "class");

    /**
     * Those that were found, by what Logback's model has of an appender: Logback goes back to a model when a later file is broken,
     * and has nothing then of the file that the model came from.
     */
    private static final Map<Model, List<StrayAttribute>> REMEMBERED = Collections.synchronizedMap(new WeakHashMap<>());

    private final Appender<?> appender;
    private final ParsedFiles files;
    private final Elements arrived;
    private final boolean sifted;
    private final List<StrayAttribute> found = new ArrayList<>();

    /**
     * @param arrived as Joran filled them, in their order
     * @param sifted whether it is an appender of a {@code <sift>}
     */
    StrayAttributes(Appender<?> appender, Elements arrived, ParsedFiles files, boolean sifted) {
        this.arrived = arrived;
        this.sifted = sifted;
        this.appender = appender;
        this.files = files;
    }

    /** All of them, in their order. */
    List<StrayAttribute> find(Model top) {
        search(top, false, files::top);
        return List.copyOf(found);
    }

    private void search(Model model, boolean within, Supplier<List<SaxEvent>> file) {
        if (!Sifting.isTaken(model, sifted)) {
            return;
        }
        if (model instanceof AppenderModel inFile && within == sifted && RewrittenTexts.isOurs(inFile, appender)) {
            List<SaxEvent> events = file.get();
            if (events.isEmpty()) {
                found.addAll(REMEMBERED.getOrDefault(inFile, List.of()));
            } else {
                int before = found.size();
                read(inFile, events);
                remember(inFile, List.copyOf(found.subList(before, found.size())));
            }
            return;
        }
        Supplier<List<SaxEvent>> inside = model instanceof IncludeModel include ? () -> files.included(include) : file;
        model.getSubModels().forEach(child -> search(child, within || model instanceof SiftModel, inside));
    }

    private static void remember(AppenderModel inFile, List<StrayAttribute> strays) {
        // First removed: put would keep the key that is there, an equal model of an older file. The entry would be lost
        // together with that model.
        REMEMBERED.remove(inFile);
        if (!strays.isEmpty()) {
            REMEMBERED.put(inFile, strays);
        }
    }

    private void read(AppenderModel inFile, List<SaxEvent> events) {
        List<Model> rules = new ArrayList<>();
        RewrittenTexts.collect(inFile, "rule", rules);
        Deque<ParsedElement> open = new ArrayDeque<>();
        for (SaxEvent event : events) {
            if (event instanceof StartEvent start && (!open.isEmpty() || isStartOf(inFile, start))) {
                ParsedElement element =
                        open.isEmpty() ? ParsedElement.of(inFile) : open.peek().inside(start.getLocalName());
                open.push(element);
                if (element.isOurs()) {
                    collect(start.getAttributes(), element.path(), number(element.rule(), rules));
                }
            } else if (event instanceof EndEvent && !open.isEmpty()) {
                open.pop();
                if (open.isEmpty()) {
                    return;
                }
            }
        }
    }

    /** -1 when it can't be told: of a rule that Joran could not make nothing came here. */
    private int number(Model rule, List<Model> rules) {
        int number = rules.size() == arrived.rules.size() ? rules.size() - 1 : -1;
        // By identity: two rules may be equal.
        while (number >= 0 && rules.get(number) != rule) {
            number--;
        }
        return number;
    }

    private static boolean isStartOf(AppenderModel inFile, StartEvent start) {
        return start.getLocalName().equalsIgnoreCase("appender")
                && start.getLocator().getLineNumber() == inFile.getLineNumber()
                && String.valueOf(inFile.getName()).equals(start.getAttributes().getValue("name"));
    }

    private void collect(Attributes attributes, List<String> path, int rule) {
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.getLocalName(i);
            boolean known = path.isEmpty() ? OF_AN_APPENDER.contains(name) : name.equals("class");
            if (!known && attributes.getURI(i).isEmpty()) {
                found.add(new StrayAttribute(path, rule, Tags.known(name), attributes.getValue(i)));
            }
        }
    }
}
