package com.moesif.logback;

import ch.qos.logback.core.net.ssl.SSLConfiguration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Joran found in the appender's element, as text and beans, not yet looked at. Of the configuring thread. */
final class Elements {
    /** Texts of the scalar settings, by element name. */
    final Map<String, String> texts = new LinkedHashMap<>();

    final List<AliasElement> aliases = new ArrayList<>();
    final List<String> mdcKeys = new ArrayList<>();
    final List<String> excludes = new ArrayList<>();
    final List<MaskElement> masks = new ArrayList<>();
    final List<FieldElement> fields = new ArrayList<>();
    final List<RuleElement> rules = new ArrayList<>();
    /** What stands in the XML and never came here. */
    final List<StrayAttribute> strays = new ArrayList<>();

    ProxyElement proxy;
    SpoolElement spool;
    SSLConfiguration ssl;

    private final Map<RuleElement, Set<String>> ruleFaults = new IdentityHashMap<>();

    /** What was found wrong with a rule before its texts are looked at, each as a sentence: any of them switches it off. */
    Set<String> faultsOf(RuleElement rule) {
        return ruleFaults.computeIfAbsent(rule, key -> new LinkedHashSet<>());
    }

    /** For a rehearsal, which ships nothing: no file is opened, and no secret is in hand. */
    Map<String, String> textsWithoutId() {
        Map<String, String> without = new LinkedHashMap<>(texts);
        without.remove(Settings.APPLICATION_ID.name);
        without.remove(Settings.APPLICATION_ID_FILE.name);
        return without;
    }
}
