package com.acme;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;

/** The same, with Dropwizard's own logging. */
public class PlainService extends Application<Configuration> {
    public static void main(String[] args) throws Exception {
        new PlainService().run(args);
    }

    @Override
    public void run(Configuration configuration, Environment environment) {
        environment.jersey().register(new Payments());
    }
}
