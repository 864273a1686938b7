package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.InaccessibleObjectException;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a value that was lost: why, and what to do; nothing of what it holds. */
class CaptureFailureTest {
    public static final class Order {
        public String getPaid() {
            throw new IllegalStateException("card 4111");
        }

        public int getRows() {
            return 3;
        }
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                arguments(
                        new IllegalStateException("4111"),
                        "failed: Order threw IllegalStateException while it was being read. Mend what it calls"),
                arguments(
                        new StackOverflowError("4111"),
                        "holds itself, or is nested more than 200 levels deep. Log what identifies it instead"),
                arguments(
                        new ConcurrentModificationException("4111"),
                        "was changed while it was being read. Log a copy of it"),
                arguments(
                        new IllegalAccessException("4111"),
                        "can't be read: Order is not accessible. Make the class public, or log what matters of it"),
                arguments(
                        new InaccessibleObjectException("4111"),
                        "can't be read: Order is not accessible. Make the class public, or log what matters of it"),
                arguments(
                        new NoClassDefFoundError("com/acme/Tax"),
                        "needs a class for Order that can't be loaded: com.acme.Tax. Add the library that has it, in the"
                                + " version that Order was compiled with"),
                arguments(new NoClassDefFoundError("card 4111"), loading("NoClassDefFoundError")),
                arguments(new NoClassDefFoundError(null), loading("NoClassDefFoundError")),
                arguments(new NoClassDefFoundError("a." + "b".repeat(999)), loading("NoClassDefFoundError")),
                arguments(new NoSuchMethodError("com.acme.Tax"), loading("NoSuchMethodError")));
    }

    private static String loading(String error) {
        return "needs a class for Order that can't be loaded (" + error
                + "). Add the library that has it, in the version" + " that Order was compiled with";
    }

    @ParameterizedTest
    @MethodSource("causes")
    void whyItWasLost_isSaid_andWhatToDo(Throwable cause, String why) {
        assertThat(CaptureFailure.because(Order.class, cause).why()).isEqualTo(why);
    }

    @Test
    void aGetterThatFails_isNamed_andCostsItsFieldAloneWhereEachStandsForItself() {
        String why = "failed: the property 'paid' of Order threw IllegalStateException while it was being read."
                + " Mend its getter, or hide it with @JsonIgnore";
        Snapshots snapshots = new Snapshots();

        assertThat(snapshots.of(new Order())).isEqualTo(new CaptureFailure(why));
        assertThat(snapshots.propertiesOf(new Order())).isEqualTo(Map.of("paid", new CaptureFailure(why), "rows", 3));
    }
}
