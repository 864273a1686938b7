package com.moesif.logback.values;

import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of the application that can't be looked into, for its class path or its modules. */
class ClosedClassesTest {
    @TempDir
    private Path directory;

    private Path compiled(Map<String, String> sources) throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = directory.resolve("source").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return classes;
    }

    @Test
    void aBeanWhoseGettersTypeIsMissing_costsItsFieldOnly_andTheSentenceNamesTheClass() throws Exception {
        Path classes = compiled(
                Map.of(
                        "com/acme/Rate.java", "package com.acme; public class Rate {}",
                        "com/acme/Order.java",
                                "package com.acme; public class Order { public Rate getRate() { return null; } }",
                        "com/acme/Late.java",
                                "package com.acme; public class Late { public int getCents() { return new Rate().hashCode(); } }"));
        Files.delete(classes.resolve("com/acme/Rate.class"));
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()});
                Logback logback = Logback.with()) {
            Object order = loader.loadClass("com.acme.Order").getConstructor().newInstance();
            Object late = loader.loadClass("com.acme.Late").getConstructor().newInstance();
            logback.action()
                    .addKeyValue("order", order)
                    .addKeyValue("late", List.of(late))
                    .addKeyValue("seats", 3)
                    .log("m");

            String remedy = "can't be loaded: com.acme.Rate. Add the library that has it, in the version that";
            assertThat(logback.theAction().metadata())
                    .containsEntry("seats", 3)
                    .containsEntry(
                            "order",
                            "[This value was lost: it needs a class for Order that " + remedy
                                    + " Order was compiled with.]")
                    .containsEntry(
                            "late",
                            "[This value was lost: it needs a class for the property 'cents' of Late that " + remedy
                                    + " Late was compiled with.]");
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isEqualTo(2);
            assertThat(logback.warnings())
                    .anyMatch(warning -> warning.startsWith("Field 'order' of") && warning.contains(remedy));
        }
    }

    @Test
    void aPackageThatIsNotOpened_isNamedWithTheLineThatOpensIt() throws Exception {
        Path classes = compiled(Map.of(
                "module-info.java",
                "module com.acme.shop { exports com.acme.api; }",
                "com/acme/api/Maker.java",
                "package com.acme.api; public class Maker {"
                        + " public int getSeats() { return 3; }"
                        + " public static Object record() { return new com.acme.inner.Order(1); }"
                        + " public static Object bean() { return new com.acme.inner.Bean(); }"
                        + " public static Object hidden() { return com.acme.inner.Bean.hidden(); } }",
                "com/acme/api/Shown.java",
                "package com.acme.api; public interface Shown { int getSeats(); }",
                "com/acme/inner/Hidden.java",
                "package com.acme.inner; class Hidden implements com.acme.api.Shown {"
                        + " public int getSeats() { return 4; } }",
                "com/acme/inner/Order.java",
                "package com.acme.inner; public record Order(int id) {}",
                "com/acme/inner/Bean.java",
                "package com.acme.inner; public class Bean { public int getId() { return 1; }"
                        + " public static Object hidden() { return new Hidden(); } }"));
        ModuleFinder finder = ModuleFinder.of(classes);
        Configuration shop =
                ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("com.acme.shop"));
        Class<?> maker = ModuleLayer.boot()
                .defineModulesWithOneLoader(shop, ClassLoader.getSystemClassLoader())
                .findLoader("com.acme.shop")
                .loadClass("com.acme.api.Maker");
        try (Logback logback = Logback.with()) {
            logback.action()
                    .addKeyValue("exported", maker.getConstructor().newInstance())
                    .addKeyValue("record", maker.getMethod("record").invoke(null))
                    .addKeyValue("hidden", maker.getMethod("hidden").invoke(null))
                    .addKeyValue("bean", List.of(maker.getMethod("bean").invoke(null)))
                    .log("m");

            Map<String, Object> metadata = logback.theAction().metadata();
            assertThat(metadata)
                    .containsEntry("exported", Map.of("seats", 3))
                    // By the interface, which is exported.
                    .containsEntry("hidden", Map.of("seats", 4));
            assertThat(metadata.get("record"))
                    .asString()
                    .startsWith(
                            "[This value was lost: it can't be read: the module com.acme.shop doesn't open the package of"
                                    + " Order to this library. Add `opens com.acme.inner")
                    .endsWith(";` to its module-info.java.]");
            assertThat(metadata.get("bean")).asString().contains("`opens com.acme.inner");
            logback.stop();
            assertThat(logback.warnings()).anyMatch(warning -> warning.contains("`opens com.acme.inner"));
        }
    }
}
