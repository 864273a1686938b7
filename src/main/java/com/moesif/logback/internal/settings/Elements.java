package com.moesif.logback.internal.settings;

import ch.qos.logback.core.net.ssl.SSLConfiguration;
import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.KafkaElement;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.config.ProxyElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.config.SpoolElement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** What Joran found in the appender's element, as text and beans, not yet looked at. Of the configuring thread. */
public final class Elements {
    /** Texts of the scalar settings, by element name. */
    public final Map<String, String> texts = new LinkedHashMap<>();

    public final List<AliasElement> aliases = new ArrayList<>();
    public final List<String> mdcKeys = new ArrayList<>();
    public final List<String> excludes = new ArrayList<>();
    public final List<MaskElement> masks = new ArrayList<>();
    public final List<FieldElement> fields = new ArrayList<>();
    public final List<RuleElement> rules = new ArrayList<>();
    /** What stands in the XML and never came here. */
    public final List<StrayAttribute> strays = new ArrayList<>();

    /**
     * A sentence for each mask or exclude that Logback shortened, and for each exclude or mdcKey whose {@code <name>} it took for
     * the appender's.
     */
    public final List<String> hidingLess = new ArrayList<>();

    /** The same of what leads to the collector, by its element. */
    public final Map<String, String> leadingAstray = new LinkedHashMap<>();

    public KafkaElement kafka;
    public ProxyElement proxy;
    public SpoolElement spool;
    public SSLConfiguration ssl;

    private final Map<RuleElement, Set<String>> ruleFaults = new IdentityHashMap<>();
    private Consumer<String> tooLate = element -> {};

    /** They have been read, and hold until the next start: this is told of each element that comes now. */
    public void areRead(Consumer<String> tooLate) {
        this.tooLate = tooLate;
    }

    /** To be called before this element is given. */
    public Elements with(String element) {
        tooLate.accept(element);
        return this;
    }

    /** @param text null for none */
    public void give(Setting<?> setting, String text) {
        with(setting.name);
        if (text == null) {
            texts.remove(setting.name);
        } else {
            texts.put(setting.name, text);
        }
    }

    /** Null, as code may give it, is an empty element, of which it is said what it lacks. */
    public void add(AliasElement alias) {
        with("alias").aliases.add(Objects.requireNonNullElseGet(alias, AliasElement::new));
    }

    /** The same of a mask. */
    public void add(MaskElement mask) {
        with("mask").masks.add(Objects.requireNonNullElseGet(mask, MaskElement::new));
    }

    /** The same of a field. */
    public void add(FieldElement field) {
        with("field").fields.add(Objects.requireNonNullElseGet(field, FieldElement::new));
    }

    /** The same of a rule; takes what is wrong with it. */
    public Set<String> add(RuleElement rule) {
        with("rule").rules.add(Objects.requireNonNullElseGet(rule, RuleElement::new));
        return faultsOf(rules.get(rules.size() - 1));
    }

    /** What was found wrong with a rule before its texts are looked at, each as a sentence: any of them switches it off. */
    public Set<String> faultsOf(RuleElement rule) {
        return ruleFaults.computeIfAbsent(rule, key -> new LinkedHashSet<>());
    }

    /** For a trial, which ships nothing: no file is opened, and no secret is in hand. */
    Map<String, String> textsWithoutId() {
        Map<String, String> without = new LinkedHashMap<>(texts);
        without.remove(Settings.APPLICATION_ID.name);
        without.remove(Settings.APPLICATION_ID_FILE.name);
        return without;
    }
}
