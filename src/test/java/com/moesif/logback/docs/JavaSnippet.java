package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java as it stands in a document, compiled in a package of a user's and run: it can use what a user can. */
final class JavaSnippet {
    /** What a document need not say; its own {@code import} lines come before. */
    private static final String IMPORTS = """
            import com.moesif.logback.*;
            import com.moesif.logback.collector.*;
            import com.moesif.logback.testing.*;
            import java.math.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import org.slf4j.*;
            """;

    private JavaSnippet() {}

    /**
     * @param parameters as in a declaration of a method: what the document takes for granted
     * @param given their values
     */
    static void run(Path scratch, String text, String parameters, Object... given) throws Exception {
        Path directory = Files.createTempDirectory(scratch, "snippet");
        Path source = Files.writeString(
                directory.resolve("Snippet.java"),
                "package com.acme;\n" + lines(text, true) + "\n" + IMPORTS
                        + "public class Snippet {\npublic static void run(" + parameters + ") throws Throwable {\n"
                        + lines(text, false) + "\n}\n}\n");
        compile(source, directory);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, JavaSnippet.class.getClassLoader())) {
            Arrays.stream(loader.loadClass("com.acme.Snippet").getMethods())
                    .filter(method -> method.getName().equals("run"))
                    .findFirst()
                    .orElseThrow()
                    .invoke(null, given);
        } catch (InvocationTargetException e) {
            throw new AssertionError(text, e.getCause());
        }
    }

    private static String lines(String text, boolean imports) {
        return text.lines()
                .filter(line -> line.startsWith("import ") == imports)
                .collect(Collectors.joining("\n"));
    }

    private static void compile(Path source, Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d",
                    directory.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "--release",
                    "17",
                    "-proc:none");
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjects(source.toFile()))
                    .call();
            assertThat(compiled).as("%s%n%s", Files.readString(source), said).isTrue();
        }
    }
}
