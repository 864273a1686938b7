package com.moesif.logback.internal.action;

import java.util.HashMap;
import java.util.Map;

/**
 * The names that have a place of their own in an action; every other name ends in {@code metadata}. Spelling and places
 * are those of Moesif's public API reference, "Actions".
 */
public enum Reserved {
    ACTION_NAME("action_name", "actionName"),
    COMPANY_ID("company_id", "companyId"),
    USER_ID("user_id", "userId"),
    SUBSCRIPTION_ID("subscription_id", "subscriptionId"),
    SESSION_TOKEN("session_token", "sessionToken"),
    TRANSACTION_ID("transaction_id", "transactionId"),
    REQUEST_TIME("request.time", "request.time"),
    REQUEST_URI("request.uri", "request.uri"),
    REQUEST_IP_ADDRESS("request.ip_address", "request.ipAddress"),
    REQUEST_USER_AGENT("request.user_agent_string", "request.userAgentString");

    private static final Map<String, Reserved> BY_NAME = new HashMap<>();

    static {
        for (Reserved reserved : values()) {
            BY_NAME.put(reserved.wireName, reserved);
            BY_NAME.put(reserved.camelName, reserved);
        }
    }

    private final String wireName;
    private final String camelName;

    Reserved(String wireName, String camelName) {
        this.wireName = wireName;
        this.camelName = camelName;
    }

    /** The place this name, in either spelling, has in an action; null when it belongs to {@code metadata}. */
    public static Reserved named(String name) {
        return BY_NAME.get(name);
    }

    String camelName() {
        return camelName;
    }

    /** As the collector spells it, {@code request.} included where it belongs there. */
    public String wireName() {
        return wireName;
    }
}
