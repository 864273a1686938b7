package com.moesif.logback.connect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.types.Password;

/**
 * Properties that are given and do nothing, because another one is missing: requests then go another way than was meant. Shows
 * no values. Pure.
 */
final class IdleSettings {
    /** Of each property, the ones that it does nothing without. */
    private static final Map<String, List<String>> NEEDS = needs();

    private IdleSettings() {}

    private static Map<String, List<String>> needs() {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        needs.put(SinkSettings.PROXY_PORT, List.of(SinkSettings.PROXY_HOST));
        needs.put(SinkSettings.PROXY_USER, List.of(SinkSettings.PROXY_HOST));
        needs.put(SinkSettings.PROXY_PASSWORD, List.of(SinkSettings.PROXY_HOST, SinkSettings.PROXY_USER));
        needs.put(TlsSettings.TRUST_STORE_PASSWORD, List.of(TlsSettings.TRUST_STORE));
        needs.put(TlsSettings.KEY_STORE_PASSWORD, List.of(TlsSettings.KEY_STORE));
        needs.put(TlsSettings.KEY_PASSWORD, List.of(TlsSettings.KEY_STORE));
        return needs;
    }

    /** A sentence for each property that is missing. */
    static List<String> of(AbstractConfig config) {
        Map<String, List<String>> idleByMissing = new LinkedHashMap<>();
        NEEDS.forEach((name, needed) -> {
            if (isGiven(config, name)) {
                needed.stream()
                        .filter(other -> !isGiven(config, other))
                        .findFirst()
                        .ifPresent(missing -> idleByMissing
                                .computeIfAbsent(missing, key -> new ArrayList<>())
                                .add(name));
            }
        });
        List<String> sentences = new ArrayList<>();
        idleByMissing.forEach((missing, idle) -> sentences.add(sentence(missing, idle)));
        return sentences;
    }

    private static String sentence(String missing, List<String> idle) {
        boolean one = idle.size() == 1;
        return String.join(" and ", idle) + (one ? " has" : " have") + " no effect, because " + missing
                + " is missing. Set it, or remove " + (one ? "the other." : "the others.");
    }

    private static boolean isGiven(AbstractConfig config, String name) {
        Object value = config.values().get(name);
        String text = value instanceof Password password ? password.value() : String.valueOf(value);
        return value != null && !text.isBlank();
    }
}
