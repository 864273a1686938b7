package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <spool>}: keeps actions in files until they are delivered. Joran fills it. */
public final class SpoolElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** The directory of the files; it is created when it doesn't exist. Each running appender has a directory of its own in it. */
    public void setDirectory(String text) {
        texts.put("directory", text);
    }

    /** The most bytes on disk for one appender; beyond them new actions are dropped and counted. Default 1 GB. */
    public void setMaxSize(String text) {
        texts.put("maxSize", text);
    }

    /** The age, counted from {@code request.time}, at which an action becomes a dead letter. Default 29 d 23 h. */
    public void setMaxAge(String text) {
        texts.put("maxAge", text);
    }

    /**
     * What a logging call waits for: {@code async} (default), for nothing; {@code write}, until its action is in the file;
     * {@code fsync}, until the file is on the disk.
     */
    public void setDurability(String text) {
        texts.put("durability", text);
    }

    /** How long a logging call may wait with {@code write} and {@code fsync}; after that it returns. Default 1 s. */
    public void setCommitTimeout(String text) {
        texts.put("commitTimeout", text);
    }

    /**
     * Whether actions that an appender of the same name and address has left with another application id are sent with the
     * present one. It is meant for one deployment, after the id was changed. Default {@code false}.
     */
    public void setTakeOver(String text) {
        texts.put("takeOver", text);
    }

    /** The texts as they were given, by the names of their elements. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
