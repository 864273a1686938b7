package com.moesif.logback.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Real certificates, made by the JDK's keytool: a little authority, and what it has signed. */
public final class Certificates {
    public static final String PASSWORD = "changeit";

    /** All keys of this JVM's tests: each is made by a process of its own, and would be made for a dozen classes anew. */
    private static byte[] made;

    private final Path directory;
    private final Path all;

    public Certificates(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.all = directory.resolve("all.p12");
        synchronized (Certificates.class) {
            if (made == null) {
                make();
                made = Files.readAllBytes(all);
            } else {
                Files.write(all, made);
            }
        }
    }

    private void make() throws IOException, InterruptedException {
        pair("authority", "-ext", "bc:c");
        signed("good", "-ext", "san=dns:localhost,ip:127.0.0.1");
        signed("elsewhere", "-ext", "san=dns:elsewhere.example");
        signed("expired", "-ext", "san=dns:localhost,ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
        pair("unknown", "-ext", "san=dns:localhost,ip:127.0.0.1");
        signed("client");
    }

    private void signed(String alias, String... more) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-signer", "authority"));
        options.addAll(List.of(more));
        pair(alias, options.toArray(String[]::new));
    }

    private void pair(String alias, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + alias,
                "-keystore",
                all.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("keytool.log")))
                .isZero();
    }

    /** A store with the authority's certificate alone. */
    public Path trustStore() throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        store.setCertificateEntry("authority", load().getCertificate("authority"));
        return save(store, "trust.p12");
    }

    /** A store with this certificate alone, in place of what is in the file: at once, as secrets are exchanged. */
    public void trust(String alias, Path file) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        store.setCertificateEntry(alias, load().getCertificate(alias));
        Files.move(save(store, "next.p12"), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A store with this key and its certificate. */
    public Path keyStore(String alias) throws IOException, GeneralSecurityException {
        return save(only(alias), alias + ".p12");
    }

    /** For a server that shows this certificate, and trusts the authority. */
    public SSLContext server(String alias) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(only(alias), PASSWORD.toCharArray());
        KeyStore trusted = empty();
        trusted.setCertificateEntry("authority", load().getCertificate("authority"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** For a client that shows this certificate, and trusts the authority. */
    public SSLContext client(String alias) throws IOException, GeneralSecurityException {
        return server(alias);
    }

    /** The same, by the JVM's system properties. */
    public Map<String, String> properties(String alias) throws IOException, GeneralSecurityException {
        return Map.of(
                "javax.net.ssl.keyStore",
                keyStore(alias).toString(),
                "javax.net.ssl.keyStorePassword",
                PASSWORD,
                "javax.net.ssl.trustStore",
                trustStore().toString(),
                "javax.net.ssl.trustStorePassword",
                PASSWORD);
    }

    /** Key and certificate as OpenSSL has them. */
    public String pem(String alias) throws IOException, GeneralSecurityException {
        Base64.Encoder base64 = Base64.getMimeEncoder();
        KeyStore from = load();
        return "-----BEGIN PRIVATE KEY-----\n"
                + base64.encodeToString(
                        from.getKey(alias, PASSWORD.toCharArray()).getEncoded())
                + "\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n"
                + base64.encodeToString(from.getCertificate(alias).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private KeyStore only(String alias) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        char[] password = PASSWORD.toCharArray();
        KeyStore from = load();
        store.setKeyEntry(alias, from.getKey(alias, password), password, from.getCertificateChain(alias));
        return store;
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(all)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private Path save(KeyStore store, String name) throws IOException, GeneralSecurityException {
        Path path = directory.resolve(name);
        try (var out = Files.newOutputStream(path)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return path;
    }
}
