package com.moesif.logback.connect;

import com.moesif.logback.internal.ledger.Notices;
import com.moesif.logback.internal.transport.RotatedSecret;
import com.moesif.logback.internal.transport.StoreFile;
import com.moesif.logback.internal.transport.Tls;
import com.moesif.logback.internal.transport.TrustStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** How connections to the collector are encrypted, where the JVM's way won't do. The files are read again when they change. */
final class TlsSettings implements RotatedSecret.Reader<SSLContext, GeneralSecurityException> {
    private static final String PREFIX = "moesif.https.ssl.";
    static final String TRUST_STORE = PREFIX + "truststore.location";
    static final String TRUST_STORE_PASSWORD = PREFIX + "truststore.password";
    static final String KEY_STORE = PREFIX + "keystore.location";
    static final String KEY_STORE_PASSWORD = PREFIX + "keystore.password";
    static final String KEY_PASSWORD = PREFIX + "key.password";
    private static final String TYPE = "PKCS12";

    private final Path trustStore;
    private final Path keyStore;
    private final AbstractConfig config;

    TlsSettings(AbstractConfig config) {
        this.config = config;
        this.trustStore = path(config.getString(TRUST_STORE));
        this.keyStore = path(config.getString(KEY_STORE));
    }

    static void define(ConfigDef definition) {
        definition
                .define(
                        TRUST_STORE,
                        Type.STRING,
                        null,
                        TlsSettings::mustBePath,
                        Importance.LOW,
                        "A key store file, PKCS12 or JKS, with the certificates to trust. Without it the JVM's are trusted.")
                .define(TRUST_STORE_PASSWORD, Type.PASSWORD, null, Reference::refuse, Importance.LOW, "Of that file.")
                .define(
                        KEY_STORE,
                        Type.STRING,
                        null,
                        TlsSettings::mustBePath,
                        Importance.LOW,
                        "A key store file with our own key and certificate, where the other side asks for one.")
                .define(KEY_STORE_PASSWORD, Type.PASSWORD, null, Reference::refuse, Importance.LOW, "Of that file.")
                .define(
                        KEY_PASSWORD,
                        Type.PASSWORD,
                        null,
                        Reference::refuse,
                        Importance.LOW,
                        "Of the key in it, where that is another one.");
    }

    private static void mustBePath(String name, Object value) {
        Reference.refuse(name, value);
        try {
            path((String) value);
        } catch (InvalidPathException e) {
            throw new ConfigException(name + " is no path of a file (" + e.getReason() + ").");
        }
    }

    private static Path path(String text) {
        return text == null || text.isBlank() ? null : Path.of(text.strip());
    }

    /**
     * Null for the JVM's way.
     *
     * @param notices where it is told that a file has changed and can't be read
     * @throws GeneralSecurityException when a file can't be used; the message names it
     */
    Tls tls(Notices notices) throws GeneralSecurityException {
        if (isTheJvms()) {
            return null;
        }
        List<Path> files =
                Stream.of(trustStore, keyStore).filter(Objects::nonNull).toList();
        RotatedSecret<SSLContext> context = RotatedSecret.read(files, this);
        context.tellOfTrouble(e -> notices.raise(
                "ssl",
                "<ssl> has stores whose files have changed, but can't be read ("
                        + e.getClass().getSimpleName() + "): " + e.getMessage()
                        + ". Correct them. Until then the old ones stay in use."));
        return new Tls(context, List.of(), List.of(), true);
    }

    /** @throws GeneralSecurityException when a file can't be used; the message names it */
    void mustBeReadable() throws GeneralSecurityException {
        if (!isTheJvms()) {
            read();
        }
    }

    private boolean isTheJvms() {
        return trustStore == null && keyStore == null;
    }

    @Override
    public SSLContext read() throws GeneralSecurityException {
        TrustManagerFactory trust = null;
        if (trustStore != null) {
            trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            char[] password = password(TRUST_STORE_PASSWORD);
            KeyStore store = load(trustStore, password);
            if (password == null && store.size() == 0) {
                throw new KeyStoreException(
                        trustStore + " holds no certificate that can be read without " + TRUST_STORE_PASSWORD);
            }
            new TrustStore(trustStore.toString(), store).mustTrustSomebody();
            trust.init(store);
        }
        KeyManagerFactory keys = null;
        if (keyStore != null) {
            char[] storePassword = password(KEY_STORE_PASSWORD);
            char[] keyPassword = password(KEY_PASSWORD);
            keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            KeyStore store = load(keyStore, storePassword);
            try {
                keys.init(store, keyPassword == null ? storePassword : keyPassword);
            } catch (UnrecoverableKeyException e) {
                throw new GeneralSecurityException(
                        keyStore + " holds a key that its password doesn't open: look at " + KEY_STORE_PASSWORD
                                + ", and at " + KEY_PASSWORD + " where the key has another",
                        e);
            }
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                keys == null ? null : keys.getKeyManagers(), trust == null ? null : trust.getTrustManagers(), null);
        return context;
    }

    /** A store of the type PKCS12 is read by its content: an older JKS will do, too. */
    private static KeyStore load(Path file, char[] password) throws GeneralSecurityException {
        StoreFile.mustBeRegular(file);
        KeyStore store = KeyStore.getInstance(TYPE);
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        } catch (IOException e) {
            throw new GeneralSecurityException(
                    file + " can't be read as a key store: look whether it is one, and whether its password is right",
                    e);
        }
        return store;
    }

    private char[] password(String name) {
        Password password = config.getPassword(name);
        return password == null ? null : password.value().toCharArray();
    }

    /** Nothing of the passwords. */
    @Override
    public String toString() {
        return "trust store " + trustStore + ", key store " + keyStore;
    }
}
