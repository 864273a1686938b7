package com.moesif.logback.internal.statements;

import static com.moesif.logback.internal.statements.StatementsTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.moesif.logback.internal.action.Printable;
import java.io.ByteArrayOutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Jars and class files that today's build tools don't make. */
class OddFilesTest {
    @TempDir
    private Path directory;

    /** Spring Boot can put a shell script in front of a jar, so that it is a service of the system. */
    @Test
    void jarBehindAScript_isRead() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("#!/bin/bash\nexec java -jar $0\n".getBytes());
        file.writeBytes(jar(false));
        Path jar = Files.write(directory.resolve("app.jar"), file.toByteArray());

        assertThat(read(jar)).extracting(StatementsTest::shown).containsExactly("INFO old");
    }

    /** There a jar is no file that the JDK's reader of directories could open. */
    @Test
    void jarInAnotherFileSystem_isRead() throws Exception {
        try (FileSystem other = FileSystems.newFileSystem(directory.resolve("other.zip"), Map.of("create", "true"))) {
            Path jar = Files.write(other.getPath("app.jar"), jar(false));

            assertThat(read(jar)).extracting(StatementsTest::shown).containsExactly("INFO old");
        }
    }

    /** What stands in front of the damage is there. */
    @Test
    void jarThatIsCutOff_isReadAsFarAsItGoes() throws Exception {
        byte[] whole = jar(true);
        Path jar = Files.write(directory.resolve("app.jar"), java.util.Arrays.copyOf(whole, whole.length - 200));

        Statements statements = Statements.of(List.of(jar));

        assertThat(statements.all()).extracting(StatementsTest::shown).containsExactly("INFO old");
        assertThat(statements.problems()).singleElement().asString().contains("app.jar");
    }

    /** Versions of a module lie in folders of their own, under one name: of one class the first counts. */
    @Test
    void jarsOfOneName_areToldApart() throws Exception {
        Path first = Files.write(Files.createDirectories(directory.resolve("a")).resolve("app.jar"), jar(true));
        Path second =
                Files.write(Files.createDirectories(directory.resolve("b")).resolve("app.jar"), jar(true));

        Statements statements = Statements.of(List.of(first, second));

        assertThat(statements.problems())
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith(first + ": More.class"),
                        problem -> assertThat(problem).startsWith(second + ": More.class"));
        assertThat(statements.all()).extracting(Statement::place).containsExactly(first.toString());
        assertThat(Statements.of(List.of(first)).all())
                .extracting(Statement::place)
                .containsExactly("app.jar");
    }

    /** Whoever gives a jar twice means one. */
    @Test
    void jarGivenTwice_isOnePlace() throws Exception {
        Path jar = Files.write(directory.resolve("app.jar"), jar(true));

        Statements statements = Statements.of(List.of(jar, jar));

        assertThat(statements.all()).hasSize(1);
        assertThat(statements.problems()).singleElement().asString().startsWith("app.jar: More.class");
    }

    /** The name of a source file, say, is whatever a compiler writes. */
    @Test
    void commentOfADraft_isXml_whateverItsPlaceIsCalled() {
        Statement statement = new Statement(
                "app.jar",
                "a.B",
                "go",
                "a---b--.groovy",
                7,
                LoggerName.UNKNOWN,
                "INFO",
                Message.DYNAMIC,
                List.of(),
                List.of(),
                Api.SLF4J);

        String comment = RuleDraft.of(statement, Printable::isHarmful).xml().strip();

        assertThat(comment).startsWith("<!-- ").endsWith(" -->").contains("a- - -b- -.groovy");
        assertThat(comment.substring(4, comment.length() - 3)).doesNotContain("--");
    }

    /** The subroutine of a finally block, which no compiler has made since Java 6. */
    @Test
    void subroutine_isFollowed() throws Exception {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Files.write(classes.resolve("Old.class"), old());

        assertThat(read(classes)).extracting(StatementsTest::shown).containsExactly("INFO old");
    }

    private static byte[] jar(boolean withMore) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            jar.putNextEntry(new ZipEntry("Old.class"));
            jar.write(old());
            if (withMore) {
                jar.putNextEntry(new ZipEntry("More.class"));
                byte[] more = new byte[1000];
                new java.util.Random(1).nextBytes(more);
                jar.write(more);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] old() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V1_4, Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "go", "(Lorg/slf4j/Logger;)V", null, null);
        Label subroutine = new Label();
        code.visitCode();
        code.visitLdcInsn("old");
        code.visitVarInsn(Opcodes.ASTORE, 1);
        code.visitJumpInsn(Opcodes.JSR, subroutine);
        code.visitInsn(Opcodes.RETURN);
        code.visitLabel(subroutine);
        code.visitVarInsn(Opcodes.ASTORE, 2);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, "org/slf4j/Logger", "info", "(Ljava/lang/String;)V", true);
        code.visitVarInsn(Opcodes.RET, 2);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
