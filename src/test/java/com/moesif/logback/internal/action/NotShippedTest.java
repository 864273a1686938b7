package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An action that is not shipped: what is said of it, and what is kept for whoever mends it. */
class NotShippedTest {
    private static final Conversion NUMBER = Conversion.of(FieldType.NUMBER, null, null, null, null, BigDecimal.ONE);

    private final List<String> said = new ArrayList<>();
    private final LineBuffer lines = new LineBuffer();
    private boolean fails;
    private final EncodingReport report = new EncodingReport() {
        @Override
        public void fieldLost(String rule, String field, String why) {
            said.add("lost " + field);
        }

        @Override
        public void fieldDoubtful(String rule, String field, String why) {
            said.add("doubtful " + field);
        }

        @Override
        public void withoutCompany(String rule, String actionName) {
            if (fails) {
                throw new IllegalStateException("a fault");
            }
            said.add("no company");
        }

        @Override
        public void manyNames(int limit, String example) {
            said.add("many names");
        }

        @Override
        public void tooLarge(String actionName, String transactionId) {
            said.add("too large");
        }
    };
    private final ActionEncoder encoder = new ActionEncoder(Naming.PLAIN, List.of(), List.of(), report, lines);

    private static CapturedAction action(Object amount, List<RequiredField> required) {
        CapturedAction action = new CapturedAction(0, "paid", Map.of(), 4);
        action.add("action_name", "Paid");
        action.add("amount", amount);
        action.actionTemplate(
                new ActionTemplate(
                        "rule 'Payments'",
                        null,
                        List.of(),
                        new FieldTypes(Map.of("amount", NUMBER), Naming.PLAIN),
                        required),
                new Object[0]);
        return action;
    }

    private String aside() {
        lines.truncate(0);
        encoder.encodeAside();
        return new String(Arrays.copyOf(lines.bytes(), lines.length()), StandardCharsets.UTF_8);
    }

    /** A tree of some JSON library is captured as its text. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"9,99\"    | \"amount\":\"9,99\"",
                "{\"eur\":9} | \"amount\":{\"eur\":9}",
                "nine euros  | \"amount\":\"nine euros\"",
                "true        | \"amount\":true",
            })
    void jsonThatIsNoNumber_isKeptAsItWasGiven(String json, String kept) {
        List<RequiredField> required = List.of(new RequiredField("metadata.amount", FieldType.NUMBER));

        assertThat(encoder.encode(action(new RawText(json), required))).isFalse();

        assertThat(encoder.lacking()).isEqualTo(required);
        assertThat(said).containsExactly("lost amount");
        assertThat(aside()).contains(kept);
    }

    /** What stands for a value that was lost, in words, is not the value: who mends the action must not take it for one. */
    @Test
    void ofWhatLacks_onlyWhatWasGivenIsKept() {
        Object lost = Snapshots.lost("is gone");
        CapturedAction action = new CapturedAction(0, "paid", Map.of(), 4);
        action.add("net", "much");
        action.add("note", lost);
        action.add("other", lost);
        action.add("request.time", lost);
        action.actionTemplate(
                new ActionTemplate(
                        null,
                        null,
                        List.of(),
                        FieldTypes.NONE,
                        List.of(
                                new RequiredField("gross", FieldType.NUMBER),
                                new RequiredField("net", FieldType.NUMBER),
                                new RequiredField("note", FieldType.STRING))),
                new Object[0]);

        assertThat(encoder.encode(action)).isFalse();

        assertThat(encoder.lacking()).hasSize(3);
        assertThat(said).containsExactly("lost note", "lost other", "lost request.time");
        assertThat(aside())
                .endsWith("\"metadata\":{\"net\":\"much\",\"note\":null,"
                        + "\"other\":\"[This value was lost: it is gone.]\"}}\n");
    }

    /** A caller that writes for all leaves it to the sender. */
    @Test
    void ofAnActionThatIsTooLarge_allIsSaidOnce() {
        CapturedAction action = action("much", List.of());
        // Escaped, it is six times as long: nobody sees that before it is written.
        action.add("text", "\u0001".repeat(200_000));

        assertThat(encoder.encode(action)).isFalse();
        assertThat(encoder.encode(action)).isFalse();

        assertThat(said).containsExactly("lost amount", "no company", "too large");
        assertThat(lines.length()).isZero();
    }

    @Test
    void ofAnActionThatFailsInBetween_allIsSaidOnce() {
        CapturedAction action = action("much", List.of());
        fails = true;
        assertThatThrownBy(() -> encoder.encode(action)).hasMessage("a fault");
        assertThatThrownBy(() -> encoder.encode(action)).hasMessage("a fault");
        fails = false;

        assertThat(encoder.encode(action)).isTrue();

        assertThat(said).containsExactly("lost amount", "no company");
    }

    /** Half an action would make its whole batch unreadable. */
    @Test
    void ofAnActionThatFailsWhileItIsWritten_nothingIsLeft() {
        ActionEncoder masking = new ActionEncoder(
                Naming.PLAIN, List.of(new Mask(Pattern.compile("4111"), "*")), List.of(), report, lines);
        lines.write('!');
        CapturedAction broken = action(1, List.of());
        broken.add("cart", new Json("{\"a\":".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> masking.encode(broken)).isInstanceOf(RuntimeException.class);

        assertThat(lines.length()).isOne();
        assertThat(masking.encode(action(2, List.of()))).isTrue();
        String line = new String(Arrays.copyOf(lines.bytes(), lines.length()), StandardCharsets.UTF_8);
        assertThat(line).startsWith("!,{\"action_name\":\"Paid\"").endsWith("\"metadata\":{\"amount\":2}}\n");
    }

    @Test
    void ofEachActionThatComes_allIsSaid() {
        List<RequiredField> required = List.of(new RequiredField("metadata.amount", FieldType.NUMBER));
        for (int i = 0; i < 3; i++) {
            CapturedAction action = action("much", required);
            encoder.encode(action);
            encoder.encode(action);
        }

        assertThat(said).containsExactly("lost amount", "lost amount", "lost amount");
    }
}
