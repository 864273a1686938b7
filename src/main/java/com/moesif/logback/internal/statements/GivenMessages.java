package com.moesif.logback.internal.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Follows a message that a method is given to the calls of that method: each of them is a statement of its own, with the level
 * of the logging call. So does a message that a branch chooses. One thread at a time.
 */
final class GivenMessages {
    /** Of one logging call; a search for more would take too long, or too much memory. */
    private static final int MOST = 50_000;

    /** Of one search, whether they find a statement or not. */
    private static final int MOST_STEPS = 100_000;

    /** In the steps of all work. */
    private static final int STEP = 200;

    private final ClassIndex index;
    private final Inheritance inheritance;
    private final CallSites sites;
    private final Messages messages;

    GivenMessages(ClassIndex index, CallSites sites) {
        this.index = index;
        this.inheritance = new Inheritance(index);
        this.sites = sites;
        this.messages = new Messages(index);
    }

    /**
     * A logging call as one of those that give it a message makes it.
     *
     * @param in the class whose code gives the message
     * @param spot where the logger is to be looked for
     */
    record Made(LogCall call, Spot spot, ClassFacts in, String method, String file, int line) {}

    /** @param isCutOff whether there may be others, which were not looked for */
    record Result(List<Made> all, boolean isCutOff) {}

    /** The logging call alone when nobody is seen to give it a message; it is among them, too, when others may. */
    Result of(ClassFacts.Found found, ClassFacts facts) {
        Made itself = new Made(found.call(), Spot.in(facts), facts, found.method(), facts.file(), found.line());
        List<Made> all = new ArrayList<>();
        Search search = new Search(itself, found.access(), all);
        boolean whole = search.follow(itself.call(), List.of());
        if (!whole || all.isEmpty()) {
            all.add(itself);
        }
        return new Result(all, search.isCutOff());
    }

    /** Whether nothing more is looked for at all. */
    boolean areAllCutOff() {
        return sites.areCutOff();
    }

    /** For one logging call. */
    private final class Search {
        private final Made itself;
        private final int access;
        private final List<Made> all;
        private int steps;

        Search(Made itself, int access, List<Made> all) {
            this.itself = itself;
            this.access = access;
            this.all = all;
        }

        boolean isCutOff() {
            return steps > MOST_STEPS || all.size() > MOST || sites.areCutOff();
        }

        /**
         * Adds the statements that are told.
         *
         * @param chain the calls that it was come by, the nearest to the logging call first
         * @return whether there are no others
         */
        boolean follow(LogCall call, List<CallSites.Site> chain) {
            if (isCutOff()) {
                return false;
            }
            steps++;
            sites.work(STEP);
            if (call.message() != null && call.message().bare() instanceof Origin.OneOf several) {
                boolean whole = true;
                for (Origin choice : several.choices()) {
                    whole &= follow(call.saying(choice), chain);
                }
                return whole;
            }
            Origin.Parameter given = given(call);
            if (given == null) {
                boolean isTold = chain.isEmpty() || isConstant(messages.of(call, Set.of()));
                if (isTold) {
                    leveled(call, chain).forEach(each -> all.add(made(each, chain)));
                }
                return isTold;
            }
            if (chain.size() == Statements.MOST_CALLERS || !mayBeFollowed(given, chain)) {
                return false;
            }
            List<CallSites.Site> callers = sites.of(given.method());
            boolean whole = !callers.isEmpty() && inheritance.isClosed(in(chain), access(chain), given.method());
            for (CallSites.Site caller : callers) {
                if (isCutOff()) {
                    return false;
                }
                if (!caller.isCertain()) {
                    whole = false;
                    continue;
                }
                List<CallSites.Site> longer = new ArrayList<>(chain);
                longer.add(caller);
                whole &= follow(Substitution.of(caller.call()).in(call), longer);
            }
            return whole;
        }

        /** One for each level that the callers give, when all of them tell it. */
        private List<LogCall> leveled(LogCall call, List<CallSites.Site> chain) {
            CallLevel level = call.level();
            boolean isGiven = level.name() == null
                    && level.from() != null
                    && level.from().bare() instanceof Origin.Parameter given
                    && given.index() >= 0;
            if (!isGiven) {
                return List.of(call);
            }
            Origin.Target method = ((Origin.Parameter) level.from().bare()).method();
            Set<String> names = new TreeSet<>();
            boolean areAll = inheritance.isClosed(in(chain), access(chain), method);
            for (CallSites.Site caller : sites.of(method)) {
                String name = Substitution.of(caller.call()).level(level).name();
                areAll &= name != null;
                names.add(String.valueOf(name));
            }
            return areAll && !names.isEmpty() ? names.stream().map(call::at).toList() : List.of(call);
        }

        private int access(List<CallSites.Site> chain) {
            return chain.isEmpty() ? access : chain.get(chain.size() - 1).access();
        }

        private ClassFacts in(List<CallSites.Site> chain) {
            return chain.isEmpty() ? itself.in() : chain.get(chain.size() - 1).in();
        }

        /** A logger of the application's own is called as its interface is: by everybody. */
        private boolean mayBeFollowed(Origin.Parameter given, List<CallSites.Site> chain) {
            boolean isOwn = (access(chain) & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) != 0;
            // Whatever takes an object is called by anybody, a Consumer say.
            boolean isText = !given.type().equals(Origin.OBJECT);
            return isOwn || isText && !index.isLogger(given.method().owner());
        }

        private Made made(LogCall call, List<CallSites.Site> chain) {
            if (chain.isEmpty()) {
                return new Made(call, itself.spot(), itself.in(), itself.method(), itself.file(), itself.line());
            }
            CallSites.Site last = chain.get(chain.size() - 1);
            Spot spot = Spot.in(last.in());
            for (int i = chain.size() - 1; i >= 0; i--) {
                ClassFacts at = i == 0 ? itself.in() : chain.get(i - 1).in();
                Origin.Call through = chain.get(i).call();
                boolean isOnItself = through.receiver() != null
                        && through.receiver().bare() instanceof Origin.Parameter receiver
                        && receiver.index() == -1
                        && index.isBelow(spot.self(), at.name());
                spot = new Spot(at, isOnItself ? spot.self() : at.name(), through, spot);
            }
            return new Made(call, spot, last.in(), last.method(), last.file(), last.line());
        }
    }

    /** Of a text that is partly made at run time nothing new is said. */
    private static boolean isConstant(Message message) {
        return message.form() != Message.Form.DYNAMIC && !message.reread();
    }

    /** What the method is given as its text; null when it makes it itself. */
    private static Origin.Parameter given(LogCall call) {
        if (call.message() == null) {
            return null;
        }
        Origin message = call.message().bare();
        if (message instanceof Origin.Concatenation text) {
            // Without arguments what is put in is a value, most likely.
            boolean isTemplate = call.arguments() == null || !call.arguments().isEmpty();
            return isTemplate
                    ? text.parts().stream()
                            .map(GivenMessages::text)
                            .filter(part -> part != null)
                            .findFirst()
                            .orElse(null)
                    : null;
        }
        Origin format = message instanceof Origin.Call made ? Messages.format(made) : null;
        return text(format == null ? message : format.bare());
    }

    private static Origin.Parameter text(Origin origin) {
        return origin.bare() instanceof Origin.Parameter parameter && parameter.index() >= 0 && isText(parameter.type())
                ? parameter
                : null;
    }

    private static boolean isText(Type type) {
        return type.equals(Origin.STRING)
                || type.equals(Origin.OBJECT)
                || type.getDescriptor().equals("Ljava/lang/CharSequence;")
                || LogCalls.isSupplier(type);
    }
}
