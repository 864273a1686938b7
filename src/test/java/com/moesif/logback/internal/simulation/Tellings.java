package com.moesif.logback.internal.simulation;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many actions a life has told of as lost, in the words that fit the way they were lost. */
final class Tellings {
    private static final Pattern TIMES = Pattern.compile(" \\((?:(\\d+) times|once)(?:, \\d+ in all since \\S+)?\\)$");

    private final Collection<String> said;

    /** A way to be lost, and the words for it, with the number in them where they are said once. */
    enum Loss {
        QUEUE_FULL("^The ring of queueSize slots was full for maxBlockTime"),
        MEMORY_FULL("^maxMemory is full of "),
        SPOOL_FULL("^The spool has reached its <maxSize>\\."),
        STOPPED("^At the stop (\\d+) actions were lost"),
        MISCONFIGURED("^An action is dropped that came before the configuration had been read to its end"),
        NOT_ENCODED("^An action could not be encoded and is lost: "),
        TOO_LARGE("^Action '.*' with transaction_id \\S+ has more than \\d+ bytes"),
        INCOMPLETE(" is not sent, since it lacks what is <required>: company_id"),
        REFUSED_OR_EXPIRED(
                "^Action '.*' with transaction_id \\S+ (?:is older than <maxAge>|is refused by |is answered again and again )"
                        + "(?!.* but perhaps not by )"),
        DAMAGED("^\\d+ lines of \\S+ are damaged|^\\d+ actions of the spool were damaged"),
        SEGMENT_GONE("^A segment of the spool with \\d+ unsent actions is gone");

        private final Pattern words;

        Loss(String words) {
            this.words = Pattern.compile(words);
        }
    }

    /** @param said all statuses of the life */
    Tellings(Collection<String> said) {
        this.said = said;
    }

    /** Repeats are gathered, and told with their number. */
    long of(Loss loss) {
        long all = 0;
        for (String text : said) {
            Matcher words = loss.words.matcher(text);
            if (words.find()) {
                all += words.groupCount() > 0 ? Long.parseLong(words.group(1)) : times(text);
            }
        }
        return all;
    }

    private static long times(String text) {
        Matcher times = TIMES.matcher(text);
        return times.find() && times.group(1) != null ? Long.parseLong(times.group(1)) : 1;
    }
}
