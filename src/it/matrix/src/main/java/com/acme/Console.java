package com.acme;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What an operator sees over JMX. */
final class Console {
    private Console() {}

    static void show(String appender) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("com.moesif.logback:type=MoesifAppender,context=default,name=" + appender);
        // It appears beside the start.
        Smoke.await(() -> server.isRegistered(name));
        for (String attribute : new String[] {"Accepted", "Recovered", "Delivered", "Balanced"}) {
            Smoke.say("jmx." + attribute, server.getAttribute(name, attribute));
        }
        Smoke.say("jmx.flush", server.invoke(name, "flush", new Object[] {1_000L}, new String[] {"long"}));
    }
}
