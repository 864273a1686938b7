package com.moesif.logback.internal.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.moesif.logback.testing.RuleCoverage;
import com.moesif.logback.testing.RuleVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Classes as Groovy 4 compiles them: each call of a class that isn't compiled statically is decided at run time. */
class GroovyTest {
    private static final Handle BOOTSTRAP = new Handle(
            Opcodes.H_INVOKESTATIC,
            "org/codehaus/groovy/vmplugin/v8/IndyInterface",
            "bootstrap",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                    + "Ljava/lang/String;I)Ljava/lang/invoke/CallSite;",
            false);
    private static final String LOGGER = "Lorg/slf4j/Logger;";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String TEXT = "Ljava/lang/String;";

    @TempDir
    private Path directory;

    private Path classes;

    @BeforeEach
    void makeFolder() throws Exception {
        classes = Files.createDirectories(directory.resolve("classes/com/acme"));
    }

    @Test
    void callsOfALogger_areStatementsOfUnknownText() throws Exception {
        write("Payments", LOGGER, code -> {
            code.visitFieldInsn(Opcodes.GETSTATIC, "com/acme/Payments", "log", LOGGER);
            code.visitLdcInsn("Processed payment {}");
            code.visitLdcInsn("7");
            dynamic(code, "invoke", "info", "(" + LOGGER + TEXT + TEXT + ")" + OBJECT);
            code.visitInsn(Opcodes.POP);
            code.visitFieldInsn(Opcodes.GETSTATIC, "com/acme/Payments", "log", LOGGER);
            dynamic(code, "invoke", "atWarn", "(" + LOGGER + ")" + OBJECT);
            code.visitInsn(Opcodes.POP);
            code.visitFieldInsn(Opcodes.GETSTATIC, "com/acme/Payments", "log", LOGGER);
            dynamic(code, "invoke", "isInfoEnabled", "(" + LOGGER + ")" + OBJECT);
            code.visitInsn(Opcodes.POP);
        });

        assertThat(Statements.of(List.of(directory)).all())
                .extracting(
                        Statement::at,
                        Statement::level,
                        each -> each.message().form(),
                        each -> each.logger().names())
                .containsExactly(
                        tuple("Payments.groovy:7", "INFO", Message.Form.DYNAMIC, List.of("com.acme.Payments")),
                        tuple("Payments.groovy:7", "WARN", Message.Form.DYNAMIC, List.of("com.acme.Payments")));
        assertThat(outcomes("<logger>com.acme.Payments</logger><message>Processed payment {amount}</message>"))
                .containsExactly(RuleVerdict.Outcome.CANNOT_BE_SEEN);
        assertThat(outcomes("<logger>com.acme.Payments</logger><marker>AUDIT</marker><message>*</message>"))
                .containsExactly(RuleVerdict.Outcome.NEVER);
        assertThat(outcomes("<logger>com.other</logger><message>Processed payment {amount}</message>"))
                .containsExactly(RuleVerdict.Outcome.NEVER);
    }

    /** There the logger has no type: in a closure it is a property, and {@code def log} is an object. */
    @Test
    void callsOfWhatIsCalledLog_areStatements_andOthersAreNot() throws Exception {
        write("Payments$_pay_closure1", OBJECT, code -> {
            for (String property : List.of("log", "console")) {
                code.visitVarInsn(Opcodes.ALOAD, 0);
                dynamic(code, "getProperty", property, "(Lcom/acme/Payments$_pay_closure1;)" + OBJECT);
                code.visitLdcInsn("Processed payment");
                dynamic(code, "invoke", "info", "(" + OBJECT + TEXT + ")" + OBJECT);
                code.visitInsn(Opcodes.POP);
            }
        });
        write("Refunds", OBJECT, code -> {
            code.visitFieldInsn(Opcodes.GETSTATIC, "com/acme/Refunds", "log", OBJECT);
            code.visitLdcInsn("Processed refund");
            dynamic(code, "invoke", "warn", "(" + OBJECT + TEXT + ")" + OBJECT);
            code.visitInsn(Opcodes.POP);
        });

        assertThat(Statements.of(List.of(directory)).all())
                .extracting(
                        Statement::className,
                        Statement::level,
                        each -> each.logger().names())
                .containsExactly(
                        tuple("com.acme.Payments$_pay_closure1", "INFO", List.of("com.acme.Payments")),
                        tuple("com.acme.Refunds", "WARN", List.of("com.acme.Refunds")));
        assertThat(outcomes("<logger>com.acme.Payments</logger><message>Processed payment</message>"))
                .containsExactly(RuleVerdict.Outcome.CANNOT_BE_SEEN);
    }

    /** What may be a marker is known at run time only. */
    @Test
    void firstArgumentWithoutAType_mayBeTheMarkerOfARule() throws Exception {
        write("Payments", LOGGER, code -> {
            code.visitFieldInsn(Opcodes.GETSTATIC, "com/acme/Payments", "log", LOGGER);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            dynamic(code, "getProperty", "audit", "(Lcom/acme/Payments;)" + OBJECT);
            code.visitLdcInsn("Processed payment");
            dynamic(code, "invoke", "info", "(" + LOGGER + OBJECT + TEXT + ")" + OBJECT);
            code.visitInsn(Opcodes.POP);
        });

        assertThat(outcomes("<logger>com.acme.Payments</logger><marker>AUDIT</marker><message>*</message>"))
                .containsExactly(RuleVerdict.Outcome.CANNOT_BE_SEEN);
    }

    private List<RuleVerdict.Outcome> outcomes(String conditions) throws Exception {
        Path xml = Files.writeString(directory.resolve("logback.xml"), """
                <configuration><appender name='MOESIF' class='com.moesif.logback.MoesifAppender'>
                <rule>%s<actionName>Paid</actionName></rule>
                </appender><root level='INFO'><appender-ref ref='MOESIF'/></root></configuration>
                """.formatted(conditions));
        return RuleCoverage.of(xml, directory).rules().stream()
                .map(RuleVerdict::outcome)
                .toList();
    }

    private interface Body {
        void write(MethodVisitor code);
    }

    /** With a field {@code log} that Groovy's own factory call sets, and a method of this body. */
    private void write(String name, String loggerType, Body body) throws Exception {
        String type = "com/acme/" + name;
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, type, null, "java/lang/Object", null);
        writer.visitSource(name + ".groovy", null);
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "log", loggerType, null, null);
        MethodVisitor start = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        start.visitCode();
        start.visitLdcInsn(Type.getObjectType("org/slf4j/LoggerFactory"));
        start.visitLdcInsn(type.replace('/', '.'));
        dynamic(start, "invoke", "getLogger", "(Ljava/lang/Class;" + TEXT + ")" + OBJECT);
        dynamic(start, "cast", "()", "(" + OBJECT + ")" + loggerType);
        start.visitFieldInsn(Opcodes.PUTSTATIC, type, "log", loggerType);
        start.visitInsn(Opcodes.RETURN);
        start.visitMaxs(0, 0);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "pay", "()V", null, null);
        code.visitCode();
        Label line = new Label();
        code.visitLabel(line);
        code.visitLineNumber(7, line);
        body.write(code);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        writer.visitEnd();
        Files.write(classes.resolve(name + ".class"), writer.toByteArray());
    }

    private static void dynamic(MethodVisitor code, String operation, String name, String descriptor) {
        code.visitInvokeDynamicInsn(operation, descriptor, BOOTSTRAP, name, 0);
    }
}
