package com.moesif.logback.collector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** What the page is made of; each file is a resource of this package, served as it is. */
final class PageFiles {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String ICON = "image/svg+xml";

    private static final Map<String, PageFile> FILES = Map.ofEntries(
            Map.entry("/", new PageFile("page.html", "text/html; charset=utf-8")),
            Map.entry("/page.css", new PageFile("page.css", "text/css; charset=utf-8")),
            script("page.js"),
            script("rows.js"),
            script("json.js"),
            script("chart.js"),
            script("faults.js"),
            script("ledger.js"),
            script("tabs.js"),
            Map.entry("/icon.svg", new PageFile("icon.svg", ICON)),
            Map.entry("/favicon.ico", new PageFile("icon.svg", ICON)));

    private static Map.Entry<String, PageFile> script(String name) {
        return Map.entry("/" + name, new PageFile(name, SCRIPT));
    }

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
