package com.moesif.logback.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What axe-core finds in the page, in each view and with everything open: contrast, names, roles, order of headings. */
@Timeout(300)
class AccessibilityTest extends PageScene {
    private static final int PHONE = 390;

    /** With a row of each kind, each tab, and open rows and faults. 200 % zoom halves what a window is wide in CSS pixels. */
    @ParameterizedTest(name = "{0} on {1} pixels")
    @CsvSource({"light, 1280", "dark, 390", "dark, 640"})
    void noTab_hasWhatKeepsPeopleOut(String scheme, int width) throws Exception {
        tab.prefer(scheme);
        tab.resize(width, 844, width == PHONE);
        try (LoggingService service = new LoggingService(collector.baseUri().toString(), "")) {
            for (int amount = 1; amount <= 6; amount++) {
                service.pay(amount);
            }
            // All that the service sends: the fault below is for another's request.
            tab.awaitCount("li.action .made", 6);
            arriveInEachWay();
            tab.awaitCount("li.resend", 1).awaitCount("li.refused", 1).awaitCount("li.fault", 1);
            tab.click("li.action details summary").awaitCount("li.action details[open] .body", 1);
            violates("rows");
            fitsInto(width);

            tab.get("document.querySelector('#faults').open = true");
            tab.click("[data-kind=status] .switch").awaitText("#faults-state", "503");
            tab.click("#pause").awaitText("#connection-text", "Paused");
            violates("faults");
            fitsInto(width);
            collector.behave();

            tab.click("#tab-ledger").awaitTrue("document.querySelectorAll('#books tbody tr').length > 10");
            violates("ledger");
            fitsInto(width);
        }
        tab.awaitText("#verdict", "No appender shows itself there.");
        violates("ledger without an appender");
        tab.get("location.hash = '#rows'");
        tab.click("#pause")
                .click("[name=show][value=requests] + span")
                .awaitTrue("document.querySelectorAll('li.request').length > 0");
        violates("requests");
        collector.clear();
        tab.awaitTrue("!document.querySelector('#no-match').hidden");
        violates("nothing");
    }

    /** Else an axe that looks at nothing would find nothing. */
    @Test
    void axe_findsWhatIsWrong() throws Exception {
        tab.prefer("light");
        tab.get("document.querySelector('h1').style.color = '#c8c8c8'");
        tab.get("document.querySelector('#tab-ledger').textContent = ''");

        assertThat(found())
                .anyMatch(each -> each.startsWith("color-contrast"))
                .anyMatch(each -> each.startsWith("aria-command-name") || each.startsWith("button-name"));
    }

    private void arriveInEachWay() throws Exception {
        String again = action("Placed Order", "\"amount\":1");
        client.postAction(again);
        client.postAction(again);
        client.postBatch("{\"action_name\":\"x\",\"request\":{},\"compny_id\":\"1\"}");
        client.postAction("{\"action_name\":\"Nobody's\",\"request\":{}}");
        collector.play(Fault.reset());
        assertThatThrownBy(() -> client.postAction(again)).isInstanceOf(IOException.class);
    }

    private void fitsInto(int width) {
        assertThat((int) tab.get("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    }

    private void violates(String where) throws IOException {
        assertThat(found()).as(where).isEmpty();
    }

    private List<String> found() throws IOException {
        if (!Boolean.TRUE.equals(tab.get("typeof axe === 'object'"))) {
            tab.get(axe() + "; true");
        }
        List<?> violations = (List<?>) tab.get("axe.run(document, {resultTypes: ['violations']}).then(found =>"
                + " found.violations.map(each => ({id: each.id, nodes: each.nodes.map(node => node.html + ' '"
                + " + node.failureSummary)})))");
        return violations.stream()
                .map(Chromium::object)
                .map((Map<String, Object> each) -> each.get("id") + " " + each.get("nodes"))
                .toList();
    }

    private static String axe() throws IOException {
        try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
