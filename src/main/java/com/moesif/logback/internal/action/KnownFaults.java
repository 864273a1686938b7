package com.moesif.logback.internal.action;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What can be seen to be wrong with an encoded action that the collector refused, by Moesif's public API reference, "Actions".
 * One of an older version, or one that somebody has changed in its file, may hold anything. Pure.
 */
public final class KnownFaults {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Duration OLDEST = Duration.ofDays(30);
    /** A clock may be fast; no time zone is further away. */
    private static final Duration MOST_AHEAD = Duration.ofHours(26);

    private static final Set<String> OBJECTS = Set.of(WireNames.METADATA.getValue(), WireNames.REQUEST.getValue());

    private KnownFaults() {}

    /** In words, as they go on after "it"; empty when nothing is known. */
    public static List<String> of(byte[] line, Instant now) {
        List<String> faults = new ArrayList<>();
        int from = line.length > 0 && line[0] == ',' ? 1 : 0;
        boolean named = false;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line, from, line.length - from)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                named |= field.equals(Reserved.ACTION_NAME.wireName());
                if (OBJECTS.contains(field)) {
                    if (value != JsonToken.START_OBJECT) {
                        faults.add("has a " + field + " that is no object");
                    }
                } else if (Reserved.named(field) != null && value != JsonToken.VALUE_STRING) {
                    faults.add("has a " + field + " that is no text");
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            return List.of("is no JSON");
        }
        if (!named) {
            faults.add("has no action_name");
        }
        long millis = ActionLine.requestMillis(line, from, line.length);
        if (millis != Long.MAX_VALUE) {
            Instant time = Instant.ofEpochMilli(millis);
            if (time.isBefore(now.minus(OLDEST))) {
                faults.add("is older than 30 days (request.time " + time + ")");
            } else if (time.isAfter(now.plus(MOST_AHEAD))) {
                faults.add("lies in the future (request.time " + time + ")");
            }
        }
        return faults;
    }
}
