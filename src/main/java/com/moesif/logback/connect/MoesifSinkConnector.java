package com.moesif.logback.connect;

import com.moesif.logback.internal.transport.UserAgent;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Carries actions from topics to Moesif's Collector API. Its tasks share the partitions; it has no state of its own. */
public final class MoesifSinkConnector extends SinkConnector {
    /** Which of a connector's tasks one is; Connect doesn't say. */
    static final String TASK = "moesif.task";

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return Versions.OURS;
    }

    @Override
    public void start(Map<String, String> props) {
        // A value may be null: as it is in the JSON that was given.
        properties = new HashMap<>(props);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return MoesifSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int task = 0; task < maxTasks; task++) {
            Map<String, String> one = new HashMap<>(properties);
            one.put(TASK, String.valueOf(task));
            tasks.add(one);
        }
        return tasks;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        Config config = super.validate(connectorConfigs);
        boolean sound = config.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty());
        if (sound) {
            try {
                new SinkSettings(connectorConfigs).tls().mustBeReadable();
            } catch (ConfigException e) {
                // Each is sound by itself, but the proxy lacks its port.
                config.configValues().stream()
                        .filter(value -> value.name().equals(SinkSettings.PROXY_PORT))
                        .forEach(value -> value.addErrorMessage(e.getMessage()));
            } catch (GeneralSecurityException e) {
                String message = String.valueOf(e.getMessage());
                String keyStore = connectorConfigs.get(TlsSettings.KEY_STORE);
                boolean ofKey = keyStore != null && message.contains(keyStore);
                String wrong = ofKey ? TlsSettings.KEY_STORE : TlsSettings.TRUST_STORE;
                config.configValues().stream()
                        .filter(value -> value.name().equals(wrong))
                        .forEach(value -> value.addErrorMessage(wrong + " is no store to use: " + message + "."));
            }
        }
        return config;
    }

    @Override
    public ConfigDef config() {
        return SinkSettings.DEFINITION;
    }

    @Override
    public void stop() {
        // The tasks are stopped by themselves.
    }

    /** What Connect shows beside the class. */
    static final class Versions {
        static final String OURS = UserAgent.VALUE.substring(UserAgent.VALUE.indexOf('/') + 1);

        private Versions() {}
    }
}
