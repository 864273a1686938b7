package com.moesif.logback.connect;

import com.moesif.logback.internal.ledger.DeliveryHealth;
import com.moesif.logback.internal.ledger.Notices;
import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A task's place in the platform's MBean server. Neither opening nor closing ever throws. */
final class TaskBean implements MoesifSinkTaskMXBean, AutoCloseable {
    private static final Pattern PLAIN = Pattern.compile("[\\w.\\- /#()]+");
    /** A task that was moved away and back may be here before its predecessor has gone. */
    private static final int MOST_INSTANCES = 100;

    private final TopicDelivery delivery;
    private ObjectName registered;

    private TaskBean(TopicDelivery delivery) {
        this.delivery = delivery;
    }

    static TaskBean open(TopicDelivery delivery, String connector, String task, Notices notices) {
        TaskBean bean = new TaskBean(delivery);
        try {
            bean.register(ManagementFactory.getPlatformMBeanServer(), connector, task);
        } catch (JMException | RuntimeException e) {
            notices.raise("jmx", "The task can't be seen over JMX: " + e + ".");
        }
        return bean;
    }

    private void register(MBeanServer server, String connector, String task) throws JMException {
        for (int instance = 1; instance <= MOST_INSTANCES; instance++) {
            ObjectName name = new ObjectName("com.moesif.logback:type=MoesifSinkTask,connector=" + value(connector)
                    + ",task=" + value(task) + (instance == 1 ? "" : ",instance=" + instance));
            try {
                registered = server.registerMBean(this, name).getObjectName();
                return;
            } catch (InstanceAlreadyExistsException e) {
                // Asking before would not be enough: another may come in between.
                continue;
            }
        }
        throw new InstanceAlreadyExistsException(MOST_INSTANCES + " of the same names");
    }

    private static String value(String text) {
        return PLAIN.matcher(text).matches() ? text : ObjectName.quote(text);
    }

    @Override
    public long getDelivered() {
        return delivery.held().delivered();
    }

    @Override
    public long getRefused() {
        return delivery.dead().refused();
    }

    @Override
    public long getDead() {
        return delivery.dead().dead();
    }

    @Override
    public long getHeld() {
        return delivery.held().count();
    }

    @Override
    public long getHeldBytes() {
        return delivery.held().bytes();
    }

    @Override
    public int getRequestsInFlight() {
        return delivery.health().requestsInFlight();
    }

    @Override
    public long getOldestUnsettledMillis() {
        long oldest = delivery.oldestMillis();
        return oldest == Long.MAX_VALUE ? 0 : Math.max(0, System.currentTimeMillis() - oldest);
    }

    @Override
    public boolean isFull() {
        return delivery.isFull();
    }

    @Override
    public String getPausedReason() {
        String why = delivery.health().pausedReason();
        return why == null ? "" : why;
    }

    @Override
    public String getLastTrouble() {
        DeliveryHealth.Trouble trouble = delivery.health().lastTrouble();
        return trouble == null ? "" : trouble.at() + " " + trouble.why();
    }

    @Override
    public long getLongestPutMillis() {
        return delivery.longestPutMillis();
    }

    @Override
    public void close() {
        try {
            if (registered != null) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
            }
        } catch (JMException | RuntimeException e) {
            // It is gone already.
        }
    }
}
