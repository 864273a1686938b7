package com.moesif.logback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration that a stranger proposes: it shows nothing of the machine, and ends {@code check} with a sentence. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StrangersFileTest extends CommandScene {
    private static final String SECRET = "hunter2-of-the-build";

    @TempDir
    private Path outside;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<property file='OUT/credentials'/>",
                "<variable file='OUT/credentials'/>",
                "<substitutionProperty file='OUT/credentials'/>",
                "<property file='DIR/link'/>",
                "<property file='DIR/credentials'/>",
                "<property name='A' value='OUT'/><property file='${A}/credentials'/>",
                "<if condition='true'><then><property file='OUT/credentials'/></then></if>",
                "<include file='DIR/part.xml'/>",
            })
    void fileOfProperties_isNotRead_unlessTheUserSaysSo(String element) throws IOException {
        Path credentials = Files.writeString(outside.resolve("credentials"), "FIRST=" + SECRET + "\n");
        Files.copy(credentials, directory.resolve("credentials"));
        Files.createSymbolicLink(directory.resolve("link"), credentials);
        write("part.xml", "<included><property file='OUT/credentials'/></included>");
        Path xml = configuration(element, "${FIRST:-none}");

        assertThat(run("check", xml.toString())).isZero();
        assertThat(all()).doesNotContain(SECRET).contains("'none'");
        assertThat(lines("is not read here: its variables count as undefined, unless --env is given."))
                .isEqualTo(1);

        assertThat(run("check", xml.toString(), "--env")).isZero();
        assertThat(all()).contains(SECRET).doesNotContain("is not read here");
    }

    @Test
    void processesEnvironment_isNotShown() throws IOException {
        Path environment = Path.of("/proc/self/environ");
        assumeThat(environment).exists();
        // The first variable only is one that Logback can tell from the others.
        String first = new String(Files.readAllBytes(environment), StandardCharsets.UTF_8);
        String name = first.substring(0, first.indexOf('='));
        Path xml = configuration("<property file='" + environment + "'/>", "${" + name + ":-none}");

        assertThat(run("check", xml.toString())).isZero();
        assertThat(all()).doesNotContain(first.substring(first.indexOf('=') + 1, first.indexOf('\0')) + "\0");
        assertThat(all()).contains("'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<include file='OUT/rules.xml'/>",
                "<include optional='true' file='OUT/rules.xml'/>",
                "<include file='DIR/../OUTNAME/rules.xml'/>",
                "<include file='DIR/link.xml'/>",
                "<include file='/no/such/file.xml'/>",
            })
    void includedFileThatIsElsewhere_isNamedAndSkipped(String element) throws IOException {
        Path elsewhere = Files.writeString(
                outside.resolve("rules.xml"), "<included><property name='FIRST' value='" + SECRET + "'/></included>");
        Files.createSymbolicLink(directory.resolve("link.xml"), elsewhere);
        Path xml = configuration(element, "${FIRST:-none}");

        assertThat(run("check", xml.toString())).isZero();
        assertThat(all()).doesNotContain(SECRET);
        assertThat(
                        lines(
                                "where only files beside or below the configuration are read, unless --env is given: <include "))
                .isEqualTo(1);
    }

    @Test
    void includedFilesBesideAndBelow_areRead() throws IOException {
        write("a.xml", "<included><include file='DIR/b/c.xml'/></included>");
        Files.createDirectory(directory.resolve("b"));
        write("b/c.xml", "<included><property name='FIRST' value='of-c'/></included>");
        Path xml = configuration("<include file='DIR/a.xml'/>", "${FIRST:-none}");

        assertThat(run("check", xml.toString())).isZero();
        assertThat(all()).contains("no problems", "'of-c'");
    }

    @Test
    void existenceOfAFile_isNotShown() throws IOException {
        Path xml = configuration(
                "<define name='FIRST' class='ch.qos.logback.core.property.FileExistsPropertyDefiner'><path>/</path></define>",
                "${FIRST:-none}");

        assertThat(run("check", xml.toString())).isZero();
        assertThat(all()).contains("'none'", "Whether a file exists is not asked here: the variable FIRST");
    }

    @Test
    void levelsOfAPropertiesFile_areNotRead() throws IOException {
        write("levels.properties", "logback.root=ERROR\n");
        Path xml = configuration("<propertiesConfigurator file='DIR/levels.properties'/>", "a");

        assertThat(run("check", xml.toString())).isZero();
        assertThat(all()).contains("<propertiesConfigurator> is not read here: its levels don't count");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<property name='StrangersFileTest.x' value='1' scope='${S}'/>",
                "<timestamp key='StrangersFileTest.x' datePattern='yyyy' scope='system'/>",
                "<timestamp key='StrangersFileTest.x' datePattern='yyyy' scope='${S}'/>",
                "<define name='StrangersFileTest.x' class='ch.qos.logback.core.property.ResourceExistsPropertyDefiner'"
                        + " scope='system'><resource>x</resource></define>",
            })
    void propertiesOfTheJvm_areNotSet(String element) throws IOException {
        Path xml = configuration("<property name='S' value='system'/>" + element, "a");
        System.clearProperty("StrangersFileTest.x");

        for (String[] arguments :
                List.of(new String[] {"check", xml.toString()}, new String[] {"check", xml.toString(), "--env"})) {
            run(arguments);
            assertThat(System.getProperty("StrangersFileTest.x")).isNull();
        }
    }

    /** A pipe that nobody writes to would be waited for, and a device never ends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<include file='DIR/pipe'/>",
                "<include file='/dev/zero'/>",
                "<property file='DIR/pipe'/>",
                "<property file='/dev/zero'/>",
                "<propertiesConfigurator file='DIR/pipe'/>",
                "<propertiesConfigurator file='/dev/zero'/>",
            })
    void pipeOrDevice_isNotRead(String element) throws IOException, InterruptedException {
        assumeThat(Path.of("/dev/zero")).exists();
        assertThat(new ProcessBuilder("mkfifo", directory.resolve("pipe").toString())
                        .start()
                        .waitFor(30, TimeUnit.SECONDS))
                .isTrue();
        Path xml = configuration(element, "a");

        assertThat(run("check", xml.toString(), "--env")).isEqualTo(1);
        assertThat(lines("is not read: it is no regular file.")).isEqualTo(1);
        run("check", xml.toString());
        assertThat(all()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void fileThatIsFarTooLarge_isNotRead() throws IOException {
        Files.write(directory.resolve("large"), new byte[5 << 20]);
        Path property = configuration("<property file='DIR/large'/><include file='DIR/large'/>", "a");

        assertThat(run("check", property.toString(), "--env")).isEqualTo(1);
        assertThat(lines("is not read: it is larger than 4 MB.")).isEqualTo(2);

        Path comment = configuration("<!--" + " ".repeat(5 << 20) + "-->", "a");
        assertThat(run("check", comment.toString())).isEqualTo(1);
        assertThat(lines("ERROR This file, with those that it includes, is larger than 4 MB: it is not read."))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--env"})
    void fileThatIncludesItself_isToldOf(String option) throws IOException {
        Path xml = configuration("<include file='DIR/self.xml'/>", "a");
        write("self.xml", "<included><include file='DIR/self.xml'/><include file='DIR/self.xml'/></included>");

        assertThat(run(
                        option.isEmpty()
                                ? new String[] {"check", xml.toString()}
                                : new String[] {"check", xml.toString(), option}))
                .isEqualTo(1);
        assertThat(lines("self.xml\"> is not read: there are more than 100 includes; a file may include itself."))
                .isEqualTo(1);
        assertThat(all()).doesNotContain("Exception");
    }

    @Test
    void elementsThatAreNestedTooDeep_areToldOf() throws IOException {
        Path deep = configuration("<a>".repeat(20_000) + "</a>".repeat(20_000), "a");
        assertThat(run("check", deep.toString())).isEqualTo(1);
        assertThat(lines("ERROR The elements are nested more than 100 deep: this file is not read."))
                .isEqualTo(1);

        write("deep.xml", "<included>" + "<a>".repeat(20_000) + "</a>".repeat(20_000) + "</included>");
        Path including = configuration("<include file='DIR/deep.xml'/>", "a");
        assertThat(run("check", including.toString())).isEqualTo(1);
        assertThat(lines("ERROR The elements are nested more than 100 deep: this file is not read."))
                .isEqualTo(1);
        assertThat(all()).doesNotContain("Exception");
    }

    @Test
    void elementsThatAreTooMany_andTextsThatAreTooLong_areToldOf() throws IOException {
        assertThat(run("check", configuration("<a/>".repeat(100_001), "a").toString()))
                .isEqualTo(1);
        assertThat(all()).contains("ERROR There are more than 100000 elements");
        assertThat(run(
                        "check",
                        configuration("<a>" + "&amp;".repeat(65_537) + "</a>", "a")
                                .toString()))
                .isEqualTo(1);
        assertThat(all()).contains("ERROR The text of an element has more than 65536 characters");
    }

    @Test
    void entityOfAFile_isNotRead() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), SECRET);
        Path xml = configuration("", "a&e;b");
        Files.writeString(
                xml,
                "<!DOCTYPE configuration SYSTEM '" + secret.toUri() + "' [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                        + Files.readString(xml));

        run("check", xml.toString());
        assertThat(all()).doesNotContain(SECRET);
    }

    /** Each nests a variable, or a group, within the other. */
    @Test
    void whatNestsTooDeepForTheStack_isOneSentence() throws IOException {
        Path xml = configuration(
                "<property name='x' value='" + "${a:-".repeat(12_000) + "}".repeat(12_000) + "'/>", "${x}");

        int code = run("check", xml.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err().lines()).containsExactly("check: what it reads is nested too deep.");
    }

    @Test
    void jarWhoseClassUnpacksToFarTooMuch_isNamed() throws IOException {
        Path jar = directory.resolve("a.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("A.class"));
            zip.write(new byte[17 << 20]);
        }

        run("discover", jar.toString());
        assertThat(all()).contains("it holds a class file larger than 16 MB").doesNotContain("Exception");
    }

    @Test
    void deviceInPlaceOfAJarOrAnId_isToldOf() {
        assumeThat(Path.of("/dev/zero")).exists();

        run("discover", "/dev/zero");
        assertThat(all()).contains("it is no regular file").doesNotContain("Exception");
        assertThat(run("spool", directory.toString(), "--send", "--yes", "--application-id-file", "/dev/zero"))
                .isEqualTo(2);
        assertThat(lines("holds a character that an application id can't have")).isEqualTo(1);
    }

    private Path configuration(String before, String name) throws IOException {
        return write(
                "logback.xml",
                "<configuration>" + before + "<appender name='M' class='com.moesif.logback.MoesifAppender'><rule><name>"
                        + name
                        + "</name><message>Paid {amount}</message><actionName>Paid</actionName></rule></appender>"
                        + "<root level='INFO'><appender-ref ref='M'/></root></configuration>");
    }

    private Path write(String file, String text) throws IOException {
        return Files.writeString(
                directory.resolve(file),
                text.replace("OUTNAME", outside.getFileName().toString())
                        .replace("OUT", outside.toString())
                        .replace("DIR", directory.toString()));
    }

    private String all() {
        return out() + err();
    }

    private long lines(String part) {
        return all().lines().filter(line -> line.contains(part)).count();
    }
}
