package com.acme.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Nothing here logs: the three libraries do. */
final class Libraries {
    private Libraries() {}

    static void openConnectionPool() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setPoolName("orders-db");
        config.setJdbcUrl("jdbc:h2:mem:orders");
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            connection.createStatement().execute("select 1");
        }
    }

    static void runScheduledJob() throws SchedulerException {
        Properties settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "billing");
        settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        settings.setProperty("org.quartz.threadPool.threadCount", "1");
        settings.setProperty("org.quartz.plugin.history.class", "org.quartz.plugins.history.LoggingJobHistoryPlugin");
        Scheduler scheduler = new StdSchedulerFactory(settings).getScheduler();
        scheduler.scheduleJob(
                JobBuilder.newJob(WriteInvoices.class)
                        .withIdentity("nightly-invoices", "67890")
                        .build(),
                TriggerBuilder.newTrigger().withIdentity("now").startNow().build());
        scheduler.start();
        WriteInvoices.STARTED.acquireUninterruptibly();
        scheduler.shutdown(true);
    }

    static void leaveConsumerGroup() {
        // No broker is needed to join nothing and leave it.
        Map<String, Object> settings = Map.of("bootstrap.servers", "127.0.0.1:9092", "group.id", "invoices");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("orders"));
        }
    }

    /** Quartz makes its instances. */
    public static final class WriteInvoices implements Job {
        static final Semaphore STARTED = new Semaphore(0);

        @Override
        public void execute(JobExecutionContext context) {
            context.setResult(42);
            STARTED.release();
        }
    }
}
