package com.moesif.logback.internal.settings;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.net.ssl.KeyStoreFactoryBean;
import ch.qos.logback.core.net.ssl.SSLConfiguration;
import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.spi.ContextAwareBase;
import com.moesif.logback.internal.transport.RotatedSecret;
import com.moesif.logback.internal.transport.StoreFile;
import com.moesif.logback.internal.transport.TrustStore;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** The key and trust store of an {@code <ssl>}, as Logback's own component reads them, at start and whenever they change. */
final class SslStores implements RotatedSecret.Reader<SSLContext, GeneralSecurityException> {
    private static final String FILE = "file:";

    private final SSLConfiguration given;
    private final List<Path> files;
    private ContextAware hears;

    private SslStores(SSLConfiguration given, ContextAware origin) {
        this.given = given;
        this.files = files(given);
        this.hears = origin;
    }

    /** @param origin hears from Logback's component at start */
    static RotatedSecret<SSLContext> of(SSLConfiguration given, ContextAware origin) throws GeneralSecurityException {
        SslStores stores = new SslStores(given, origin);
        return RotatedSecret.read(stores.files, stores);
    }

    private static List<Path> files(SSLConfiguration given) {
        return Stream.of(given.getKeyStore(), given.getTrustStore())
                .filter(Objects::nonNull)
                .map(KeyStoreFactoryBean::getLocation)
                .filter(location -> location != null && location.startsWith(FILE))
                .map(SslStores::path)
                .toList();
    }

    /** As the JDK opens a file's URL, which may be relative, or hold a blank as it is. */
    private static Path path(String location) {
        try {
            return new File(URI.create(location).getSchemeSpecificPart()).toPath();
        } catch (IllegalArgumentException e) {
            return new File(location.substring(FILE.length())).toPath();
        }
    }

    @Override
    public SSLContext read() throws GeneralSecurityException {
        for (Path file : files) {
            StoreFile.mustBeRegular(file);
        }
        SSLContext context = given.createContext(hears);
        KeyStoreFactoryBean trust = given.getTrustStore();
        if (trust != null) {
            // Logback's component shows nobody what it has read.
            new TrustStore(trust.getLocation(), trust.createKeyStore()).mustTrustSomebody();
        }
        // On a thread of the delivery no status listener is called, since it may take its time.
        hears = new ContextAwareBase();
        hears.setContext(new ContextBase());
        return context;
    }
}
