package com.moesif.logback.internal.joran;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.joran.GenericXMLConfigurator;
import ch.qos.logback.core.joran.event.SaxEvent;
import ch.qos.logback.core.joran.event.SaxEventRecorder;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.joran.spi.SaxEventInterpreter;
import ch.qos.logback.core.joran.util.ConfigurationWatchListUtil;
import ch.qos.logback.core.model.IncludeModel;
import ch.qos.logback.core.spi.ScanException;
import ch.qos.logback.core.util.Loader;
import ch.qos.logback.core.util.OptionHelper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;

/**
 * What Logback's parser read of a configuration's files. Of the file it began with Logback still has it, whatever that came
 * from; an included one is read again, but never over a network.
 */
final class ParsedFiles {
    private final GenericXMLConfigurator configurator;
    private final Context context;
    private final boolean unchanged;
    private List<SaxEvent> top;

    /**
     * @param configurator null when it is long gone
     * @param unchanged whether the file is still the one that the configuration came from
     */
    ParsedFiles(GenericXMLConfigurator configurator, Context context, boolean unchanged) {
        this.configurator = configurator;
        this.context = context;
        this.unchanged = unchanged;
    }

    /** Of the file it began with; empty when it can't be had. */
    List<SaxEvent> top() {
        if (top == null) {
            top = readTop();
        }
        return top;
    }

    private List<SaxEvent> readTop() {
        try {
            Field interpreter = GenericXMLConfigurator.class.getDeclaredField("saxEventInterpreter");
            interpreter.setAccessible(true);
            if (configurator != null && interpreter.get(configurator) instanceof SaxEventInterpreter read) {
                return read.getEventPlayer().getCopyOfPlayerEventList();
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Logback is a module that isn't open to us, or another release of it has it elsewhere.
        }
        return unchanged ? read(ConfigurationWatchListUtil.getMainWatchURL(context)) : List.of();
    }

    /** Of an included file; empty when it can't be had. */
    List<SaxEvent> included(IncludeModel include) {
        try {
            if (include.getFile() != null) {
                return read(new File(substituted(include.getFile())).toURI().toURL());
            }
            if (include.getResource() != null) {
                return read(Loader.getResourceBySelfClassLoader(substituted(include.getResource())));
            }
            return include.getUrl() == null ? List.of() : read(new URL(substituted(include.getUrl())));
        } catch (IOException | ScanException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private String substituted(String text) throws ScanException {
        return configurator == null
                ? OptionHelper.substVars(text, context)
                : OptionHelper.substVars(text, configurator.getModelInterpretationContext(), context);
    }

    private static List<SaxEvent> read(URL url) {
        if (url == null
                || url.getProtocol().startsWith("http")
                || url.getProtocol().equals("ftp")) {
            return List.of();
        }
        // A context of its own: whatever is wrong with the file has been said.
        SaxEventRecorder recorder = new SaxEventRecorder(new ContextBase());
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                recorder.recordEvents(in);
                return recorder.getSaxEventList();
            }
        } catch (IOException | JoranException e) {
            return List.of();
        }
    }
}
