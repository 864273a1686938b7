package com.moesif.logback.internal.simulation;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Runs histories with a known fault put back into the library. What it has read of the class path is kept for the next fault: a
 * build puts all of them back.
 */
final class MutantRuns implements AutoCloseable {
    private static final String OURS = "com.moesif.logback.";

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    private final Map<String, byte[]> classes = new HashMap<>();

    MutantRuns() throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        files.setLocation(
                StandardLocation.CLASS_PATH,
                Arrays.stream(path.split(File.pathSeparator)).map(File::new).toList());
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** The library and the simulator, with this fault in the library. */
    Simulator with(Mutant mutant) throws IOException, ReflectiveOperationException {
        return new Simulator(new Isolated(compiled(mutant)));
    }

    private Map<String, byte[]> compiled(Mutant mutant) throws IOException {
        String text = mutant.changed();
        if (text == null) {
            throw new IllegalStateException(mutant.name() + " has no place, or several, in " + mutant.source());
        }
        InMemory output = new InMemory(files);
        List<String> options = List.of("-proc:none", "-nowarn", "-g:none");
        if (!compiler.getTask(null, output, null, options, null, List.of(new Source(mutant, text)))
                .call()) {
            throw new IllegalStateException(mutant.name() + " does not compile");
        }
        Map<String, byte[]> compiled = new HashMap<>();
        output.classes.forEach((name, bytes) -> compiled.put(name, bytes.toByteArray()));
        return compiled;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Mutant mutant, String text) {
            super(URI.create("mutant:///" + mutant.file()), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        InMemory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classes.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("mutant:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }

    /** The simulator of the mutant's class loader. */
    static final class Simulator {
        private final Class<?> histories;
        private final Object simulation;
        private final Method run;
        private long schedules;

        private Simulator(ClassLoader loader) throws ReflectiveOperationException {
            histories = loader.loadClass(History.class.getName());
            simulation = loader.loadClass(Simulation.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            run = simulation.getClass().getMethod("failureOf", histories);
        }

        /** Null when all was kept. */
        String failureOf(History history) {
            schedules++;
            try {
                Object theirs = histories.getMethod("parse", String.class).invoke(null, history.toString());
                return (String) run.invoke(simulation, theirs);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        long schedules() {
            return schedules;
        }
    }

    /** Has the library and the simulator once more, and of these classes the mutant's. */
    private final class Isolated extends ClassLoader {
        private final Map<String, byte[]> mutants;

        Isolated(Map<String, byte[]> mutants) {
            super(Isolated.class.getClassLoader());
            this.mutants = mutants;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(OURS)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null) {
                    byte[] bytes = mutants.containsKey(name) ? mutants.get(name) : bytesOf(name);
                    loaded = defineClass(name, bytes, 0, bytes.length);
                }
                return loaded;
            }
        }

        private byte[] bytesOf(String name) throws ClassNotFoundException {
            byte[] known = classes.get(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] read = in.readAllBytes();
                classes.put(name, read);
                return read;
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
