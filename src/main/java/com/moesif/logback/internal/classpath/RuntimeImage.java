package com.moesif.logback.internal.classpath;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Java run-time lacks when it is an image that jlink has made of some of the JDK's modules. The JVM names the class
 * that it doesn't find, but who makes an image has to name the module, and the JVM without it can't tell.
 */
public final class RuntimeImage {
    /** By the beginning of the classes' names: those that the appender, or a library that it uses, may ask for. */
    static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry("com.sun.nio.sctp.", "jdk.sctp"),
            Map.entry("java.beans.", "java.desktop"),
            Map.entry("java.lang.instrument.", "java.instrument"),
            Map.entry("java.lang.management.", "java.management"),
            Map.entry("java.net.http.", "java.net.http"),
            Map.entry("java.rmi.", "java.rmi"),
            Map.entry("java.sql.", "java.sql"),
            Map.entry("java.util.logging.", "java.logging"),
            Map.entry("javax.management.", "java.management"),
            Map.entry("javax.naming.", "java.naming"),
            Map.entry("javax.security.auth.kerberos.", "java.security.jgss"),
            Map.entry("javax.security.sasl.", "java.security.sasl"),
            Map.entry("javax.sql.", "java.sql"),
            Map.entry("javax.xml.", "java.xml"),
            Map.entry("jdk.net.", "jdk.net"),
            Map.entry("org.ietf.jgss.", "java.security.jgss"),
            Map.entry("org.w3c.dom.", "java.xml"),
            Map.entry("org.xml.sax.", "java.xml"),
            Map.entry("sun.misc.", "jdk.unsupported"));

    private static final Pattern JDK_CLASS =
            Pattern.compile("\\b(java|javax|jdk|sun|com[./]sun|org[./]ietf|org[./]w3c|org[./]xml)[./][\\w$./]+");

    private RuntimeImage() {}

    /**
     * What to do about a class of the JDK that isn't there.
     *
     * @param text of a LinkageError: it has the class's name in it
     */
    static Optional<String> remedy(String text) {
        Matcher name = JDK_CLASS.matcher(text);
        if (!name.find()) {
            return Optional.empty();
        }
        String missing = name.group().replace('/', '.');
        return Optional.of("The Java run-time has no " + missing
                + module(missing)
                        .map(module -> ", a class of the module " + module + ". If it is an image made by jlink, add "
                                + module + " to its --add-modules")
                        .orElse(". If it is an image made by jlink, a module is missing")
                + ": the documentation names those that the appender needs");
    }

    private static Optional<String> module(String className) {
        return MODULES.entrySet().stream()
                .filter(entry -> className.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Without them hardly any TLS comes about, and the JVM says no more than that the handshake failed. */
    public static boolean hasEllipticCurves() {
        try {
            KeyFactory.getInstance("EC");
            return true;
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }
}
