/**
 * A Logback appender that ships log events as Moesif actions. An application that requires this module needs to name no other:
 * explicit modules, JCTools and Jackson among them, are found only by whoever requires them.
 */
module com.moesif.logback {
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires org.slf4j;
    requires java.management;
    requires java.xml;
    requires tools.jackson.core;
    requires org.jctools.core;
    // Automatic ones, by the names that their manifests give them.
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    // What those two need of the JDK: an automatic module can't say so.
    requires java.security.jgss;
    requires jdk.net;
    // Used where the application has them.
    requires static micrometer.core;
    requires static logstash.logback.encoder;
    requires static kafka.clients;

    exports com.moesif.logback;
    exports com.moesif.logback.config;
    // For what tries a configuration in the place of a service.
    exports com.moesif.logback.internal.settings to
            com.moesif.logback.testkit;
    exports com.moesif.logback.internal.joran to
            com.moesif.logback.testkit;
    exports com.moesif.logback.internal.runtime to
            com.moesif.logback.testkit;
    exports com.moesif.logback.internal.mapping to
            com.moesif.logback.testkit;
    exports com.moesif.logback.internal.pipeline to
            com.moesif.logback.testkit;
    exports com.moesif.logback.internal.action to
            com.moesif.logback.testkit;
    exports com.moesif.logback.internal.ledger to
            com.moesif.logback.testkit;

    // Logback makes the appender and its elements, and calls their setters, by reflection.
    opens com.moesif.logback to
            ch.qos.logback.core,
            ch.qos.logback.classic;
    opens com.moesif.logback.config to
            ch.qos.logback.core,
            ch.qos.logback.classic;
}
