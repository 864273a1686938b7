package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <kafka>}: a topic of Apache Kafka, to which actions go instead of the Collector API. Joran fills it. */
public final class KafkaElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** The brokers that are asked first, each as {@code host:port}, with commas between them. Required. */
    public void setBootstrapServers(String text) {
        texts.put("bootstrapServers", text);
    }

    /** The topic to which actions are written; it must exist. Default {@code moesif-actions}. */
    public void setTopic(String text) {
        texts.put("topic", text);
    }

    /** The key of a record: {@code none} (default), or {@code company_id}, which puts all actions of a company into one partition. */
    public void setKey(String text) {
        texts.put("key", text);
    }

    /** How records are compressed: {@code lz4} (default), {@code zstd}, {@code snappy}, {@code gzip} or {@code none}. */
    public void setCompression(String text) {
        texts.put("compression", text);
    }

    /** A file with Kafka's own properties for the connection to the brokers, such as those of TLS and SASL; often a mounted secret. */
    public void setSettingsFile(String text) {
        texts.put("settingsFile", text);
    }

    /** The texts as they were given, by the names of their elements. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
