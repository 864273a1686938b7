package com.acme;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;

/** A service with Dropwizard that keeps its logback.xml. */
public class Service extends Application<Configuration> {
    public static void main(String[] args) throws Exception {
        new Service().run(args);
    }

    /** Nothing: Dropwizard's own would take every appender away. */
    @Override
    protected void bootstrapLogging() {}

    @Override
    public void run(Configuration configuration, Environment environment) {
        environment.jersey().register(new Payments());
    }
}
