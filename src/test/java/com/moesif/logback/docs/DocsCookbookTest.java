package com.moesif.logback.docs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recipe of the cookbook gives what it says. */
class DocsCookbookTest {
    private static final Markdown COOKBOOK = Markdown.page("mapping-cookbook");
    private static final Pattern FILTER = Pattern.compile("<filter-class>(.*)</filter-class>");
    private static final Pattern HEADER = Pattern.compile("^(\\S+): (.*)$", Pattern.MULTILINE);

    @TempDir
    Path scratch;

    static Stream<DocExample> recipes() {
        return DocExample.of(COOKBOOK);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    void recipe_givesTheActionThatIsShown(DocExample actionTemplate) throws Exception {
        actionTemplate.run(
                DocExample.frame(COOKBOOK),
                scratch,
                COOKBOOK.blocks(actionTemplate.section(), "http").isEmpty()
                        ? DocExample.Code::run
                        : code -> withinARequest(actionTemplate.section(), code));
    }

    @Test
    void everyNumberedHeading_isARecipe() {
        assertThat(recipes().map(DocExample::section))
                .hasSizeGreaterThanOrEqualTo(10)
                .containsExactlyElementsOf(COOKBOOK.headings().stream()
                        .filter(heading -> heading.matches("\\d+\\. .*"))
                        .toList());
    }

    /** Through the filter that web.xml names, with the request that is shown. */
    private static void withinARequest(String section, DocExample.Code code) throws Exception {
        Matcher name = FILTER.matcher(COOKBOOK.blocks(section, "xml").stream()
                .map(Markdown.Block::text)
                .filter(xml -> xml.startsWith("<web-app"))
                .findFirst()
                .orElseThrow());
        assertThat(name.find()).isTrue();
        Filter filter =
                (Filter) Class.forName(name.group(1)).getDeclaredConstructor().newInstance();
        FilterChain chain = (request, response) -> {
            try {
                code.run();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        };
        filter.doFilter(request(COOKBOOK.block(section, "http")), (ServletResponse) null, chain);
    }

    private static HttpServletRequest request(String http) {
        Map<String, String> headers = new java.util.HashMap<>();
        HEADER.matcher(http).results().forEach(header -> headers.put(header.group(1), header.group(2)));
        String path = http.split(" ")[1];
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getMethod" -> http.split(" ")[0];
                    case "getRequestURI" -> path;
                    case "getRequestURL" -> new StringBuffer("https://" + headers.get("Host") + path);
                    case "getHeader" -> headers.get((String) arguments[0]);
                    case "getRemoteHost" -> "10.0.0.7";
                    case "getQueryString" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
