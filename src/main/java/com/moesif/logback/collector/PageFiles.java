package com.moesif.logback.collector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** What the page is made of; each file is a resource of this package, served as it is. */
final class PageFiles {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String ICON = "image/svg+xml";

    private static final Map<String, PageFile> FILES = Map.of(
            "/", new PageFile("page.html", "text/html; charset=utf-8"),
            "/page.css", new PageFile("page.css", "text/css; charset=utf-8"),
            "/page.js", new PageFile("page.js", SCRIPT),
            "/rows.js", new PageFile("rows.js", SCRIPT),
            "/json.js", new PageFile("json.js", SCRIPT),
            "/chart.js", new PageFile("chart.js", SCRIPT),
            "/faults.js", new PageFile("faults.js", SCRIPT),
            "/icon.svg", new PageFile("icon.svg", ICON),
            "/favicon.ico", new PageFile("icon.svg", ICON));

    private record PageFile(String resource, String type) {}

    private PageFiles() {}

    static Answer at(String path) {
        PageFile file = FILES.get(path);
        if (file == null) {
            return PageAnswer.text(404, "nothing is here; the page is at /");
        }
        try (InputStream in = PageFiles.class.getResourceAsStream("page/" + file.resource())) {
            return PageAnswer.of(200, file.type(), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
