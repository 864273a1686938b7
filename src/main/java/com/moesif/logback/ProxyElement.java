package com.moesif.logback;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <proxy>}: an HTTP proxy on the way to the collector. Filled by Joran. */
public final class ProxyElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Its name or address. */
    public void setHost(String host) {
        texts.put("host", host);
    }

    String getHost() {
        return texts.get("host");
    }

    /** Its port. */
    public void setPort(String port) {
        texts.put("port", port);
    }

    String getPort() {
        return texts.get("port");
    }

    /** Who we are to it; none by default. */
    public void setUsername(String username) {
        texts.put("username", username);
    }

    String getUsername() {
        return texts.get("username");
    }

    /** Never shown. */
    public void setPassword(String password) {
        texts.put("password", password);
    }

    String getPassword() {
        return texts.get("password");
    }

    /** A file that holds it, a mounted secret say; used when {@code password} gives none. */
    public void setPasswordFile(String file) {
        texts.put("passwordFile", file);
    }

    String getPasswordFile() {
        return texts.get("passwordFile");
    }

    /** As given, by the name of the element. */
    Map<String, String> getTexts() {
        return texts;
    }
}
