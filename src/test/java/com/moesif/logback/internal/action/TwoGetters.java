package com.moesif.logback.internal.action;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Classes that have a question and a getter of one name. */
final class TwoGetters {
    private TwoGetters() {}

    /** A getter goes before a question, in whatever order the JVM has them. */
    public static final class Both {
        public boolean isOpen() {
            return true;
        }

        public String getOpen() {
            return "half";
        }

        public String getShut() {
            return "half";
        }

        public boolean isShut() {
            return true;
        }

        public boolean isDone() {
            return true;
        }

        String getDone() {
            return "secret";
        }
    }

    /** What is annotated goes before both. */
    public static final class QuestionChosen {
        @JsonProperty("renamed")
        public boolean isOpen() {
            return true;
        }

        public String getOpen() {
            return "secret";
        }

        public String getShut() {
            return "secret";
        }

        @JsonProperty
        public boolean isShut() {
            return true;
        }

        public boolean isDone() {
            return true;
        }

        @JsonProperty("finished")
        public String getDone() {
            return "half";
        }
    }

    public static final class QuestionIgnored {
        public final int shown = 1;

        @JsonIgnore
        public boolean isOpen() {
            return true;
        }

        public String getOpen() {
            return "secret";
        }

        public boolean isShut() {
            return true;
        }

        @JsonIgnore
        public String getShut() {
            return "secret";
        }
    }
}
