package com.moesif.logback.collector;

import java.util.HashMap;
import java.util.Map;

/**
 * Every field that the API documents, in both spellings: the documented one, and the camelCase that Moesif's own Java
 * client 1.8.5 puts on the wire because its models carry no names for Jackson.
 */
enum Field {
    ACTION_NAME(Place.ACTION, "action_name", "actionName", true),
    COMPANY_ID(Place.ACTION, "company_id", "companyId", false),
    USER_ID(Place.ACTION, "user_id", "userId", false),
    SUBSCRIPTION_ID(Place.ACTION, "subscription_id", "subscriptionId", false),
    SESSION_TOKEN(Place.ACTION, "session_token", "sessionToken", false),
    TRANSACTION_ID(Place.ACTION, "transaction_id", "transactionId", false),
    METADATA(Place.ACTION, "metadata", "metadata", false),
    REQUEST(Place.ACTION, "request", "request", true),
    TIME(Place.REQUEST, "time", "time", false),
    URI(Place.REQUEST, "uri", "uri", false),
    IP_ADDRESS(Place.REQUEST, "ip_address", "ipAddress", false),
    USER_AGENT_STRING(Place.REQUEST, "user_agent_string", "userAgentString", false);

    /** The object that a field belongs to. */
    enum Place {
        ACTION(""),
        REQUEST("request.");

        private final String prefix;
        private final Map<String, Field> fields = new HashMap<>();

        Place(String prefix) {
            this.prefix = prefix;
        }

        /** The field of this name in either spelling, or null. */
        Field field(String name) {
            return fields.get(name);
        }

        String path(String name) {
            return prefix + name;
        }
    }

    static {
        for (Field field : values()) {
            field.place.fields.put(field.name, field);
            field.place.fields.put(field.camelCase, field);
        }
    }

    private final Place place;
    private final String name;
    private final String camelCase;
    private final boolean required;

    Field(Place place, String name, String camelCase, boolean required) {
        this.place = place;
        this.name = name;
        this.camelCase = camelCase;
        this.required = required;
    }

    boolean required() {
        return required;
    }

    boolean isObject() {
        return this == METADATA || this == REQUEST;
    }

    /** Whether this name of the field is the one that the API does not document. */
    boolean isCamelCase(String given) {
        return !name.equals(given);
    }

    /** The documented name, with the object it belongs to: {@code request.ip_address}. */
    String path() {
        return place.path(name);
    }
}
