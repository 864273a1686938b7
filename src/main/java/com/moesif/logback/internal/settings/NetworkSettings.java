package com.moesif.logback.internal.settings;

import ch.qos.logback.core.net.ssl.SSL;
import ch.qos.logback.core.net.ssl.SSLConfigurable;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.spi.ContextAware;
import com.moesif.logback.config.ProxyElement;
import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.transport.BaseUri;
import com.moesif.logback.internal.transport.Proxy;
import com.moesif.logback.internal.transport.RotatedSecret;
import com.moesif.logback.internal.transport.Tls;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The {@code <proxy>} and {@code <ssl>} of an appender, checked once at start. With a wrong one the way to the
 * collector is not known, so that nothing is sent. Fixed at the start, but for the stores of {@code <ssl>}, which are read
 * again when their files change.
 */
public final class NetworkSettings {
    public final Proxy proxy;
    public final Tls tls;
    final List<String> warnings = new ArrayList<>();

    /**
     * @param faults where a wrong element is told
     * @param trial whether nothing is going to be sent: then no key store is opened
     */
    NetworkSettings(Elements elements, ContextAware origin, Faults faults, boolean trial) {
        proxy = proxy(elements.proxy, sentence -> faults.leadsAstray("proxy", sentence), trial);
        tls = elements.ssl == null || trial ? null : tls(elements.ssl, origin, faults);
    }

    /** For the status line at start; without credentials. */
    @Override
    public String toString() {
        return "proxy=" + (proxy == null ? "JVM's" : proxy) + " ssl=" + (tls == null ? "JVM's" : "configured");
    }

    /** Where it is told that a secret's file has changed and can't be read. */
    public void warnBy(Notices notices) {
        if (tls != null) {
            tls.context()
                    .tellOfTrouble(e -> notices.raise(
                            "ssl",
                            "<ssl> has stores whose files have changed, but can't be read ("
                                    + e.getClass().getSimpleName() + "): " + e.getMessage()
                                    + ". Correct them. Until then the old ones stay in use."));
        }
        if (proxy != null) {
            proxy.password()
                    .tellOfTrouble(e -> notices.raise(
                            "passwordFile",
                            "<proxy> has a <passwordFile> that has changed, but gives no password: "
                                    + SecretFile.reason(e)
                                    + ". Correct it. Until then the old password stays in use."));
        }
    }

    private Proxy proxy(ProxyElement given, Consumer<String> errors, boolean trial) {
        if (given == null) {
            return null;
        }
        String host = given.getHost() == null ? "" : given.getHost().strip();
        if (host.isEmpty()) {
            errors.accept("<proxy> needs <host>.");
            return null;
        }
        if (!Proxy.isHost(host)) {
            errors.accept(
                    "<proxy> has the <host> '" + BaseUri.shown(host) + "', but it has to be a name or an address alone:"
                            + " the port belongs into <port>, credentials into <username> and <password>, and http:// nowhere.");
            return null;
        }
        String port = given.getPort() == null ? "" : given.getPort().strip();
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            errors.accept("<proxy> has the <port> '" + port + "', but it has to be a number from 1 to 65535.");
            return null;
        }
        String username = given.getUsername() == null || given.getUsername().isBlank()
                ? null
                : given.getUsername().strip();
        if (username == null) {
            ProxyPassword.elementOf(given)
                    .ifPresent(element -> warnings.add("<proxy> has a " + element
                            + ", which has no effect, because <username> is missing. Set it, or remove the " + element
                            + "."));
        }
        return new Proxy(host, Integer.parseInt(port), username, ProxyPassword.of(given, errors, trial));
    }

    private Tls tls(SSLConfiguration given, ContextAware origin, Faults faults) {
        try {
            if (SSL.DEFAULT_PROTOCOL.equals(given.getProtocol())) {
                // Logback's default names a context that leaves out TLS 1.3.
                given.setProtocol("TLS");
            }
            RotatedSecret<SSLContext> context = SslStores.of(given, origin);
            Choice choice = new Choice(context.current());
            given.getParameters().setContext(origin.getContext());
            given.getParameters().configure(choice);
            if (!choice.verifiesHostName) {
                warnings.add(
                        "<hostnameVerification> is false: anybody who has a trusted certificate for another name can pretend to be the"
                                + " collector.");
            }
            return new Tls(context, choice.protocols, choice.cipherSuites, choice.verifiesHostName);
        } catch (GeneralSecurityException | RuntimeException e) {
            faults.leadsAstray(
                    "ssl", "<ssl> can't be used (" + e.getClass().getSimpleName() + "): " + e.getMessage() + ".");
            return null;
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
