package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A collector, a client of it, and its page in a real browser. */
abstract class PageScene {
    private static Chromium chromium;

    protected LocalCollector collector;
    protected Client client;
    protected Tab tab;

    @BeforeAll
    static void startBrowser(@TempDir Path scratch) throws IOException {
        chromium = Chromium.start(scratch);
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        collector = collector();
        client = new Client(collector);
        tab = chromium.open(collector.page()).awaitText("#connection-text", "Live");
    }

    protected LocalCollector collector() {
        return LocalCollector.start(0);
    }

    @AfterEach
    void close() {
        // Neither a dialog nor an exception, nor anything that the page's policy had to prevent.
        assertThat(tab.complaints()).isEmpty();
        assertThat(tab.requests())
                .allMatch(address -> address.startsWith(collector.page().toString()));
        tab.close();
        collector.close();
    }

    protected static String action(String name, String metadata) {
        return "{\"action_name\":\"" + name + "\",\"transaction_id\":\"" + UUID.randomUUID()
                + "\",\"company_id\":\"12345\",\"request\":{},\"metadata\":{" + metadata + "}}";
    }
}
