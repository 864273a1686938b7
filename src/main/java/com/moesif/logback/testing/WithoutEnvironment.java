package com.moesif.logback.testing;

import ch.qos.logback.core.model.processor.ModelInterpretationContext;
import ch.qos.logback.core.spi.PropertyContainer;
import ch.qos.logback.core.spi.ScanException;
import ch.qos.logback.core.util.OptionHelper;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Substitutes variables as Logback does, but for those of the operating system's environment, where a build has its secrets:
 * they count as undefined, so that their defaults hold.
 */
final class WithoutEnvironment extends ModelInterpretationContext {
    /** Makes a name that the environment can't have, and can't be seen. */
    private static final String MARK = "\u2063";

    private static final String UNDEFINED = "_IS_UNDEFINED";

    /** @param whole as Logback has made it */
    WithoutEnvironment(ModelInterpretationContext whole) {
        super(whole);
    }

    @Override
    public String subst(String text) {
        if (text == null) {
            return null;
        }
        String left = text;
        while (true) {
            try {
                return OptionHelper.substVars(left, new Lookup(), new Lookup()).replace(MARK, "");
            } catch (OfTheEnvironment found) {
                Matcher use = Pattern.compile("\\$\\{" + Pattern.quote(found.name) + "(?=[:}])")
                        .matcher(left);
                addWarn("The environment is not read here: ${" + found.name
                        + "} counts as undefined, unless --env is given.");
                if (!use.find()) {
                    // Its name is made of other variables.
                    return found.name + UNDEFINED;
                }
                left = use.replaceAll(Matcher.quoteReplacement("${" + found.name + MARK));
            } catch (ScanException | IllegalArgumentException e) {
                addError("Problem while parsing [" + text + "]", e);
                return text;
            }
        }
    }

    /** All that a variable may be defined by, before the environment is asked. */
    private final class Lookup implements PropertyContainer {
        @Override
        public String getProperty(String key) {
            String own = WithoutEnvironment.this.getProperty(key);
            String value = own != null ? own : getContext().getProperty(key);
            if (value == null && System.getProperty(key) == null && System.getenv(key) != null) {
                throw new OfTheEnvironment(key);
            }
            return value;
        }

        /** Not called; of this interface in some of Logback's releases only. */
        public void addSubstitutionProperty(String key, String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, String> getCopyOfPropertyMap() {
            return WithoutEnvironment.this.getCopyOfPropertyMap();
        }
    }

    private static final class OfTheEnvironment extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String name;

        OfTheEnvironment(String name) {
            super(null, null, false, false);
            this.name = name;
        }
    }
}
