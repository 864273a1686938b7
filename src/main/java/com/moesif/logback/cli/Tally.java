package com.moesif.logback.cli;

import java.nio.file.Path;

/** How many of one kind lie in how many directories. */
final class Tally {
    private final String one;
    private final String many;
    private long sum;
    private int places;
    private Path last;

    /** @param one of them, as the end says it; and several */
    Tally(String one, String many) {
        this.one = one;
        this.many = many;
    }

    void add(long count, Path directory) {
        if (count > 0) {
            sum += count;
            places++;
            last = directory;
        }
    }

    boolean isAny() {
        return sum > 0;
    }

    long sum() {
        return sum;
    }

    int places() {
        return places;
    }

    /** A sentence; where it is one directory it is named. */
    String left() {
        return sum + " " + (sum == 1 ? one + " is" : many + " are") + " left in "
                + (places == 1 ? last.getFileName() : places + " directories") + ".";
    }
}
