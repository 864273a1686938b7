package com.moesif.logback;

import ch.qos.logback.core.net.ssl.SSL;
import ch.qos.logback.core.net.ssl.SSLConfigurable;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.spi.ContextAware;
import com.moesif.logback.internal.transport.Proxy;
import com.moesif.logback.internal.transport.Tls;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The {@code <proxy>} and {@code <ssl>} of an appender, checked once at start. A wrong proxy is an error and not used; with a
 * wrong {@code <ssl>} nothing can be trusted, so that every request fails instead. Immutable.
 */
final class RouteSettings {
    final Proxy proxy;
    final Tls tls;
    final List<String> warnings = new ArrayList<>();

    /** @param errors where a wrong element is told */
    RouteSettings(Elements elements, ContextAware origin, List<String> errors) {
        proxy = proxy(elements.proxy, errors);
        tls = elements.ssl == null ? null : tls(elements.ssl, origin, errors);
    }

    /** For the status line at start; without credentials. */
    @Override
    public String toString() {
        return "proxy=" + (proxy == null ? "JVM's" : proxy) + " ssl=" + (tls == null ? "JVM's" : "configured");
    }

    private static Proxy proxy(ProxyElement given, List<String> errors) {
        if (given == null) {
            return null;
        }
        if (given.getHost() == null || given.getHost().isBlank()) {
            errors.add("<proxy> needs <host>; it is ignored.");
            return null;
        }
        String port = given.getPort() == null ? "" : given.getPort().strip();
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            errors.add("<proxy> has the <port> '" + port + "', but it has to be a number from 1 to 65535; the proxy is"
                    + " ignored.");
            return null;
        }
        String username = given.getUsername() == null || given.getUsername().isBlank()
                ? null
                : given.getUsername().strip();
        return new Proxy(given.getHost().strip(), Integer.parseInt(port), username, given.getPassword());
    }

    private Tls tls(SSLConfiguration given, ContextAware origin, List<String> errors) {
        try {
            if (SSL.DEFAULT_PROTOCOL.equals(given.getProtocol())) {
                // Logback's default names a context that leaves out TLS 1.3.
                given.setProtocol("TLS");
            }
            SSLContext context = given.createContext(origin);
            Choice choice = new Choice(context);
            given.getParameters().setContext(origin.getContext());
            given.getParameters().configure(choice);
            if (!choice.verifiesHostName) {
                warnings.add("<hostnameVerification> is false: whoever has any trusted certificate can pass for the"
                        + " collector.");
            }
            return new Tls(context, choice.protocols, choice.cipherSuites, choice.verifiesHostName);
        } catch (GeneralSecurityException | RuntimeException e) {
            errors.add("<ssl> can't be used (" + e.getClass().getSimpleName() + "): " + e.getMessage()
                    + ". Nothing is sent with the JVM's own trust instead; requests fail until this is mended.");
            return new Tls(trustingNobody(), List.of(), List.of(), true);
        }
    }

    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new javax.net.ssl.TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JVM without TLS", e);
        }
    }

    /** Hears what Logback's own component chooses. */
    private static final class Choice implements SSLConfigurable {
        private final SSLParameters defaults;
        private final SSLParameters supported;
        private List<String> protocols = List.of();
        private List<String> cipherSuites = List.of();
        private boolean verifiesHostName = true;

        Choice(SSLContext context) {
            defaults = context.getDefaultSSLParameters();
            supported = context.getSupportedSSLParameters();
        }

        @Override
        public String[] getDefaultProtocols() {
            return defaults.getProtocols();
        }

        @Override
        public String[] getSupportedProtocols() {
            return supported.getProtocols();
        }

        @Override
        public void setEnabledProtocols(String[] names) {
            protocols = List.of(names);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return defaults.getCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return supported.getCipherSuites();
        }

        @Override
        public void setEnabledCipherSuites(String[] suites) {
            cipherSuites = List.of(suites);
        }

        @Override
        public void setNeedClientAuth(boolean state) {
            // For servers.
        }

        @Override
        public void setWantClientAuth(boolean state) {
            // For servers.
        }

        @Override
        public void setHostnameVerification(boolean verifies) {
            verifiesHostName = verifies;
        }
    }
}
