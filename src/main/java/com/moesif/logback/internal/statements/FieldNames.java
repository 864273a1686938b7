package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names the placeholders of a statement after what the code calls its arguments; and says which look like a customer or an amount. */
public final class FieldNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern CUSTOMER =
            Pattern.compile("(?i).*(company|customer|tenant|account|org|organi[sz]ation|user|client|merchant).*");
    private static final Pattern AMOUNT = Pattern.compile(
            "(?i).*(amount|price|total|cost|fee|bytes|size|count|rows|items|quantity|seconds|millis|duration|credits|tokens|calls).*");

    /** What is written nearly like a name that has its own place in an action would be taken for a slip. */
    private static final Map<String, String> NEARLY = Map.of(
            "companyid", "company_id",
            "userid", "user_id",
            "subscriptionid", "subscription_id",
            "sessiontoken", "session_token",
            "transactionid", "transaction_id",
            "requesttime", "time_of_request",
            "requesturi", "uri_of_request",
            "requestipaddress", "ip_address_of_request",
            "requestuseragentstring", "user_agent_of_request");

    private FieldNames() {}

    /** One for each argument, in snake case and none twice; null where the code has no name for it. */
    static List<String> of(List<Argument> arguments) {
        List<String> names = new ArrayList<>();
        for (Argument argument : arguments) {
            String name = argument.name() == null ? null : snake(argument.name());
            if (name != null && !NAME.matcher(name).matches()) {
                name = null;
            }
            int number = 2;
            for (String candidate = name; name != null && names.contains(candidate); number++) {
                candidate = name + "_" + number;
                if (!names.contains(candidate)) {
                    name = candidate;
                    break;
                }
            }
            names.add(name);
        }
        return names;
    }

    private static String snake(String name) {
        String words = name.replace("$", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
        return NEARLY.getOrDefault(words.replace("_", ""), words);
    }

    /** By its name. */
    public static boolean looksLikeCustomer(Argument argument) {
        return argument.name() != null && CUSTOMER.matcher(argument.name()).matches();
    }

    /** Whether people would call an amount so. */
    public static boolean namesAnAmount(String name) {
        return AMOUNT.matcher(name).matches();
    }

    /** By its name and type. */
    public static boolean looksLikeAmount(Argument argument) {
        return argument.isNumber() && argument.name() != null && namesAnAmount(argument.name());
    }
}
