package com.moesif.logback.harness;

import com.moesif.logback.MoesifAppender;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** An application of its own in a container: nothing is shared but the JDK. */
public final class ChildFirst extends URLClassLoader {
    public ChildFirst() throws MalformedURLException {
        super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    public static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Class<?> type : List.of(
                MoesifAppender.class,
                ShippingProgram.class,
                ch.qos.logback.classic.LoggerContext.class,
                ch.qos.logback.core.Context.class,
                org.slf4j.Logger.class,
                tools.jackson.databind.ObjectMapper.class,
                tools.jackson.core.JsonParser.class,
                com.fasterxml.jackson.annotation.JsonInclude.class,
                org.jctools.queues.MessagePassingQueue.class,
                org.apache.hc.client5.http.impl.async.HttpAsyncClients.class,
                org.apache.hc.core5.http.HttpHost.class,
                org.apache.hc.core5.http2.HttpVersionPolicy.class)) {
            urls.add(type.getProtectionDomain().getCodeSource().getLocation());
        }
        return urls.toArray(URL[]::new);
    }
}
