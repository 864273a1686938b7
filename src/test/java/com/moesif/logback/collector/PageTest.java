package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The collector's page in a real browser. */
class PageTest extends PageScene {
    private static final String EVIL = "<img src=x onerror=alert(1)>";

    @Test
    void actions_appearNewestFirstAndFoldOut() throws Exception {
        client.postBatch(action("Placed Order", "\"amount\":24.60"), action("Signed In", "\"plan\":\"free\""));
        client.postAction(action("Refunded", "\"amount\":1"));

        tab.awaitCount("li.action", 3);
        assertThat(tab.text("li.action")).contains("Refunded").contains("12345");
        assertThat(tab.text("#count-actions")).isEqualTo("3");
        tab.click("li.action details summary");
        tab.awaitText("li.action details[open] .body", "\"action_name\": \"Refunded\"");
    }

    @Test
    void filters_showWhatMatchesAlone() throws Exception {
        client.postBatch(action("Placed Order", "\"gift\":true"), action("Signed In", "\"plan\":\"free\""));
        tab.awaitCount("li.action", 2);

        tab.click("#name").type("Placed");
        tab.awaitCount("li.action", 1);
        assertThat(tab.text("li.action")).contains("Placed Order");
        tab.get("document.querySelector('#name').value = ''");
        tab.click("#text").type("free");
        tab.awaitText("li.action", "Signed In").awaitCount("li.action", 1);
    }

    @Test
    void pause_holdsTheRowsWhileOthersArrive() throws Exception {
        client.postAction(action("Before", ""));
        tab.awaitCount("li.action", 1);

        tab.click("#pause").awaitTrue("document.querySelector('#pause').getAttribute('aria-pressed') === 'true'");
        client.postAction(action("Meanwhile", ""));
        tab.awaitText("#count-actions", "2");
        tab.awaitFrames();
        assertThat(tab.count("li.action")).isEqualTo(1);

        tab.click("#pause").awaitCount("li.action", 2);
    }

    @Test
    void refusal_isShownWithItsReason() throws Exception {
        client.postBatch(action("Fine", ""), "{\"action_name\":\"x\",\"request\":{},\"compny_id\":\"1\"}");

        tab.awaitText("li.refused", "400").awaitText("li.refused", "compny_id");
        assertThat(tab.text("#count-refused")).isEqualTo("1");
    }

    @Test
    void whatArrives_isTextWhateverItSays() throws Exception {
        client.postAction(action(EVIL, "\"note\":\"</script><script>alert(2)</script>\",\"" + EVIL + "\":1"));

        tab.awaitText("li.action", EVIL);
        tab.click("li.action details summary").awaitText("li.action details[open] .body", "alert(2)");
        tab.awaitFrames();
        assertThat(tab.count("#rows img, #rows script")).isZero();
    }

    @Test
    void switches_playFaultsOnceAndForGood() throws Exception {
        tab.get("document.querySelector('#faults').open = true");
        tab.click("[data-kind=status] .once").awaitText("#faults-state", "1 queued");
        assertThat(client.postAction(action("Once", "")).statusCode()).isEqualTo(503);
        assertThat(client.postAction(action("Once", "")).statusCode()).isEqualTo(201);

        tab.click("[data-kind=status] .switch")
                .awaitTrue("document.querySelector('[data-kind=status] .switch').ariaChecked === 'true'");
        tab.awaitText("#faults-state", "503");
        assertThat(client.postAction(action("Always", "")).statusCode()).isEqualTo(503);
        assertThat(client.postAction(action("Always", "")).statusCode()).isEqualTo(503);
        tab.click("#behave").awaitText("#faults-state", "behaving");
        assertThat(client.postAction(action("Mended", "")).statusCode()).isEqualTo(201);
    }

    /** What the collector does is the same as when a test plays it: FaultTest has that. */
    @Test
    void switches_waitResetAndLoseTheAnswer() throws Exception {
        tab.get("document.querySelector('#faults').open = true");
        tab.click("[data-kind=reset] .once").awaitText("#faults-state", "1 queued");
        assertThatThrownBy(() -> client.postAction(action("Reset", ""))).isInstanceOf(IOException.class);
        assertThat(collector.actions()).isEmpty();

        tab.click("[data-kind=lose_answer] .once").awaitText("#faults-state", "1 queued");
        assertThatThrownBy(() -> client.postAction(action("Kept", ""))).isInstanceOf(IOException.class);
        assertThat(collector.actions())
                .singleElement()
                .satisfies(kept -> assertThat(kept.actionName()).isEqualTo("Kept"));

        tab.get("document.querySelector('#delay').value = '40000'");
        tab.click("[data-kind=delay] .switch").awaitText("#faults-state", "waiting 40 s");
        assertThatThrownBy(() -> client.send(client.to("/v1/actions")
                        .timeout(Duration.ofMillis(500))
                        .POST(BodyPublishers.ofString(action("Late", "")))))
                .isInstanceOf(HttpTimeoutException.class);
        tab.click("[data-kind=reset] .switch").awaitText("#faults-state", "waiting 40 s, then resetting");
        tab.click("[data-kind=delay] .switch")
                .awaitTrue("document.querySelector('#faults-state').textContent === 'resetting the connection'");
        assertThatThrownBy(() -> client.postAction(action("Reset", ""))).isInstanceOf(IOException.class);
        tab.click("#behave").awaitText("#faults-state", "behaving");
    }

    @Test
    void copy_putsTheJsonIntoTheClipboard() throws Exception {
        // A page without the user's eyes on it may not use the real one: what it is given is looked at.
        tab.get("Object.defineProperty(navigator, 'clipboard', "
                + "{value: {writeText: async (text) => { window.copied = text; }}})");
        client.postAction(action("Copied Action", "\"amount\":24.60"));
        tab.awaitCount("li.action", 1).click("li.action details summary");
        tab.awaitText("li.action details[open] .body", "24.60");

        tab.click("li.action .copy").awaitText("li.action .copy", "Copied");

        assertThat((String) tab.get("window.copied")).contains("\"action_name\":\"Copied Action\"", "24.60");
    }

    @Test
    void keyboard_isEnough() throws Exception {
        client.postAction(action("By hand", "\"amount\":7"));
        tab.awaitCount("li.action", 1);

        tab.pressTabUntil("#pause").press("Enter");
        tab.awaitTrue("document.querySelector('#pause').getAttribute('aria-pressed') === 'true'");
        tab.pressTabUntil("li.action summary").press("Enter");
        tab.awaitText("li.action details[open] .body", "\"amount\": 7");
    }

    @Test
    void phone_needsNoScrollingSideways() throws Exception {
        tab.resize(390, 844, true);
        client.postBatch(
                action("A name that is very much longer than any phone is wide, and goes on", "\"a\":1"),
                action("x".repeat(200), "\"text\":\"" + "y".repeat(500) + "\""));
        tab.awaitCount("li.action", 2);
        tab.click("li.action details summary").awaitCount("li.action details[open] .body", 1);

        assertThat((int) tab.get("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    }

    /** What arrived comes first, and what can be played is at hand below it, folded. */
    @Test
    void phone_showsWhatArrivedFirst() throws Exception {
        tab.resize(390, 844, true);
        tab.go(collector.page()).awaitText("#connection-text", "Live");
        for (int i = 0; i < 15; i++) {
            client.postAction(action("Placed Order", "\"n\":" + i));
        }
        tab.awaitCount("li.action", 15);

        assertThat((boolean) tab.get("document.querySelector('#faults').open")).isFalse();
        tab.awaitTrue("document.querySelector('li.action').getBoundingClientRect().bottom < innerHeight"
                + " && document.querySelector('#faults summary').getBoundingClientRect().bottom <= innerHeight");
        tab.screenshot(Path.of("target", "page-phone.png"), false);
    }

    @Test
    void fieldThatIsTheSameInEveryRow_comesLast() throws Exception {
        for (int i = 0; i < 5; i++) {
            client.postAction(action("Placed Order", "\"service\":\"shop\",\"amount\":" + i + ".50"));
        }

        tab.awaitText("li.action .line", "amount=4.50 service=\"shop\"");
        assertThat(tab.texts("li.action .part.same")).hasSize(5);

        client.postAction(action("Placed Order", "\"service\":\"web\",\"amount\":99.00,\"tags\":[1, {\"a\":2}]"));
        tab.awaitText("li.action .line", "service=\"web\" amount=99.00 tags=[1, {\"a\":2}]")
                .awaitCount(".part.same", 0);
    }

    @Test
    void action_showsTheLogLineThatMadeIt_andTheRule() throws Exception {
        try (LoggingService service =
                new LoggingService(collector.baseUri().toString(), "<mask><pattern>12345</pattern></mask>")) {
            service.pay(24.6);
            // Nobody had asked yet: what stands in the source.
            tab.awaitText("li.action .made .log", "Processed payment {} {} for {}")
                    .awaitText("li.action .made .rule", "payments");

            service.pay(17);
            tab.awaitCount("li.action .made", 2)
                    .awaitText("li.action .made .log", "INFO com.acme - Processed payment 17 EUR for ****");
        }
        tab.screenshot(Path.of("target", "page-log-lines.png"), false);
    }

    @Test
    void resend_saysWhyItCountsOnce() throws Exception {
        String action = action("Placed Order", "\"amount\":1");
        client.postAction(action);
        client.postBatch(action, action("Signed In", ""));

        tab.awaitText("li.resend", "Resent: 1 action").awaitText("li.resend", "counted once");
        tab.awaitText("#count-duplicates", "1").awaitText("#count-actions", "2");
        tab.click("[name=show][value=resends] + span").awaitCount("#rows > li", 1);
        tab.awaitText("li.resend .where", "Placed Order");
        // Not squeezed into a column of single letters by the id beside it.
        tab.resize(1200, 760, false);
        assertThat((Integer) tab.get("document.querySelector('li.resend').offsetHeight"))
                .isLessThan(120);
    }

    @Test
    void requests_showWhatWasInThem() throws Exception {
        client.postBatch(action("Placed Order", ""), action("Signed In", ""), action("Placed Order", ""));
        collector.play(Fault.reset());
        assertThatThrownBy(() -> client.postAction(action("Lost", ""))).isInstanceOf(IOException.class);
        assertThat(tab.count("li.request")).isZero();

        tab.click("[name=show][value=requests] + span").awaitCount("li.request", 2);

        tab.awaitText("li.request", "No answer");
        assertThat(tab.texts("li.request").get(1).toString())
                .contains("Answered 201", "3 actions: Placed Order \u00d7 2, Signed In", "bytes");
    }

    /** Few actions don't look like many. */
    @Test
    void chart_hasAScale() throws Exception {
        // What is said of a second stands there for a second, so a busy machine may miss it: then there is another.
        tab.get("(() => { window.said = []; const unit = document.querySelector('#rate-unit');"
                + " new MutationObserver(() => said.push(document.querySelector('#rate').textContent + ' ' + unit.textContent))"
                + ".observe(unit, {childList: true, characterData: true, subtree: true}); })()");
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    client.postAction(action("Placed Order", ""));
                    return (Boolean) tab.get("said.includes('1 action a second')");
                });
        tab.awaitText("#scale-top", "10");
        assertThat(
                        tab.get(
                                "Math.max(...[...document.querySelectorAll('#chart rect')].map(b => +b.getAttribute('height')))"))
                .isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void page_isToBeLookedAt(String scheme) throws Exception {
        tab.prefer(scheme);
        for (int i = 0; i < 12; i++) {
            client.postAction(
                    action("Processed Payment Transaction", "\"service\":\"shop\",\"amount\":24.60,\"n\":" + i));
        }
        tab.awaitCount("li.action", 12).awaitFrames();
        Path picture = Path.of("target", "page-" + scheme + ".png");

        tab.screenshot(picture, false);

        assertThat(picture).isNotEmptyFile();
    }

    @Test
    void tenThousandASecond_leaveThePageAlive() throws Exception {
        String[] thousand = new String[1_000];
        int sent = 0;
        long end = System.nanoTime() + 3_000_000_000L;
        do {
            for (int i = 0; i < thousand.length; i++) {
                thousand[i] = action("Flood", "\"n\":" + i);
            }
            client.postBatch(thousand);
            sent += thousand.length;
            tab.awaitFrames();
        } while (sent < 30_000 || System.nanoTime() - end < 0);

        tab.awaitTrue("document.querySelector('#count-actions').textContent.replace(/\\D/g, '') === '" + sent + "'");
        assertThat(tab.count("#rows > li")).isBetween(1, 2_000);
        tab.click("#pause").awaitTrue("document.querySelector('#pause').getAttribute('aria-pressed') === 'true'");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /, evil.example, '', 403",
        "GET /, 127.0.0.1, '', 200",
        "GET /events, 127.0.0.1, 'Sec-Fetch-Site: cross-site', 403",
        "GET /events, 127.0.0.1, 'Origin: http://evil.example', 403",
        "POST /faults, 127.0.0.1, 'Origin: http://evil.example', 403",
        "POST /faults, 127.0.0.1, '', 403",
        "POST /faults, evil.example, 'X-Local-Collector: 1', 403",
    })
    void otherSites_neitherSeeNorChangeAnything(String request, String host, String header, int status)
            throws IOException {
        try (Socket socket = new Socket("127.0.0.1", collector.port())) {
            String text = request + " HTTP/1.1\r\nHost: " + host + "\r\n" + (header.isEmpty() ? "" : header + "\r\n")
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

            assertThat(answer.readLine()).contains(" " + status + " ");
        }
    }
}
