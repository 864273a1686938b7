package com.moesif.logback.internal.transport;

import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * How connections are encrypted.
 *
 * @param context trust and keys
 * @param protocols those allowed; empty for HttpClient's choice (TLS 1.2 and 1.3)
 * @param cipherSuites those allowed; empty for HttpClient's choice
 * @param verifiesHostName whether the certificate has to be the host's
 */
public record Tls(SSLContext context, List<String> protocols, List<String> cipherSuites, boolean verifiesHostName) {}
