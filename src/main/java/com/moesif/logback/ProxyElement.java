package com.moesif.logback;

/** {@code <proxy>}: an HTTP proxy on the way to the collector. Filled by Joran. */
public final class ProxyElement {
    private String host;
    private String port;
    private String username;
    private String password;

    /** Its name or address. */
    public void setHost(String host) {
        this.host = host;
    }

    String getHost() {
        return host;
    }

    /** Its port. */
    public void setPort(String port) {
        this.port = port;
    }

    String getPort() {
        return port;
    }

    /** Who we are to it; none by default. */
    public void setUsername(String username) {
        this.username = username;
    }

    String getUsername() {
        return username;
    }

    /** Never shown. */
    public void setPassword(String password) {
        this.password = password;
    }

    String getPassword() {
        return password;
    }
}
