package com.moesif.logback.internal.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EndpointDetails;

/**
 * A collector on this machine asks, by a header of its answers, for the log lines that became the actions. Only one is heard
 * whose base URI names this machine, in plain text, and whose connection really ends here: Moesif never gets them.
 */
public final class LocalQuestion {
    static final String HEADER = "X-Local-Collector";
    static final String LINES = "lines";
    static final String PATH = "/lines";
    static final FutureCallback<Answer> NOBODY = new FutureCallback<>() {
        @Override
        public void completed(Answer answer) {
            // Nothing depends on it.
        }

        @Override
        public void failed(Exception failure) {
            // Nor on this.
        }

        @Override
        public void cancelled() {
            // Nor on this.
        }
    };

    private final Supplier<byte[]> lines;
    private final Runnable unwanted;

    /**
     * @param lines what there is to say, once it is asked for; null when there is nothing
     * @param unwanted run when an answer does not ask
     */
    public LocalQuestion(Supplier<byte[]> lines, Runnable unwanted) {
        this.lines = lines;
        this.unwanted = unwanted;
    }

    /**
     * Whether a collector there may ask at all.
     *
     * @param proxy null for none: what a proxy calls localhost is its own machine
     */
    public static boolean mayCome(URI baseUri, Proxy proxy) {
        String host = baseUri == null || baseUri.getHost() == null
                ? ""
                : baseUri.getHost().toLowerCase(Locale.ROOT);
        return baseUri != null
                && proxy == null
                && "http".equalsIgnoreCase(baseUri.getScheme())
                && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}"));
    }

    /** On the I/O thread. */
    void answered(boolean asked, HttpClientContext context, Consumer<byte[]> post) {
        if (!asked || !endsHere(context)) {
            unwanted.run();
            return;
        }
        byte[] said = lines.get();
        if (said != null) {
            post.accept(said);
        }
    }

    /** Not at a proxy of the JVM's either, even if that one is on this machine. */
    private static boolean endsHere(HttpClientContext context) {
        RouteInfo route = context == null ? null : context.getHttpRoute();
        EndpointDetails details = context == null ? null : context.getEndpointDetails();
        if (route == null || details == null || route.getProxyHost() != null) {
            return false;
        }
        SocketAddress remote = details.getRemoteAddress();
        return remote instanceof InetSocketAddress address
                && address.getAddress() != null
                && address.getAddress().isLoopbackAddress();
    }
}
