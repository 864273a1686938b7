package com.moesif.logback.internal.runtime;

import com.moesif.logback.internal.action.LogLines;
import com.moesif.logback.internal.action.Printable;
import com.moesif.logback.internal.kafka.KafkaTransport;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.settings.Configuration;
import com.moesif.logback.internal.settings.KafkaSettings;
import com.moesif.logback.internal.settings.NetworkSettings;
import com.moesif.logback.internal.settings.Settings;
import com.moesif.logback.internal.transport.HttpTransport;
import com.moesif.logback.internal.transport.LocalQuestion;
import com.moesif.logback.internal.transport.PrintTransport;
import com.moesif.logback.internal.transport.Transport;
import com.moesif.logback.internal.transport.UnknownRoute;
import com.moesif.logback.internal.transport.UserAgent;
import java.util.concurrent.ThreadFactory;

/** Makes what carries actions away: to where, a configuration says. */
final class TransportFactory {
    private static final long LEAST_BUFFER_BYTES = 4 << 20;

    private TransportFactory() {}

    /**
     * @param appender its name
     * @param threads makes daemon threads of ours
     * @param logLines for a collector on this machine that asks for them; null where none may
     */
    static Transport make(
            Configuration configuration, String appender, ThreadFactory threads, Notices notices, LogLines logLines) {
        String wrong = configuration.faults.wrongOnTheWay();
        if (configuration.settings.get(Settings.DRY_RUN)) {
            return new PrintTransport(System.out, Printable::json);
        }
        if (!wrong.isEmpty()) {
            return new UnknownRoute(wrong);
        }
        return configuration.settings.kafka == null
                ? toCollector(configuration.settings, configuration.route, threads, logLines)
                : toTopic(configuration.settings, appender, notices);
    }

    private static Transport toCollector(
            Settings settings, NetworkSettings route, ThreadFactory threads, LogLines logLines) {
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Endpoint(
                        settings.baseUri, settings.applicationId, UserAgent.VALUE, route.proxy, route.tls),
                new HttpTransport.Limits(
                        settings.get(Settings.CONNECT_TIMEOUT),
                        settings.get(Settings.RESPONSE_TIMEOUT),
                        settings.get(Settings.MAX_IN_FLIGHT)),
                threads);
        if (logLines != null) {
            transport.answerLocally(new LocalQuestion(logLines::ask, logLines::unwanted));
        }
        return transport;
    }

    private static Transport toTopic(Settings settings, String appender, Notices notices) {
        KafkaSettings kafka = settings.kafka;
        long batches = 2L * settings.get(Settings.MAX_IN_FLIGHT) * settings.get(Settings.MAX_BATCH_BYTES);
        return new KafkaTransport(
                new KafkaTransport.Topic(
                        kafka.topic, kafka.bootstrapServers, kafka.keyed, kafka.compression, "moesif-" + appender),
                new KafkaTransport.Limits(
                        settings.get(Settings.CONNECT_TIMEOUT),
                        settings.get(Settings.RESPONSE_TIMEOUT),
                        Math.max(LEAST_BUFFER_BYTES, batches)),
                kafka.file::read,
                AppenderThread.hosting(appender),
                sentence -> notices.raise("kafka settings", sentence));
    }
}
