package com.moesif.logback.connect;

import com.moesif.logback.internal.ledger.Ledger;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.pipeline.Forwarder;
import com.moesif.logback.internal.transport.HttpTransport;
import com.moesif.logback.internal.transport.UserAgent;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers what is in some partitions. Connect calls it on one thread. */
public final class MoesifSinkTask extends SinkTask {
    private static final Logger LOGGER = LoggerFactory.getLogger(MoesifSinkTask.class);

    private TopicDelivery delivery;
    private TaskBean bean;

    @Override
    public String version() {
        return MoesifSinkConnector.Versions.OURS;
    }

    @Override
    public void start(Map<String, String> props) {
        SinkSettings settings = new SinkSettings(props);
        String name = props.getOrDefault("name", "moesif");
        String task = props.getOrDefault(MoesifSinkConnector.TASK, "0");
        SinkKey key = new SinkKey(settings.applicationId(), context::configs);
        Notices notices = new Notices(new TaskLog(LOGGER));
        Forwarder forwarder = new Forwarder(
                settings.pipeline(),
                transport(settings, key, notices, threads("moesif-" + name + "-" + task)),
                InstantSource.system(),
                new Ledger(),
                notices);
        delivery = new TopicDelivery(settings, context, key, forwarder, notices, System::nanoTime);
        bean = TaskBean.open(delivery, name, task, notices);
        LOGGER.info("Moesif sink {} sends {}.", version(), settings);
        settings.warnings().forEach(LOGGER::warn);
    }

    private static HttpTransport transport(SinkSettings settings, SinkKey key, Notices notices, ThreadFactory threads) {
        try {
            return new HttpTransport(
                    new HttpTransport.Endpoint(
                            settings.baseUri(),
                            key,
                            UserAgent.VALUE,
                            settings.proxy(),
                            settings.tls().tls(notices)),
                    settings.transport(),
                    threads);
        } catch (GeneralSecurityException e) {
            throw new ConfigException("moesif.https.ssl.* can't be used: " + e.getMessage());
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return job -> {
            Thread thread = new Thread(null, job, name + "-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(MoesifSinkTask.class.getClassLoader());
            return thread;
        };
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        delivery.open();
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        delivery.close(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        delivery.put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        return delivery.commit(currentOffsets);
    }

    @Override
    public void stop() {
        // Also called when the start has failed.
        if (bean != null) {
            bean.close();
        }
        if (delivery != null) {
            delivery.close();
        }
    }
}
