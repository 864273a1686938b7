package com.moesif.logback.internal.pipeline;

import com.moesif.logback.internal.transport.Answer;

/** What an answer means for its batch: the one place that decides it. */
sealed interface Verdict {
    /** The collector has the actions. */
    record Delivered() implements Verdict {}

    /** They go out again, the same bytes with the same ids. */
    record Retry(String why) implements Verdict {}

    static Verdict of(Answer answer) {
        if (answer.status() >= 200 && answer.status() < 300) {
            // A captive portal or a misled proxy answers 200 too, with a page for people.
            boolean page = answer.contentType().equalsIgnoreCase("text/html")
                    || answer.body().stripLeading().startsWith("<");
            return page ? new Retry("HTTP " + answer.status() + " with a web page") : new Delivered();
        }
        return new Retry(answer.summary());
    }
}
