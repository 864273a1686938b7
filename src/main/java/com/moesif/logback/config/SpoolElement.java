package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <spool>}: where actions are kept until they are delivered. Filled by Joran. */
public final class SpoolElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Where; made when it doesn't exist. Each running appender has a directory of its own in it. */
    public void setDirectory(String text) {
        texts.put("directory", text);
    }

    /** Bytes on disk, beyond which new actions are dropped and counted. Default 1 GB. */
    public void setMaxSize(String text) {
        texts.put("maxSize", text);
    }

    /** From {@code request.time}: what is older becomes a dead letter. Default 29 d 23 h. */
    public void setMaxAge(String text) {
        texts.put("maxAge", text);
    }

    /** {@code async} (default), {@code write} or {@code fsync}. */
    public void setDurability(String text) {
        texts.put("durability", text);
    }

    /** How long {@code write} and {@code fsync} let a caller wait. Default 1 s. */
    public void setCommitTimeout(String text) {
        texts.put("commitTimeout", text);
    }

    /**
     * Whether what an appender of the same name and address has left with another application id is sent with this one. For
     * one deployment, after the id has been changed. Default {@code false}.
     */
    public void setTakeOver(String text) {
        texts.put("takeOver", text);
    }

    public Map<String, String> getTexts() {
        return texts;
    }
}
