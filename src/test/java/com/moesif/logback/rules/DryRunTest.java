package com.moesif.logback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.harness.HostProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dry run prints, in a JVM of its own whose console can't show it. */
class DryRunTest {
    private static final String TEXT = "größe € 𝄞";

    @TempDir
    private Path directory;

    /** Logs two actions. */
    public static final class Printing {
        private Printing() {}

        public static void main(String[] args) {
            LoggerContext context = new LoggerContext();
            MoesifAppender appender = new MoesifAppender();
            appender.setContext(context);
            appender.setName("PRINTING");
            appender.setDryRun("true");
            appender.start();
            Logger logger = context.getLogger("com.acme.Printing");
            logger.addAppender(appender);
            for (int i = 0; i < 2; i++) {
                logger.atInfo()
                        .addKeyValue("action_name", "Printed")
                        .addKeyValue("company_id", "acme")
                        .addKeyValue("text", TEXT)
                        .log("printed");
            }
            context.stop();
        }
    }

    @Test
    void actions_areUtf8WhateverTheConsolesCharset() throws Exception {
        HostProcess process = HostProcess.run(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                directory,
                List.of(System.getProperty("java.class.path")),
                List.of(
                        "-Dfile.encoding=US-ASCII",
                        "-Dsun.stdout.encoding=US-ASCII",
                        "-Dstdout.encoding=US-ASCII",
                        Printing.class.getName()));

        assertThat(process.code()).as("%s", process).isZero();
        assertThat(process.out())
                .filteredOn(line -> line.contains("Printed"))
                .isNotEmpty()
                .allMatch(line -> line.contains(TEXT));
    }
}
