package com.moesif.logback.internal.statements;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The logging statements of an application. Reads class folders and jars, loads and runs nothing of them; a file that can't be
 * read is a problem that is told, and never the end.
 */
public final class Statements {
    /** One behind the other. */
    static final int MOST_CALLERS = 3;

    private final List<Statement> all;
    private final List<String> problems;
    private final ClassIndex index;

    private Statements(List<Statement> all, Set<String> problems, ClassIndex index) {
        this.all = List.copyOf(all);
        this.problems = List.copyOf(problems);
        this.index = index;
    }

    /** @param places class folders, jars, WARs; of two classes with one name the first counts, as on a class path */
    public static Statements of(List<Path> places) {
        return of(places, new Work());
    }

    static Statements of(List<Path> places, Work work) {
        ClassIndex index = new ClassIndex();
        // The same method may be followed several times, for several reasons.
        Set<String> problems = new LinkedHashSet<>();
        List<String> left = new ArrayList<>();
        Set<String> own = new HashSet<>();
        ClassFiles files = new ClassFiles(new ClassFiles.Sink() {
            @Override
            public void classFile(String place, String entry, byte[] bytes, boolean isOwn) {
                if (work.isTooMuch()) {
                    left.add(entry);
                    return;
                }
                try {
                    index.add(ClassScan.read(place, bytes, work, problems::add));
                    if (isOwn) {
                        own.add(place);
                    }
                } catch (RuntimeException | StackOverflowError e) {
                    // ASM answers a damaged file with whichever exception its reading ran into.
                    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                    problems.add(place + ": " + entry + " can't be read as a class file (" + why + ").");
                }
            }

            @Override
            public void unreadable(String place, String why) {
                problems.add(place + " can't be read: " + why + ".");
            }
        });
        files.read(places);
        CallSites sites = new CallSites(index, work, problems::add);
        LoggerNames names = new LoggerNames(index, sites);
        GivenMessages given = new GivenMessages(index, sites);
        findCallers(index, names, given, sites, places);
        List<Statement> all = resolved(index, names, given, own, problems);
        if (work.isTooMuch()) {
            problems.add(tooMuch(left));
        }
        return new Statements(all, problems, index);
    }

    /** Who gives a method its logger or message may be given it, too: so they are looked for a few times. */
    private static void findCallers(
            ClassIndex index, LoggerNames names, GivenMessages given, CallSites sites, List<Path> places) {
        Set<String> again = new HashSet<>();
        ClassFiles files = new ClassFiles(new ClassFiles.Sink() {
            @Override
            public boolean wants(String place) {
                return again.stream().anyMatch(each -> each.equals(place) || each.startsWith(place + "!"));
            }

            @Override
            public boolean wantsClass(String entry) {
                return sites.wants(entry);
            }

            @Override
            public void classFile(String place, String entry, byte[] bytes, boolean isOwn) {
                try {
                    sites.read(place, bytes);
                } catch (RuntimeException | StackOverflowError e) {
                    // That it is damaged was said when it was read first.
                }
            }

            @Override
            public void unreadable(String place, String why) {
                // That was said, too.
            }
        });
        for (int i = 0; i < MOST_CALLERS; i++) {
            for (ClassFacts facts : index.all()) {
                facts.calls().forEach(found -> given.of(found, facts).all().forEach(names::of));
            }
            again.clear();
            again.addAll(sites.begin());
            if (again.isEmpty()) {
                break;
            }
            files.read(places);
            names.again();
        }
    }

    private static List<Statement> resolved(
            ClassIndex index, LoggerNames names, GivenMessages given, Set<String> own, Set<String> problems) {
        Messages messages = new Messages(index);
        Markers markers = new Markers(index);
        List<Statement> all = new ArrayList<>();
        for (ClassFacts facts : index.all()) {
            for (ClassFacts.Found found : facts.calls()) {
                GivenMessages.Result result = given.of(found, facts);
                if (result.isCutOff() && !given.areAllCutOff()) {
                    problems.add(cutOff(facts, found));
                }
                for (GivenMessages.Made made : result.all()) {
                    LogCall call = made.call();
                    all.add(new Statement(
                            made.in().place(),
                            made.in().name().replace('/', '.'),
                            made.method(),
                            made.file(),
                            made.line(),
                            names.of(made),
                            call.level().name(),
                            messages.of(call, names.factories(call.logger())),
                            call.pairs(),
                            markers.names(call.markers()),
                            call.api()));
                }
            }
        }
        all.sort(Comparator.<Statement, Boolean>comparing(statement -> !own.contains(statement.place()))
                .thenComparing(Statement::className)
                .thenComparing(Statement::line));
        return all;
    }

    private static String tooMuch(List<String> left) {
        return "To follow all loggers and messages of this code takes too long. "
                + (left.isEmpty()
                        ? "Statements and names of loggers are missing."
                        : "So many classes were not read: " + left.size() + ", from " + left.get(0) + " on.")
                + " Give fewer jars at a time.";
    }

    private static String cutOff(ClassFacts facts, ClassFacts.Found found) {
        String name = facts.name().replace('/', '.');
        String at = facts.file() == null || found.line() == 0 ? name : facts.file() + ":" + found.line();
        return facts.place() + ": the logging call in " + name + "." + found.method() + " (" + at
                + ") is given its message in more ways than are followed. Those that were not followed are not listed.";
    }

    /** The application's own first, then by class and line. */
    public List<Statement> all() {
        return all;
    }

    /** What was not seen: a file that could not be read, a logging call whose callers are too many to follow. */
    public List<String> problems() {
        return problems;
    }

    /** How many logging calls the code has. */
    int calls() {
        return index.all().stream().mapToInt(facts -> facts.calls().size()).sum();
    }

    /** How many classes were read. */
    public int classes() {
        return index.size();
    }

    /** Whether the class that a logger is named after was read: itself, the one around it, or one below. */
    public boolean haveClassesAt(String logger) {
        int inner = logger.indexOf('$');
        String outermost = inner < 0 ? logger : logger.substring(0, inner);
        return index.all().stream()
                .map(facts -> facts.name().replace('/', '.'))
                .anyMatch(name -> name.equals(outermost) || LoggerName.isBelow(name, logger));
    }

    /**
     * Whether classes that weren't read may run this statement with this logger.
     *
     * @param isRead whether the logger's class was read
     */
    public boolean mayBeOfAnother(Statement statement, String logger, boolean isRead) {
        LoggerName.Others others = statement.logger().others();
        if (others == LoggerName.Others.NOBODY || others == LoggerName.Others.ANYBODY) {
            return others == LoggerName.Others.ANYBODY;
        }
        ClassFacts facts = index.named(statement.className().replace('.', '/'));
        // What only its own package can use is used in its own module, and that was read.
        boolean isOfItsPackage =
                facts != null && !facts.isPublic() && parent(logger).equals(parent(statement.className()));
        return !isOfItsPackage && !(isRead && others == LoggerName.Others.SUBCLASSES);
    }

    private static String parent(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
