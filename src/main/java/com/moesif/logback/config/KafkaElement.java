package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <kafka>}: a topic of Apache Kafka, in the place of the Collector API. Filled by Joran. */
public final class KafkaElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Brokers to begin with: host and port of each, with commas between. */
    public void setBootstrapServers(String text) {
        texts.put("bootstrapServers", text);
    }

    /** Where actions are written to; it has to be there. Default {@code moesif-actions}. */
    public void setTopic(String text) {
        texts.put("topic", text);
    }

    /** {@code none} (default), or {@code company_id}: then all actions of a company are in one partition. */
    public void setKey(String text) {
        texts.put("key", text);
    }

    /** {@code lz4} (default), {@code zstd}, {@code snappy}, {@code gzip} or {@code none}. */
    public void setCompression(String text) {
        texts.put("compression", text);
    }

    /** A file of Kafka's own properties for the way to the brokers, TLS and SASL above all: a mounted secret. */
    public void setSettingsFile(String text) {
        texts.put("settingsFile", text);
    }

    public Map<String, String> getTexts() {
        return texts;
    }
}
