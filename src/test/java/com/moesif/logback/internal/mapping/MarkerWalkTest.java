package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;

/** The order in which a walk visits markers, where it stops, and what ends it early. */
class MarkerWalkTest {
    private final MarkerWalk walk = new MarkerWalk();
    private final List<String> visited = new ArrayList<>();

    @SuppressWarnings("deprecation") // there is no other way to make references
    private static Marker marker(String name, Marker... references) {
        Marker marker = new BasicMarkerFactory().getDetachedMarker(name);
        for (Marker reference : references) {
            marker.add(reference);
        }
        return marker;
    }

    /** One marker that refers to the next, and so on, so many times. */
    private static Marker chain(int references) {
        Marker marker = marker("end");
        for (int i = 0; i < references; i++) {
            marker = marker("link " + i, marker);
        }
        return marker;
    }

    /** SLF4J's own markers keep circles out, another's may not. */
    private static Marker referring(String name, Supplier<Marker> to) {
        return (Marker) Proxy.newProxyInstance(
                Marker.class.getClassLoader(),
                new Class<?>[] {Marker.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getName" -> name;
                    case "hasReferences" -> true;
                    case "iterator" -> List.of(to.get()).iterator();
                    default -> throw new AssertionError(method);
                });
    }

    private boolean findsNothing(Marker marker) {
        return !walk.finds(marker, each -> {
            visited.add(each.getName());
            return false;
        });
    }

    @Test
    void allThatAMarkerRefersTo_isVisited_eachBeforeItsOwnReferences() {
        assertThat(findsNothing(marker("a", marker("b", marker("c")), marker("d", marker("e")))))
                .isTrue();
        assertThat(visited).containsExactly("a", "b", "c", "d", "e");
        assertThat(walk.isCut()).isFalse();
    }

    @Test
    void aVisitThatStops_isTheLast_howeverDeepItIs() {
        Marker marker = marker("a", marker("b", marker("c", marker("d")), marker("e")), marker("f"));
        assertThat(walk.finds(marker, each -> {
                    visited.add(each.getName());
                    return each.getName().equals("c");
                }))
                .isTrue();
        assertThat(visited).containsExactly("a", "b", "c");
        assertThat(walk.isCut()).isFalse();
    }

    /** Too long for its beginning to be remembered alone. */
    @Test
    void aCircle_isLeftWhereItWasBegun_howeverLongItIs() {
        List<Marker> circle = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int next = (i + 1) % 500;
            circle.add(referring("link " + i, () -> circle.get(next)));
        }
        assertThat(findsNothing(circle.get(0))).isTrue();
        assertThat(visited).contains("link 0", "link 499").hasSizeLessThan(1_000);
        assertThat(walk.isCut()).isFalse();
    }

    @Test
    void whatIsTooDeep_isLeftOut_andNothingElse() {
        assertThat(findsNothing(marker("a", chain(1_500), marker("b")))).isTrue();
        assertThat(visited).contains("b").doesNotContain("end");
        assertThat(walk.isCut()).isTrue();
    }

    @Test
    void whatIsNotQuiteTooDeep_isVisited() {
        assertThat(findsNothing(chain(1_000))).isTrue();
        assertThat(visited).contains("end");
        assertThat(walk.isCut()).isFalse();
    }
}
