package com.moesif.logback.internal.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.logstash.logback.marker.Markers;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectMapper;

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

    /** The jars of one version of the encoder, with the Jackson that it writes with. */
    static List<Path> encoder(String version) {
        String encoder = "logstash-logback-encoder-" + version + ".jar";
        List<Path> ours = Stream.of(Markers.class, JsonFactory.class, ObjectMapper.class, JsonInclude.class)
                .map(type -> Path.of(location(type).getPath()))
                .toList();
        if (ours.get(0).endsWith(encoder)) {
            return ours;
        }
        try (Stream<Path> jars = Files.list(Path.of("target", "foreign-libraries"))) {
            return jars.filter(jar -> jar.endsWith(encoder)
                            || jar.getFileName().toString().matches("jackson-\\w+-2\\..*"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("process-test-resources copies the jars", e);
        }
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static URL[] urls(List<Path> libraries) {
        Stream<URL> ours = Stream.of(LogstashFields.class, IsolatedLoader.class).map(IsolatedLoader::location);
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
