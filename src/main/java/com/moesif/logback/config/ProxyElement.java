package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <proxy>}: an HTTP proxy on the way to the collector. Filled by Joran. */
public final class ProxyElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Its name or address. */
    public void setHost(String host) {
        texts.put("host", host);
    }

    public String getHost() {
        return texts.get("host");
    }

    /** Its port. */
    public void setPort(String port) {
        texts.put("port", port);
    }

    public String getPort() {
        return texts.get("port");
    }

    /** Who we are to it; none by default. */
    public void setUsername(String username) {
        texts.put("username", username);
    }

    public String getUsername() {
        return texts.get("username");
    }

    /** Never shown. */
    public void setPassword(String password) {
        texts.put("password", password);
    }

    public String getPassword() {
        return texts.get("password");
    }

    /** A file that holds it, a mounted secret say; used when {@code password} gives none. */
    public void setPasswordFile(String file) {
        texts.put("passwordFile", file);
    }

    public String getPasswordFile() {
        return texts.get("passwordFile");
    }

    /** As given, by the name of the element. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
