package com.moesif.logback.internal.settings;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ContextAware;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All that an appender was told, checked once at its start: what holds, and what of it is wrong. Immutable. */
public final class Configuration {
    public final Settings settings;
    public final MappingSettings mapping;
    public final NetworkSettings route;
    public final Faults faults;
    private final Optional<String> tooMuchMemory;
    private final boolean compressesTwice;

    private Configuration(Elements given, ContextAware origin, Faults faults, boolean trial) {
        given.strays.forEach(stray -> stray.judge(given, faults));
        given.hidingLess.forEach(faults::exposes);
        given.leadingAstray.forEach(faults::leadsAstray);
        Elements sound = UndefinedVariables.sift(given, faults);
        SpoolSettings spool = SpoolSettings.of(sound.spool, faults.sentences());
        KafkaSettings kafka = KafkaSettings.of(given, sound, faults, trial);
        HeapShare memory = HeapShare.ofThisJvm();
        this.settings = new Settings(trial ? sound.textsWithoutId() : sound.texts, spool, kafka, memory, faults);
        this.compressesTwice = kafka != null && given.texts.containsKey(Settings.COMPRESSION.name);
        // Of another JVM's heap a trial knows nothing.
        this.tooMuchMemory = trial ? Optional.empty() : memory.warningOf(settings.get(Settings.MAX_MEMORY));
        this.mapping = new MappingSettings(sound, (LoggerContext) origin.getContext(), faults);
        this.route = new NetworkSettings(sound, origin, faults, trial);
        this.faults = faults;
    }

    /** @param faults those found so far */
    public static Configuration read(Elements given, ContextAware origin, Faults faults) {
        return new Configuration(given, origin, faults, false);
    }

    /** The same where nothing is going to be sent, and no secret is in hand. */
    public static Configuration readForTrial(Elements given, ContextAware origin, Faults faults) {
        return new Configuration(given, origin, faults, true);
    }

    /** What is no error, but can't be meant. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(route.warnings);
        warnings.addAll(mapping.warnings);
        tooMuchMemory.ifPresent(warnings::add);
        if (compressesTwice) {
            warnings.add("<compression> of the appender has no meaning beside <kafka>, whose own <compression> holds.");
        }
        if (settings.isInTheClear() && !settings.get(Settings.DRY_RUN)) {
            warnings.add(
                    "<baseUri> is plain http and not on this machine: actions and the application id cross the network"
                            + " in the clear.");
        }
        return warnings;
    }

    /**
     * Whether anything is to be sent or printed; where it isn't, what to say of it.
     *
     * @param keyless told where the variable of the application id has no value, as on a developer's machine
     */
    public boolean isOn(ContextAware origin, Consumer<String> keyless) {
        if (faults.isExposing()) {
            return false;
        }
        if (!settings.get(Settings.ENABLED)) {
            origin.addInfo("The appender is switched off by <enabled>.");
            return false;
        }
        if (settings.applicationId == null && settings.kafka == null && !settings.get(Settings.DRY_RUN)) {
            Consumer<String> told = settings.whyNoId.isEmpty() ? origin::addWarn : keyless;
            told.accept("There is no <applicationId>: the appender is switched off, and no action is shipped. "
                    + settings.whyNoId
                    + "Give it the collector application id, or <dryRun>true</dryRun> to see the actions"
                    + " on the console.");
            return false;
        }
        return true;
    }

    /** For the status line at start; no secrets. */
    @Override
    public String toString() {
        return settings + (settings.kafka == null ? " " + route : "") + " " + mapping;
    }
}
