package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;

/** The order in which a walk visits markers, where it stops, and what ends it early. */
class MarkerWalkTest {
    private final MarkerWalk walk = MarkerWalk.reading();
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

    private static Marker referring(String name, Supplier<Marker> to) {
        return referringToAll(name, () -> List.of(to.get()).iterator());
    }

    /** So many, each of which refers to all of them. */
    private static List<Marker> complete(int count) {
        List<Marker> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(referringToAll("" + i, all::iterator));
        }
        return all;
    }

    /** SLF4J's own markers keep circles out, another's may not. */
    private static Marker referringToAll(String name, Supplier<Iterator<Marker>> to) {
        return (Marker) Proxy.newProxyInstance(
                Marker.class.getClassLoader(),
                new Class<?>[] {Marker.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getName" -> name;
                    case "hasReferences" -> true;
                    case "contains" -> false;
                    case "iterator" -> to.get();
                    default -> throw new AssertionError(method);
                });
    }

    private boolean findsNothing(Marker marker) {
        return !walk.finds(marker, each -> {
            visited.add(each.getName());
            return false;
        });
    }

    private boolean keep(Marker marker) {
        visited.add(marker.getName());
        return false;
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
    void whatIsKnown_countsOnce_howeverManyReferToIt() {
        for (MarkerWalk each : List.of(MarkerWalk.reading(), MarkerWalk.asking())) {
            visited.clear();
            each.finds(complete(110).get(0), marker -> keep(marker));
            assertThat(each.isCut()).isFalse();
            assertThat(visited).contains("0", "109").hasSizeLessThan(250);
        }
        Marker[] leaves = IntStream.range(0, 100).mapToObj(i -> marker("l" + i)).toArray(Marker[]::new);
        Marker[] hubs =
                IntStream.range(0, 100).mapToObj(i -> marker("h" + i, leaves)).toArray(Marker[]::new);
        MarkerWalk asking = MarkerWalk.asking();
        assertThat(asking.finds(marker("all", hubs), marker -> marker.getName().equals("h99")))
                .isTrue();
        assertThat(asking.isCut()).isFalse();
    }

    /** Each reference takes time, also one that leads nowhere. */
    @Test
    void whatIsKnown_endsTheWalkInTheEnd() {
        MarkerWalk asking = MarkerWalk.asking();
        assertThat(asking.finds(complete(900).get(0), marker -> keep(marker))).isFalse();
        assertThat(asking.isCut()).isTrue();

        Marker endless = referringToAll(
                "endless", () -> Stream.generate(() -> (Marker) null).iterator());
        assertThat(findsNothing(endless)).isTrue();
        assertThat(walk.isCut()).isTrue();
    }

    @Test
    void aQuestion_isAskedOfFewer() {
        Marker[] many = IntStream.range(0, 1_100).mapToObj(i -> marker("m" + i)).toArray(Marker[]::new);
        MarkerWalk asking = MarkerWalk.asking();
        assertThat(asking.finds(marker("hub", many), marker -> marker.getName().equals("m1099")))
                .isFalse();
        assertThat(asking.isCut()).isTrue();
        assertThat(MarkerWalk.asking()
                        .finds(marker("hub", many), marker -> marker.getName().equals("m998")))
                .isTrue();
    }

    @Test
    void whatFails_costsNoOther_andIsThrownInTheEnd() {
        Marker failing = referringToAll("failing", () -> {
            throw new IllegalStateException("its references");
        });
        Marker all = marker("all", failing, marker("b", marker("c")), marker("d"));
        MarkerWalk.Visit visit = each -> {
            visited.add(each.getName());
            if (each.getName().equals("b")) {
                throw new IllegalArgumentException("its visit");
            }
            return each.getName().equals("e");
        };
        assertThatThrownBy(() -> walk.finds(all, visit)).hasMessage("its references");
        assertThat(visited).containsExactly("all", "failing", "b", "c", "d");
        assertThat(walk.failing()).isSameAs(failing);
        assertThat(MarkerWalk.asking().finds(marker("around", all, marker("e")), visit))
                .isTrue();
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
