package com.moesif.logback.internal.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An application with libraries of its own: our classes, main and test, and the encoder with its Jackson are loaded
 * here and never from the class path of the build; everything else (Logback, JUnit, AssertJ) is shared.
 */
class IsolatedLoader extends URLClassLoader {

    private static final List<String> ISOLATED =
            List.of("com.moesif.", "net.logstash.", "com.fasterxml.", "tools.jackson.");

    IsolatedLoader(List<Path> libraries) {
        super(urls(libraries), IsolatedLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (ISOLATED.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** The jars that the build has copied for one version of the encoder. */
    static List<Path> encoder(String version) {
        try (Stream<Path> jars = Files.list(Path.of("target", "logstash-encoders", version))) {
            return jars.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("process-test-resources copies the jars", e);
        }
    }

    private static URL[] urls(List<Path> libraries) {
        Stream<URL> ours = Stream.of(LogstashFields.class, IsolatedLoader.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation());
        return Stream.concat(ours, libraries.stream().map(IsolatedLoader::url)).toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
