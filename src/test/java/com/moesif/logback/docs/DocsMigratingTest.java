package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.api.controllers.APIController;
import com.moesif.logback.collector.Fault;
import com.moesif.logback.collector.LocalCollector;
import com.moesif.logback.collector.MoesifClient;
import com.moesif.logback.collector.ReceivedAction;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What stands under "after" does what it says; so does the Java that stands under "before". */
class DocsMigratingTest {
    private static final Markdown GUIDE = Markdown.page("migrating");

    @TempDir
    Path scratch;

    static Stream<DocExample> examples() {
        return DocExample.of(GUIDE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void after_givesTheActionThatIsShown(DocExample example) throws Exception {
        example.run(DocExample.frame(Markdown.page("mapping-cookbook")), scratch, DocExample.Code::run);
    }

    @Test
    void eachBefore_hasAnAfter() {
        List<String> befores = GUIDE.headings().stream()
                .filter(heading -> heading.endsWith(": before"))
                .toList();

        assertThat(befores).hasSize(3);
        assertThat(examples().map(DocExample::section))
                .containsExactlyElementsOf(befores.stream()
                        .map(heading -> heading.replace("before", "after"))
                        .toList());
    }

    @Test
    @SuppressWarnings("unchecked")
    void callOfTheSdk_makesTheSameAction() throws Exception {
        Map<String, Object> shown = new JsonMapper().readValue(GUIDE.block("Java SDK: after", "json"), Map.class);
        try (LocalCollector collector = LocalCollector.start(0)) {
            before(MoesifClient.of(collector));

            ReceivedAction action = collector.actions().get(0);
            assertThat(action.actionName()).isEqualTo(shown.get("action_name"));
            assertThat(action.companyId()).isEqualTo(shown.get("company_id"));
            assertThat(action.metadata()).isEqualTo(shown.get("metadata"));
            assertThat(action.request().get("uri")).isEqualTo(((Map<String, Object>) shown.get("request")).get("uri"));
        }
    }

    @Test
    void callOfTheSdk_isOneAttempt() throws Exception {
        try (LocalCollector collector = LocalCollector.start(0)) {
            APIController moesif = MoesifClient.of(collector);
            collector.play(Fault.status(503));

            assertThatThrownBy(() -> before(moesif)).isInstanceOf(AssertionError.class);
            assertThat(collector.requests()).isEqualTo(1);
            assertThat(collector.actions()).isEmpty();
        }
    }

    private void before(APIController moesif) throws Exception {
        JavaSnippet.run(
                scratch,
                GUIDE.block("Java SDK: before", "java"),
                "Logger log, com.moesif.api.controllers.APIController moesif",
                LoggerFactory.getLogger("com.acme.payments.PaymentService"),
                moesif);
    }

    @Test
    void everyMethodOfTheSdk_isThere() {
        String table = GUIDE.text.substring(GUIDE.text.indexOf("\n| the SDK |"), GUIDE.text.indexOf("\nWhere a call"));
        List<String> methods = Stream.of(
                        APIController.class,
                        com.moesif.api.models.ActionModel.Builder.class,
                        com.moesif.api.MoesifAPIClient.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(java.lang.reflect.Method::getName)
                .toList();

        assertThat(Pattern.compile("`((?:set|create|update)[A-Za-z]+)`")
                        .matcher(table)
                        .results()
                        .map((MatchResult match) -> match.group(1)))
                .hasSizeGreaterThan(8)
                .allMatch(methods::contains);
    }
}
