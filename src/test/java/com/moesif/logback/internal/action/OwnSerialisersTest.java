package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Serialisers and filters of the application: none is run, and nothing is shown that one of them may hide. */
class OwnSerialisersTest {
    private final Snapshots snapshots = new Snapshots();

    public static final class Own extends ValueSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            json.writeString("****");
        }
    }

    record Masked(
            @JsonSerialize(using = Own.class) StringBuilder number,

            @JsonSerialize(using = ToStringSerializer.class, contentUsing = Own.class)
            List<String> numbers,

            int shown) {}

    @JsonSerialize(using = Own.class)
    record SelfMade(String number) {}

    /** We can't run the application's serialiser, and it may be there to hide something. */
    @Test
    void whatASerializerOfTheApplicationWrites_isNeverReadInstead() {
        assertThat(snapshots.of(new Masked(new StringBuilder("4111"), List.of("4111"), 1)))
                .isInstanceOfSatisfying(Doubtful.class, it -> {
                    assertThat(it.lost()).isTrue();
                    assertThat(((Json) it.value()).text())
                            .contains("\"shown\":1")
                            .doesNotContain("4111");
                });
        assertThat(snapshots.of(new SelfMade("4111")))
                .isInstanceOfSatisfying(
                        CaptureFailure.class,
                        it -> assertThat(it.why())
                                .startsWith("is of a class with a serialiser (@JsonSerialize) of its own"));
        Doubtful listed = (Doubtful) snapshots.of(List.of(new Filtered("4111")));
        assertThat(((Json) listed.value()).text())
                .startsWith("[\"[This value was lost: it is of a class with a filter (@JsonFilter)")
                .doesNotContain("4111");
    }

    @JsonFilter("mine")
    record Filtered(String number) {}

    record Numbered(String number) {}

    record NumberHolder(@JsonFilter("mine") Numbered card, int shown) {}

    @JsonSerialize(using = Own.class)
    record Cards(List<String> numbers) implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return numbers.iterator();
        }
    }

    record Valued(@JsonIgnore String number) {
        @JsonValue
        @JsonSerialize(using = Own.class)
        String value() {
            return number;
        }
    }

    @Test
    void whatAFilterOrASerialiserMayHide_isNeverShown_whereverItIsAskedFor() {
        Doubtful holder = (Doubtful) snapshots.of(new NumberHolder(new Numbered("4111"), 1));
        assertThat(((Json) holder.value()).text()).contains("\"shown\":1").doesNotContain("4111");
        assertThat(holder.why()).startsWith("has a filter of its own for 'card' (@JsonFilter)");
        assertThat(List.of(snapshots.of(new Cards(List.of("4111"))), snapshots.of(new Valued("4111"))))
                .allSatisfy(lost -> assertThat(lost)
                        .isInstanceOfSatisfying(
                                CaptureFailure.class,
                                it -> assertThat(it.why()).startsWith("is of a class with a serialiser")));
    }

    @JsonSerialize(using = Own.class)
    record CardText(String number) implements CharSequence {
        @Override
        public int length() {
            return number.length();
        }

        @Override
        public char charAt(int index) {
            return number.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return number.subSequence(start, end);
        }

        @Override
        public String toString() {
            return number;
        }
    }

    @JsonSerialize(using = Own.class)
    static final class CardNumber extends Number {
        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 4111;
        }

        @Override
        public long longValue() {
            return 4111;
        }

        @Override
        public float floatValue() {
            return 4111;
        }

        @Override
        public double doubleValue() {
            return 4111;
        }

        @Override
        public String toString() {
            return "4111";
        }
    }

    @JsonFilter("mine")
    record CardReader(String number) implements Iterable<String>, AutoCloseable {
        @Override
        public Iterator<String> iterator() {
            return List.of(number).iterator();
        }

        @Override
        public void close() {}
    }

    record ByNumber(
            @JsonSerialize(keyUsing = Own.class) Map<String, Integer> byCard,
            @JsonFormat(shape = JsonFormat.Shape.STRING) CardNumber card,
            int shown) {}

    public static final class MoreHidden {
        @JsonAnyGetter
        @JsonSerialize(contentUsing = Own.class)
        public Map<String, String> more() {
            return Map.of("card", "4111");
        }

        public int getShown() {
            return 1;
        }
    }

    /** A text, a number or an iterator of the application's own may be made to hide what it holds, like a bean. */
    @Test
    void whatASerialiserMayHide_isNotShown_whateverKindOfValueItIs() {
        assertThat(List.of(new CardText("4111"), new CardNumber(), new CardReader("4111")))
                .allSatisfy(hiding -> {
                    assertThat(snapshots.of(hiding)).isInstanceOf(CaptureFailure.class);
                    assertThat(snapshots.of(List.of(hiding))).isInstanceOfSatisfying(Doubtful.class, it -> {
                        assertThat(it.lost()).isTrue();
                        assertThat(((Json) it.value()).text()).doesNotContain("4111");
                    });
                    // The log line shows it, too.
                    assertThat(snapshots.ofArgument(hiding)).isEqualTo(hiding.toString());
                });
        assertThat(List.of(new ByNumber(Map.of("4111", 1), new CardNumber(), 1), new MoreHidden()))
                .allSatisfy(holder -> assertThat(snapshots.of(holder)).isInstanceOfSatisfying(Doubtful.class, it -> {
                    assertThat(it.lost()).isTrue();
                    assertThat(((Json) it.value()).text())
                            .contains("\"shown\":1")
                            .doesNotContain("4111");
                }));
    }

    @JsonSerialize(using = Own.class)
    enum Plan {
        FREE,
        GOLD
    }

    /** The name of a constant hides nothing, but it may not be what its user wants to see. */
    @Test
    void aConstant_isItsNameAllTheSame_andASerialiserForItIsTold() {
        assertThat(snapshots.of(Plan.GOLD)).isInstanceOfSatisfying(Doubtful.class, it -> {
            assertThat(it.value()).isEqualTo("GOLD");
            assertThat(it.lost()).isFalse();
            assertThat(it.why()).startsWith("is the name of its constant: Plan has a serialiser");
        });
        assertThat(snapshots.ofArgument(Plan.FREE))
                .isInstanceOfSatisfying(
                        Doubtful.class, it -> assertThat(it.value()).isEqualTo("FREE"));
    }

    @JsonSerialize(using = Own.class)
    static final class Textless {}

    /** The log line shows it, too. */
    @Test
    void ofAnArgument_theTextCounts_alsoWhereASerialiserIsAskedFor() {
        assertThat(snapshots.ofArgument(new SelfMade("4111"))).isEqualTo("SelfMade[number=4111]");
        assertThat(snapshots.ofArgument(Optional.of(new Filtered("4111")))).isEqualTo("Filtered[number=4111]");
        assertThat(snapshots.ofArgument(List.of(new Filtered("4111")))).isEqualTo("[Filtered[number=4111]]");
        assertThat(snapshots.ofArgument(new Textless())).isInstanceOf(CaptureFailure.class);
    }
}
