package com.moesif.logback.internal.settings;

import com.moesif.logback.config.AliasElement;
import com.moesif.logback.config.FieldElement;
import com.moesif.logback.config.MaskElement;
import com.moesif.logback.config.RuleElement;
import com.moesif.logback.config.SpoolElement;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables that Logback could not substitute: it writes {@code NAME_IS_UNDEFINED} in their place. That is never a value, in no
 * text of any element: company {@code TENANT_IS_UNDEFINED} would be billed, and a mask of that pattern masks nothing.
 */
final class UndefinedVariables {
    private static final Pattern MARK = Pattern.compile("([A-Za-z0-9_.-]*?)_IS_UNDEFINED");
    /** As variables of the environment are named, which tells the name from a text glued to its front. */
    private static final Pattern USUAL = Pattern.compile("[A-Z][A-Z0-9_]*$");

    private static final String PASSWORD = "password";

    private final Faults faults;

    private UndefinedVariables(Faults faults) {
        this.faults = faults;
    }

    /** The name of the first one in a text, as far as it can be told from what stands before it. */
    static Optional<String> in(String text) {
        return all(text).stream().findFirst();
    }

    /** The names of all of them in a text, in their order: whoever defines one must not find the next at the next start. */
    static Set<String> all(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher mark = MARK.matcher(text == null ? "" : text);
        while (mark.find()) {
            Matcher usual = USUAL.matcher(mark.group(1));
            names.add(usual.find() ? usual.group() : mark.group(1));
        }
        return names;
    }

    /** What to say of one; never the text around it, which may be a secret. */
    static String sentence(String element, String variable) {
        if (element.endsWith(PASSWORD) && !USUAL.matcher(variable).matches()) {
            return "<" + element + "> holds a variable that is not defined. Define it, or give it a default value.";
        }
        return "<" + element + "> holds the variable ${" + variable + "}, which is not defined. Define it, or give it a"
                + " default value: ${" + variable + ":-…}.";
    }

    /**
     * The elements without those that hold one. A rule is told what is wrong with it and stays; so does the application id,
     * since to have none is no error.
     */
    static Elements sift(Elements given, Faults faults) {
        return new UndefinedVariables(faults).sound(given);
    }

    private Elements sound(Elements given) {
        Elements sound = new Elements();
        given.texts.forEach((name, text) -> {
            if (isReadWithCare(name)
                    || isDefined(name, text, sentence -> faults.add(sentence + " The default is used."))) {
                sound.texts.put(name, text);
            }
        });
        for (String key : given.mdcKeys) {
            if (isDefined("mdcKey", key, leftOut("It"))) {
                sound.mdcKeys.add(key);
            }
        }
        for (AliasElement alias : given.aliases) {
            if (areDefined("alias", alias.getTexts(), leftOut("The alias"))) {
                sound.aliases.add(alias);
            }
        }
        for (FieldElement field : given.fields) {
            if (areDefined("field", field.getTexts(), leftOut("The field"))) {
                sound.fields.add(field);
            }
        }
        for (String exclude : given.excludes) {
            if (isDefined("exclude", exclude, faults::exposes)) {
                sound.excludes.add(exclude);
            }
        }
        for (MaskElement mask : given.masks) {
            if (areDefined("mask", mask.getTexts(), faults::exposes)) {
                sound.masks.add(mask);
            }
        }
        for (RuleElement rule : given.rules) {
            look(rule, given.faultsOf(rule));
            sound.faultsOf(rule).addAll(given.faultsOf(rule));
            sound.rules.add(rule);
        }
        onTheWay(given, sound);
        sound.spool = given.spool == null ? null : spool(given.spool);
        return sound;
    }

    /** To have no application id is no error, and to have no address has other consequences. */
    private static boolean isReadWithCare(String name) {
        return Settings.isApplicationId(name) || name.equals(Settings.BASE_URI.name);
    }

    private static void look(RuleElement rule, Set<String> wrong) {
        rule.getTexts().forEach((name, text) -> isDefined(name, text, wrong::add));
        for (FieldElement field : rule.getFields()) {
            areDefined("field", field.getTexts(), wrong::add);
        }
    }

    private void onTheWay(Elements given, Elements sound) {
        if (given.kafka != null
                && areDefined("kafka", given.kafka.getTexts(), sentence -> faults.leadsAstray("kafka", sentence))) {
            sound.kafka = given.kafka;
        }
        if (given.proxy != null
                && areDefined("proxy", given.proxy.getTexts(), sentence -> faults.leadsAstray("proxy", sentence))) {
            sound.proxy = given.proxy;
        }
        if (given.ssl != null
                && areDefined("ssl", SslTexts.of(given.ssl), sentence -> faults.leadsAstray("ssl", sentence))) {
            sound.ssl = given.ssl;
        }
    }

    /** Without its directory it is no spool. */
    private SpoolElement spool(SpoolElement given) {
        SpoolElement sound = new SpoolElement();
        given.getTexts().forEach((name, text) -> {
            boolean needed = name.equals(SpoolSettings.DIRECTORY.name);
            String consequence = needed ? " " + SpoolSettings.WITHOUT_DIRECTORY : " The default is used.";
            if (isDefined("spool><" + name, text, sentence -> faults.add(sentence + consequence))) {
                sound.getTexts().put(name, text);
            }
        });
        boolean lost = given.getTexts().containsKey(SpoolSettings.DIRECTORY.name)
                && !sound.getTexts().containsKey(SpoolSettings.DIRECTORY.name);
        return lost ? null : sound;
    }

    private Consumer<String> leftOut(String what) {
        return sentence -> faults.add(sentence + " " + what + " is left out.");
    }

    private static boolean isDefined(String element, String text, Consumer<String> otherwise) {
        Set<String> sentences = new LinkedHashSet<>();
        all(text).forEach(name -> sentences.add(sentence(element, name)));
        sentences.forEach(otherwise);
        return sentences.isEmpty();
    }

    private static boolean areDefined(String parent, Map<String, String> texts, Consumer<String> otherwise) {
        boolean defined = true;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            defined &= isDefined(parent + "><" + text.getKey(), text.getValue(), otherwise);
        }
        return defined;
    }
}
