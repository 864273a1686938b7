package com.moesif.logback.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code <proxy>}: an HTTP proxy through which requests go to the collector. Joran fills it. */
public final class ProxyElement {
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** The host name or the address of the proxy. */
    public void setHost(String host) {
        texts.put("host", host);
    }

    public String getHost() {
        return texts.get("host");
    }

    /** The port of the proxy. */
    public void setPort(String port) {
        texts.put("port", port);
    }

    public String getPort() {
        return texts.get("port");
    }

    /** The user name that is given to the proxy. Default: none. */
    public void setUsername(String username) {
        texts.put("username", username);
    }

    public String getUsername() {
        return texts.get("username");
    }

    /** The password that is given to the proxy. No status and no log line shows it. */
    public void setPassword(String password) {
        texts.put("password", password);
    }

    public String getPassword() {
        return texts.get("password");
    }

    /** A file that holds the password, such as a mounted secret; it is read when {@code password} gives none. */
    public void setPasswordFile(String file) {
        texts.put("passwordFile", file);
    }

    public String getPasswordFile() {
        return texts.get("passwordFile");
    }

    /** The texts as they were given, by the names of their elements. */
    public Map<String, String> getTexts() {
        return texts;
    }
}
