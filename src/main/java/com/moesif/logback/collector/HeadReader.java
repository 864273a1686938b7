package com.moesif.logback.collector;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the head of a request as RFC 9112 has it; what that leaves to a server's good will is refused. */
final class HeadReader {
    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final int MAX_TARGET_CHARS = 8 * 1024;
    private static final int MAX_HEADERS = 200;
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (\\S+) HTTP/1\\.([01])");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern ORIGIN = Pattern.compile("^http://[^/]*(?=/)");

    // Two values of one of these leave it open which of them counts.
    private static final Set<String> ONCE =
            Set.of("host", "content-length", "content-type", "content-encoding", "x-moesif-application-id");

    private final InputStream in;
    private int left = MAX_HEAD_BYTES;

    private HeadReader(InputStream in) {
        this.in = in;
    }

    /**
     * Waits for the next request.
     *
     * @return null when the client has closed the connection instead
     * @throws ProtocolException when what came is no HTTP/1.1
     */
    static RequestHead read(InputStream in) throws IOException {
        return new HeadReader(in).read();
    }

    private RequestHead read() throws IOException {
        String first = line();
        if (first == null) {
            return null;
        }
        Matcher line = REQUEST_LINE.matcher(first);
        if (!line.matches()) {
            throw new ProtocolException("not an HTTP/1.1 request line");
        }
        if (line.group(2).length() > MAX_TARGET_CHARS) {
            throw new ProtocolException("the path has over " + MAX_TARGET_CHARS + " characters");
        }
        boolean http11 = line.group(3).equals("1");
        Map<String, String> headers = headers();
        if (http11 && !headers.containsKey("host")) {
            throw new ProtocolException("the Host header is missing");
        }
        String target = ORIGIN.matcher(line.group(2)).replaceFirst("");
        return new RequestHead(line.group(1), target, http11, headers);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int lines = 0; lines <= MAX_HEADERS; lines++) {
            String line = line();
            if (line == null) {
                throw new ProtocolException("the connection ended within the headers");
            }
            if (line.isEmpty()) {
                return Collections.unmodifiableMap(headers);
            }
            int colon = line.indexOf(':');
            if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
                throw new ProtocolException("not a header line");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (ONCE.contains(name) && headers.containsKey(name)) {
                throw new ProtocolException("the header " + name + " is given twice");
            }
            headers.merge(name, trimmed(line, colon + 1), (before, value) -> before + ", " + value);
        }
        throw new ProtocolException("over " + MAX_HEADERS + " headers");
    }

    /** Without the blanks and tabs around it; by hand, since a pattern tries every way to share them out. */
    private static String trimmed(String line, int from) {
        int begin = from;
        int end = line.length();
        while (begin < end && isBlank(line.charAt(begin))) {
            begin++;
        }
        while (end > begin && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** One line without its CR LF; null when the connection ended before it began. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0 && line.size() == 0) {
                return null;
            }
            if (b < 0 || b == '\n' || --left < 0) {
                throw new ProtocolException(
                        left < 0 ? "the headers have over " + MAX_HEAD_BYTES + " bytes" : "a line without CR LF");
            }
            if (b == '\r') {
                if (in.read() != '\n') {
                    throw new ProtocolException("a CR without LF");
                }
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            line.write(b);
        }
    }
}
