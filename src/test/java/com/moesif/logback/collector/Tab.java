package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One tab of a {@link Chromium}: what is on it, and the keys and clicks of whoever sits before it. */
final class Tab implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Events of the protocol that tell of something amiss in the page. */
    private static final List<String> COMPLAINTS =
            List.of("Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening");

    private final Chromium browser;
    private final String session;
    private final String context;

    Tab(Chromium browser, String session, String context) {
        this.browser = browser;
        this.session = session;
        this.context = context;
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
        call("Network.enable", Map.of());
        resize(1280, 900, false);
    }

    Tab go(URI address) {
        call("Page.navigate", Map.of("url", address.toString()));
        awaitTrue("document.readyState === 'complete'");
        return this;
    }

    void resize(int width, int height, boolean phone) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
    }

    void prefer(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The value of an expression of JavaScript, awaited where it is a promise. */
    Object get(String expression) {
        Map<String, Object> answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true, "userGesture", true));
        assertThat(answer).as(expression).doesNotContainKey("exceptionDetails");
        return Chromium.object(answer.get("result")).get("value");
    }

    /** The text of the first element that the selector finds. */
    String text(String selector) {
        return (String) get("document.querySelector(" + Json.quote(selector) + ")?.innerText ?? ''");
    }

    /** The texts of all of them. */
    List<?> texts(String selector) {
        return (List<?>)
                get("[...document.querySelectorAll(" + Json.quote(selector) + ")].map(found => found.innerText)");
    }

    int count(String selector) {
        return (int) get("document.querySelectorAll(" + Json.quote(selector) + ").length");
    }

    Tab awaitTrue(String expression) {
        await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(get(expression)));
        return this;
    }

    Tab awaitText(String selector, String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(text(selector)).as(selector).contains(text));
        return this;
    }

    Tab awaitCount(String selector, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count(selector)).as(selector).isEqualTo(count));
        return this;
    }

    /** With the mouse, in the middle of what the selector finds; so it must be in sight and covered by nothing. */
    Tab click(String selector) {
        Map<String, Object> at = Chromium.object(get("(() => { const found = document.querySelector("
                + Json.quote(selector)
                + "); found.scrollIntoView({block: 'center'}); const box = found.getBoundingClientRect();"
                + " return {x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2)}; })()"));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", at.get("x"), "y", at.get("y"), "button", "left", "clickCount", 1));
        }
        return this;
    }

    /** A key of the keyboard, by its name: {@code Tab}, {@code Enter}, {@code ArrowRight}, or a space. */
    Tab press(String key) {
        int code = switch (key) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case " " -> 32;
            case "ArrowRight" -> 39;
            default -> throw new IllegalArgumentException(key);
        };
        Map<String, Object> event = Map.of(
                "type", "keyDown", "key", key, "code", key.equals(" ") ? "Space" : key, "windowsVirtualKeyCode", code);
        String text = key.equals("Enter") ? "\r" : key.equals(" ") ? " " : "";
        Map<String, Object> down = new HashMap<>(event);
        if (!text.isEmpty()) {
            down.put("text", text);
        }
        call("Input.dispatchKeyEvent", down);
        Map<String, Object> up = new HashMap<>(event);
        up.put("type", "keyUp");
        call("Input.dispatchKeyEvent", up);
        return this;
    }

    /** Tab after Tab, until what has the focus matches the selector. */
    Tab pressTabUntil(String selector) {
        for (int i = 0; i < 60; i++) {
            if (Boolean.TRUE.equals(get("document.activeElement.matches(" + Json.quote(selector) + ")"))) {
                return this;
            }
            press("Tab");
        }
        throw new AssertionError("no Tab reaches " + selector);
    }

    Tab type(String text) {
        call("Input.insertText", Map.of("text", text));
        return this;
    }

    /** Waits until the page has drawn two frames more. */
    void awaitFrames() {
        get("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
    }

    /** Exceptions, dialogs and whatever the browser complains of: violations of the page's policy, requests that fail. */
    List<String> complaints() {
        return COMPLAINTS.stream()
                .flatMap(method -> browser.events(session, method).stream().map(event -> method + " " + event))
                .toList();
    }

    /** The addresses that the page has asked for anything. */
    List<String> requests() {
        return browser.events(session, "Network.requestWillBeSent").stream()
                .map(event -> (String) Chromium.object(event.get("request")).get("url"))
                .toList();
    }

    void screenshot(Path file, boolean whole) throws IOException {
        awaitFrames();
        String png = (String) call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole))
                .get("data");
        Files.write(file, Base64.getDecoder().decode(png));
    }

    Map<String, Object> call(String method, Map<String, ?> parameters) {
        return browser.call(method, session, parameters);
    }

    @Override
    public void close() {
        browser.call("Target.disposeBrowserContext", "", Map.of("browserContextId", context));
    }
}
