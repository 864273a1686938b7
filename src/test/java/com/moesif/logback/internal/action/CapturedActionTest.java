package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an action keeps in memory while it waits: the bound on that memory is held by what each says of itself. */
class CapturedActionTest {
    private static final int LONG = 100_000;
    private static final String TEXT = "x".repeat(LONG);

    private final Snapshots snapshots = new Snapshots();

    private static CapturedAction action() {
        return new CapturedAction(0, "m", Map.of(), 1);
    }

    private CapturedAction with(Object value) {
        CapturedAction action = action();
        action.add("k", value);
        return action;
    }

    @Test
    void eachTextThatItKeeps_isWeighed() {
        assertThat(new CapturedAction(0, TEXT, Map.of(), 0).weight()).isEqualTo(LONG);
        assertThat(new CapturedAction(0, null, Map.of(), 0).weight()).isZero();
        assertThat(new CapturedAction(0, null, Map.of(TEXT, TEXT), 0).weight())
                .isBetween(2 * LONG + 20, 2 * LONG + 100);
        assertThat(with(TEXT).weight()).isBetween(LONG, LONG + 100);
        CapturedAction named = action();
        named.add(TEXT, 1);
        assertThat(named.weight()).isBetween(LONG, LONG + 100);
        CapturedAction computed = action();
        computed.computed(new Object[] {TEXT, null, TEXT});
        computed.actionTemplate(ActionTemplate.NONE, new Object[] {TEXT});
        computed.line(TEXT);
        assertThat(computed.weight()).isBetween(4 * LONG, 4 * LONG + 100);
    }

    @Test
    void eachStructureThatItKeeps_isWeighed() {
        assertThat(with(snapshots.of(List.of(TEXT))).weight()).isBetween(LONG, LONG + 100);
        assertThat(with(snapshots.ofRawJson('"' + TEXT + '"')).weight()).isBetween(LONG, LONG + 100);
        assertThat(with(new Doubtful(TEXT, "is doubtful", false)).weight()).isBetween(LONG, LONG + 100);
        assertThat(with(new Doubtful(snapshots.of(List.of(TEXT)), "is doubtful", false))
                        .weight())
                .isBetween(LONG, LONG + 100);
    }

    @Test
    void moreFieldsThanWereExpected_areKept() {
        CapturedAction action = new CapturedAction(0, "m", Map.of(), 0);
        for (int i = 0; i < 9; i++) {
            action.add("k" + i, i);
        }
        assertThat(action.length).isEqualTo(18);
        assertThat(action.namesAndValues).startsWith("k0", 0, "k1", 1).contains("k8", 8);
    }

    @Test
    void itsRule_isTheOneThatTookIt() {
        CapturedAction action = action();
        assertThat(action.rule()).isNull();
        action.actionTemplate(
                new ActionTemplate("rule 'R'", null, List.of(), FieldTypes.NONE, List.of()), new Object[0]);
        assertThat(action.rule()).isEqualTo("rule 'R'");
    }

    /** A number, and a field without a value or a name, takes its place only. */
    @Test
    void aSmallField_weighsALittle() {
        assertThat(with(17).weight()).isBetween(20, 40);
        assertThat(with(null).weight()).isBetween(20, 40);
        CapturedAction action = action();
        action.add(null, null);
        assertThat(action.weight()).isBetween(20, 40);
        for (int i = 0; i < 1_000; i++) {
            action.add("k", i);
        }
        assertThat(action.weight()).isBetween(20_000, 40_000);
    }

    /** A weight below zero stands for more than an int can say, and the ring takes it for that. */
    @Test
    void moreThanAnIntCanSay_staysVeryMuch() {
        CapturedAction action = action();
        String large = "x".repeat(1 << 23);
        for (int i = 0; i < 256; i++) {
            action.add("k", large);
        }
        assertThat(action.weight()).isNegative();
        for (int i = 0; i < 256; i++) {
            action.add("k", large);
        }
        assertThat(action.weight()).isNegative();
    }
}
