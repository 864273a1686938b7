package com.moesif.logback.cli;

import com.moesif.logback.internal.action.Printable;
import com.moesif.logback.internal.transport.UserAgent;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.helpers.NOP_FallbackServiceProvider;

/** The program: finds the command by its name and runs it. */
public final class Main {
    private static final String HELP = "--help";
    private static final String VERSION = "--version";
    private static final String USAGE = "Usage: java -jar moesif-logback-appender-VERSION-cli.jar COMMAND …\n\n";
    private static final List<Command> COMMANDS = List.of(
            new CheckCommand(),
            new DiscoverCommand(),
            new StatusCommand(),
            new SpoolCommand(),
            new DeadCommand(),
            new CollectorCommand());

    private Main() {}

    /** Ends with 0 when all is well, 1 when something is wrong, 2 when the arguments make no sense. */
    public static void main(String[] args) {
        // HttpClient logs through SLF4J, and Logback without a configuration would show all of it.
        System.setProperty("slf4j.provider", NOP_FallbackServiceProvider.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
        // Actions are UTF-8 wherever they go, whatever the shell's language.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(List.of(args), out, err);
        out.flush();
        if (code != Command.FINE) {
            System.exit(code);
        }
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        LineWriter answer = new LineWriter(out);
        LineWriter trouble = new LineWriter(err);
        int code = runSafely(args, answer, trouble);
        if (answer.checkError()) {
            trouble.println((args.isEmpty() ? "" : args.get(0) + ": ")
                    + "not all of the answer could be written: nobody reads it any more, or the disk is full.");
            return code == Command.FINE ? Command.WRONG : code;
        }
        return code;
    }

    private static int runSafely(List<String> args, LineWriter out, LineWriter err) {
        if (args.isEmpty()) {
            err.print(overview());
            return Command.MISUSED;
        }
        if (args.get(0).equals(HELP)) {
            out.print(usage(COMMANDS));
            return Command.FINE;
        }
        if (args.get(0).equals(VERSION)) {
            out.println(UserAgent.VALUE.replace('/', ' '));
            return Command.FINE;
        }
        Optional<Command> command = COMMANDS.stream()
                .filter(known -> known.name().equals(args.get(0)))
                .findFirst();
        if (command.isEmpty()) {
            err.println("There is no command '" + args.get(0) + "'; there is: " + names() + ". --help says more.");
            return Command.MISUSED;
        }
        if (args.contains(HELP)) {
            out.print(usage(List.of(command.get())));
            return Command.FINE;
        }
        try {
            return command.get().run(args.subList(1, args.size()), out);
        } catch (Command.Misuse e) {
            err.println(args.get(0) + ": " + e.getMessage() + " --help says more.");
            return Command.MISUSED;
        } catch (InvalidPathException e) {
            err.println(args.get(0) + ": '" + Printable.line(e.getInput()) + "' is no path (" + e.getReason()
                    + "). --help says more.");
            return Command.MISUSED;
        } catch (UncheckedIOException e) {
            err.println(args.get(0) + ": " + reason(e.getCause()));
            return Command.WRONG;
        } catch (IOException e) {
            err.println(args.get(0) + ": " + reason(e));
            return Command.WRONG;
        } catch (StackOverflowError e) {
            err.println(args.get(0) + ": what it reads is nested too deep.");
            return Command.WRONG;
        } catch (OutOfMemoryError e) {
            err.println(
                    args.get(0) + ": what it reads needs more memory than there is; java -Xmx2g -jar … gives 2 GB.");
            return Command.WRONG;
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile() + " that can be read";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be read";
        }
        if (failure instanceof NotDirectoryException other) {
            return "there is no directory " + other.getFile() + " that can be read";
        }
        boolean saysAll = failure instanceof FileSystemException || failure.getClass() == IOException.class;
        return saysAll && failure.getMessage() != null ? failure.getMessage() : String.valueOf(failure);
    }

    private static String names() {
        return COMMANDS.stream().map(Command::name).collect(Collectors.joining(", "));
    }

    private static String overview() {
        return USAGE
                + COMMANDS.stream()
                        .map(command -> String.format("  %-10s %s%n", command.name(), command.summary()))
                        .collect(Collectors.joining())
                + "\nCOMMAND --help explains one command, --help all. --version prints the version.\n";
    }

    private static String usage(List<Command> commands) {
        return USAGE
                + commands.stream().map(Command::usage).collect(Collectors.joining("\n"))
                + "\nEnds with 0 when all is well, 1 when something is wrong, 2 when the arguments\nmake no sense.\n";
    }
}
