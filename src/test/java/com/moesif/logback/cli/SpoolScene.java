package com.moesif.logback.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.config.SpoolElement;
import com.moesif.logback.harness.LiveFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Services that write to one spool, the collector they send to, and an operator at the command line. */
final class SpoolScene implements AutoCloseable {
    final LocalCollector collector = LocalCollector.start(0);
    private final Path temp;
    private final Path spool;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    SpoolScene(Path temp) {
        this.temp = temp;
        this.spool = temp.resolve("spool");
    }

    @Override
    public void close() {
        collector.close();
    }

    Path spool() {
        return spool;
    }

    Service service(String name, String id) {
        return new Service(name, id);
    }

    /** The same, where each action has to have a field. */
    Service service(String name, String id, String required, String type) {
        FieldElement field = new FieldElement();
        field.setName(required);
        field.setType(type);
        field.setRequired("true");
        RuleElement rule = new RuleElement();
        rule.setMessage("tested");
        rule.setActionName("Tested");
        rule.addField(field);
        return new Service(name, id, rule);
    }

    /** A service that logs, with an appender of this name. */
    final class Service implements AutoCloseable {
        private final LoggerContext context = new LoggerContext();
        private final MoesifAppender appender = new MoesifAppender();

        private Service(String name, String id, RuleElement... rules) {
            context.setMDCAdapter(new LogbackMDCAdapter());
            SpoolElement element = new SpoolElement();
            element.setDirectory(spool.toString());
            element.setDurability("write");
            appender.setContext(context);
            appender.setName(name);
            appender.setApplicationId(id);
            appender.setBaseUri(collector.baseUri().toString());
            appender.setLinger("0");
            appender.setStatusOnConsole("false");
            appender.setSpool(element);
            List.of(rules).forEach(appender::addRule);
            appender.start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        }

        Service logs(int actions) {
            for (int i = 0; i < actions; i++) {
                logs("ok");
            }
            return this;
        }

        Service logs(String what) {
            context.getLogger("a")
                    .atInfo()
                    .addKeyValue("action_name", "Tested")
                    .addKeyValue("company_id", "12345")
                    .addKeyValue("what", what)
                    .log("tested");
            return this;
        }

        @Override
        public void close() {
            appender.stop();
            context.stop();
        }
    }

    /** What a service leaves that couldn't send anything in its life. */
    void left(String name, String id, int actions) {
        collector.playAlways(Fault.status(503));
        new Service(name, id).logs(actions).close();
        collector.behave();
    }

    /** As if its process had been killed, with this many of them accepted, of which 5 are in a file. */
    Path crashed(Path home, String accepted, String most) throws IOException {
        Path mark = home.resolve("0123abcd.accepted.new");
        String line = "accepted=" + accepted + " written=000000000000000005 most=" + most + " at=000001796078154025";
        CRC32C sum = new CRC32C();
        sum.update(line.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(mark, line + String.format(" sum=%010d%n", sum.getValue()));
        return Files.setPosixFilePermissions(mark, PosixFilePermissions.fromString("rw-------"));
    }

    int run(String... args) {
        out.reset();
        err.reset();
        return Main.run(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** With this id, to the collector. */
    int send(String command, String id, String... more) throws IOException {
        List<String> options =
                new ArrayList<>(List.of("--base-uri", collector.baseUri().toString()));
        options.addAll(List.of(more));
        return sendWith(command, id, options.toArray(String[]::new));
    }

    int sendWith(String command, String id, String... options) throws IOException {
        Path file = Files.writeString(temp.resolve("id"), id + "\n");
        List<String> args =
                new ArrayList<>(List.of(command, spool.toString(), "--send", "--application-id-file", file.toString()));
        args.addAll(List.of(options));
        return run(args.toArray(String[]::new));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    String lastLine() {
        List<String> lines = out().lines().toList();
        return lines.get(lines.size() - 1);
    }

    List<Path> files(String suffix) throws IOException {
        return LiveFiles.below(spool, suffix);
    }

    /** Every file and what is in it. */
    Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        for (Path file : files("")) {
            if (Files.isRegularFile(file)) {
                contents.put(file, Files.readString(file));
            }
        }
        return contents;
    }
}
