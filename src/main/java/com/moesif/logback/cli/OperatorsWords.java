package com.moesif.logback.cli;

/** What a pipeline says names elements of a configuration, which a command does not have. This names its options. */
final class OperatorsWords {
    private OperatorsWords() {}

    static String of(String warning) {
        return warning.replace(
                        "The proxy wants credentials: check <proxy>",
                        "The proxy wants credentials, which this command can't give: run it where the collector is"
                                + " reached without them")
                // No appender follows here.
                .replace("The appender before this one in ", "The appender of ")
                .replace("<proxy>", "-Dhttps.proxyHost")
                .replace("<baseUri>", SendOptions.BASE_URI)
                .replace("<applicationId>", "the one that was given");
    }
}
