package com.moesif.logback.internal.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Source code that a test compiles, as an application's build would. */
public final class Compiled {
    private final Path directory;
    private final List<String> options = new ArrayList<>(List.of("-proc:none", "-nowarn"));

    public Compiled(Path directory) {
        this.directory = directory;
    }

    public Compiled with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** @param source a whole file; its package and the name of its first class name it */
    public Path classes(String source) throws IOException {
        String type = source.replaceAll("(?s).*?(?:class|interface|record|enum) (\\w+).*", "$1");
        Path file = Files.createDirectories(directory.resolve("src")).resolve(type + ".java");
        Files.writeString(file, source);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-d", classes.toString(), "-cp", classes + ":" + System.getProperty("java.class.path")));
        boolean compiled = javac.getTask(
                        said,
                        null,
                        null,
                        all,
                        null,
                        javac.getStandardFileManager(null, null, null).getJavaFileObjects(file.toFile()))
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
        return classes;
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
