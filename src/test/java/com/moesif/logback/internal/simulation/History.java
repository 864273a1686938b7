package com.moesif.logback.internal.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What happens to a world: its settings, and steps with their times. As text it can be read, shortened by hand, and run again.
 *
 * @param seed for all that is left to chance while it runs
 */
public record History(long seed, Map<String, Long> settings, List<Step> steps) {
    /**
     * @param millis since the beginning
     * @param numbers what the step needs to know
     */
    public record Step(long millis, String what, List<Long> numbers) {
        long number(int index) {
            return index < numbers.size() ? numbers.get(index) : 0;
        }

        @Override
        public String toString() {
            return millis + " " + what
                    + numbers.stream().map(each -> " " + each).collect(Collectors.joining());
        }
    }

    long setting(String name) {
        // One that was written down before there was such a setting is without it.
        return settings.getOrDefault(name, 0L);
    }

    public History with(List<Step> others) {
        return new History(seed, settings, others);
    }

    @Override
    public String toString() {
        return "seed " + seed + "\n"
                + settings.entrySet().stream()
                        .map(each -> "set " + each.getKey() + " " + each.getValue() + "\n")
                        .collect(Collectors.joining())
                + steps.stream().map(step -> step + "\n").collect(Collectors.joining());
    }

    public static History parse(String text) {
        long seed = 0;
        Map<String, Long> settings = new TreeMap<>();
        List<Step> steps = new ArrayList<>();
        for (String line : text.strip().split("\n")) {
            String[] words = line.strip().split(" ");
            switch (words[0]) {
                case "seed" -> seed = Long.parseLong(words[1]);
                case "set" -> settings.put(words[1], Long.parseLong(words[2]));
                case "finds" -> {
                    // For whom it was written down is not the world's concern.
                }
                default ->
                    steps.add(new Step(
                            Long.parseLong(words[0]),
                            words[1],
                            Arrays.stream(words).skip(2).map(Long::valueOf).toList()));
            }
        }
        return new History(seed, settings, steps);
    }
}
