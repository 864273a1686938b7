package com.moesif.logback.cli;

import com.moesif.logback.internal.action.Printable;
import com.moesif.logback.internal.statements.Argument;
import com.moesif.logback.internal.statements.FieldNames;
import com.moesif.logback.internal.statements.LoggerName;
import com.moesif.logback.internal.statements.RuleDraft;
import com.moesif.logback.internal.statements.Statement;
import com.moesif.logback.internal.statements.Statements;
import com.moesif.logback.internal.statements.XmlComment;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the logging statements of an application in its byte code, and writes rules for them. */
final class DiscoverCommand implements Command {
    @Override
    public String name() {
        return "discover";
    }

    @Override
    public String summary() {
        return "finds logging statements in jars and classes and writes rules";
    }

    @Override
    public String usage() {
        return """
                discover JAR|CLASSES… [--logger NAME] [--level LEVEL] [--grep TEXT]
                         [--rule N[,N…] | --json]
                  Lists the logging statements of class folders, jars, WARs and Spring Boot
                  jars, INFO and above, the application's own first. Reads byte code only:
                  nothing is loaded or run.

                  --logger NAME  those of this logger or below it.
                  --level LEVEL  those of this level and above: TRACE, DEBUG, INFO (default),
                                 WARN, ERROR.
                  --grep TEXT    those with this text in message or class, in any case.
                  --rule N,…     writes the <rule>s for these numbers of the list, ready to
                                 paste.
                  --json         one JSON object a line for each, then one with a "problem" for
                                 each class that could not be read or followed.
                  C and A in front of an argument: it looks like a customer, like an amount.

                  discover target/classes --grep payment
                  discover target/classes --grep payment --rule 1
                """;
    }

    @Override
    public int run(List<String> given, PrintStream out) throws Misuse, IOException {
        DiscoverArguments arguments = DiscoverArguments.of(given);
        Statements statements = Statements.of(arguments.places());
        List<Statement> chosen = statements.all().stream()
                .filter(arguments::choose)
                .filter(once())
                .toList();
        if (!arguments.rules().isEmpty()) {
            writeRules(arguments, chosen, out);
            // Statements of a class that can't be read are not in the list, so its numbers may be those of others.
            statements.problems().forEach(problem -> out.println(XmlComment.of(problem)));
            return statements.problems().isEmpty() ? FINE : WRONG;
        }
        for (int i = 0; i < chosen.size(); i++) {
            if (arguments.json()) {
                out.print(StatementJson.of(i + 1, chosen.get(i)));
            } else {
                row(i + 1, chosen.get(i)).forEach(out::println);
            }
        }
        if (arguments.json()) {
            statements.problems().forEach(problem -> out.print(StatementJson.ofProblem(problem)));
        } else {
            statements.problems().forEach(out::println);
            out.println(
                    "Statements: " + chosen.size() + " of " + statements.all().size() + ", in " + statements.classes()
                            + " classes. --rule N writes the rule for one.");
        }
        return statements.problems().isEmpty() ? FINE : WRONG;
    }

    /** The compiler writes a finally block once for each way out of it. */
    private static Predicate<Statement> once() {
        Set<Statement> before = new HashSet<>();
        return statement -> statement.line() == 0 || before.add(statement);
    }

    private static void writeRules(DiscoverArguments arguments, List<Statement> chosen, PrintStream out) throws Misuse {
        if (chosen.isEmpty()) {
            throw new Misuse("--rule takes a number of the list, and with these arguments it is empty.");
        }
        for (long number : arguments.rules()) {
            if (number < 1 || number > chosen.size()) {
                throw new Misuse("--rule takes a number from 1 to " + chosen.size() + " with these arguments, not "
                        + number + ".");
            }
        }
        List<RuleDraft> written = new ArrayList<>();
        for (long number : arguments.rules()) {
            RuleDraft draft = RuleDraft.of(chosen.get((int) number - 1), Printable::isHarmful);
            Optional<RuleDraft> earlier =
                    written.stream().filter(draft::isHiddenBehind).findFirst();
            if (earlier.isPresent()) {
                out.println(XmlComment.of(
                        draft.place() + ": the rule for " + earlier.get().place() + " takes it too"));
            } else {
                draft.xml().lines().forEach(out::println);
                written.add(draft);
            }
        }
    }

    /** Its lines. Whatever the code says stands within one of them, since it may hold line breaks. */
    private static List<String> row(int number, Statement statement) {
        List<String> notes = new ArrayList<>();
        for (Argument placeholder : statement.message().placeholders()) {
            String mark = FieldNames.looksLikeCustomer(placeholder)
                    ? "C "
                    : FieldNames.looksLikeAmount(placeholder) ? "A " : "";
            notes.add(mark + (placeholder.name() == null ? "?" : placeholder.name()) + ": "
                    + placeholder.type().substring(placeholder.type().lastIndexOf('.') + 1));
        }
        List<String> row = new ArrayList<>();
        String digits = String.valueOf(number);
        row.add(" ".repeat(Math.max(0, 4 - digits.length())) + digits + ". " + statement.at() + "  "
                + (statement.level() == null ? "(any)" : statement.level()) + "  " + logger(statement));
        row.add("      " + statement.message().shown());
        if (!notes.isEmpty()) {
            row.add("      " + String.join(", ", notes));
        }
        if (!statement.pairs().isEmpty()) {
            row.add("      key-value pairs: " + String.join(", ", statement.pairs()));
        }
        if (!statement.api().keepsTemplates()
                && !statement.message().placeholders().isEmpty()) {
            row.add("      " + statement.api().label() + ": a bridge hands it on formatted, so its rule is a <regex>");
        }
        return row;
    }

    private static String logger(Statement statement) {
        LoggerName logger = statement.logger();
        return switch (logger.certainty()) {
            case KNOWN ->
                logger.name()
                        + (logger.names().size() > 1 ? " and " + (logger.names().size() - 1) + " more" : "");
            case RUNTIME_CLASS -> logger.name() + " or below";
            default -> "(logger unknown)";
        };
    }
}
