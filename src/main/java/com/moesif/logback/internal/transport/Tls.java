package com.moesif.logback.internal.transport;

import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * How connections are encrypted.
 *
 * @param context trust and keys
 * @param protocols those allowed; empty for the context's, weak ones aside
 * @param cipherSuites those allowed; empty for the context's, weak ones aside
 * @param verifiesHostName whether the certificate has to be the host's
 */
public record Tls(
        RotatedSecret<SSLContext> context,
        List<String> protocols,
        List<String> cipherSuites,
        boolean verifiesHostName) {}
