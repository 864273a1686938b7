package com.moesif.logback.internal.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with an appender's configuration, as sentences for its ERROR statuses, and what must not happen because of
 * it. Of the configuring thread while it is filled, then only read.
 */
public final class Faults {
    /** What follows from a wrong mask or exclude. */
    static final String OFF = " The appender is off and ships nothing, so that nothing is shown that was to be hidden.";

    /** What follows from a wrong way to the collector. */
    static final String KEPT = " Nothing is sent, and all actions are kept, until this is mended.";

    private final List<String> sentences = new ArrayList<>();
    private final Set<String> wrongOnTheWay = new LinkedHashSet<>();
    private boolean exposing;

    /** For what has a default that harms nobody. */
    public void add(String sentence) {
        sentences.add(sentence);
    }

    /** For what was to hide something. */
    public void exposes(String sentence) {
        exposing = true;
        sentences.add(sentence + OFF);
    }

    /**
     * For what decides where actions go, or by which way.
     *
     * @param element its name
     */
    public void leadsAstray(String element, String sentence) {
        wrongOnTheWay.add("<" + element + ">");
        sentences.add(sentence + KEPT);
    }

    /** For whoever only adds sentences. */
    List<String> sentences() {
        return sentences;
    }

    /** Whether a mask or an exclude is missing that was meant. */
    public boolean isExposing() {
        return exposing;
    }

    /** Whether it is this element's fault that nobody knows where actions go. */
    public boolean leadsAstray(String element) {
        return wrongOnTheWay.contains("<" + element + ">");
    }

    /** The elements that make the way to the collector unknown; empty when it is known. */
    public String wrongOnTheWay() {
        return String.join(" and ", wrongOnTheWay);
    }
}
