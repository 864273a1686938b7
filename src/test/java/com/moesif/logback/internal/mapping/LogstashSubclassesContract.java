package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.moesif.logback.internal.mapping.RecordingSink.Field;
import com.moesif.logback.internal.mapping.RecordingSink.RawJson;
import com.moesif.logback.internal.mapping.RecordingSink.Unreadable;
import com.moesif.logback.internal.mapping.RecordingSink.Unwrapped;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Map;
import java.util.function.Supplier;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.marker.LogstashMarker;
import net.logstash.logback.marker.MapEntriesAppendingMarker;
import net.logstash.logback.marker.ObjectAppendingMarker;
import net.logstash.logback.marker.ObjectFieldsAppendingMarker;
import net.logstash.logback.marker.RawJsonAppendingMarker;
import net.logstash.logback.marker.SingleFieldAppendingMarker;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;

/** The application's own classes: what can be read of them, and what comes out when they fail. */
final class LogstashSubclassesContract extends LogstashContract {

    @Test
    void subclassOfTheObjectMarker_isReadByItsGetters() {
        @SuppressWarnings("serial")
        class Price extends ObjectAppendingMarker {
            Price() {
                super("price", 12);
            }

            @Override
            public String getFieldName() {
                return "total";
            }

            @Override
            protected Object getFieldValue() {
                return 13;
            }
        }

        assertThat(of(new Price())).containsExactly(new Field("total", 13));
    }

    @Test
    void subclassOfTheSingleFieldMarker_isReadByItsGetters() {
        assertThat(of(new Lazy(() -> 12))).containsExactly(new Field("lazy", 12));
        assertThat(ofArguments(new Lazy(() -> 13))).contains(new Field("lazy", 13));
    }

    @Test
    void subclassOfTheRawMarker_givesJsonText_unlessItsValueIsNoText() {
        @SuppressWarnings("serial")
        class Document extends RawJsonAppendingMarker {
            private final Object value;

            Document(Object value) {
                super("document", "{}");
                this.value = value;
            }

            @Override
            protected Object getFieldValue() {
                return value;
            }
        }

        assertThat(of(new Document("[]"))).containsExactly(new RawJson("document", "[]"));
        assertThat(of(new Document(12))).contains(new Field("document", 12));
    }

    @Test
    void subclassesOfTheOtherMarkers_areReadLikeThem() {
        @SuppressWarnings("serial")
        class Entries extends MapEntriesAppendingMarker {
            Entries() {
                super(Map.of("amount", 12));
            }
        }
        @SuppressWarnings("serial")
        class Bean extends ObjectFieldsAppendingMarker {
            Bean() {
                super("bean");
            }
        }

        assertThat(of(new Entries())).containsExactly(new Field("amount", 12));
        assertThat(of(new Bean())).contains(new Unwrapped("bean"));
    }

    @Test
    void exceptionOfAGetter_comesOutAsItIs() {
        IllegalStateException broken = new IllegalStateException("broken");

        assertThatThrownBy(() -> of(new Lazy(() -> {
                    throw broken;
                })))
                .isSameAs(broken);
    }

    @Test
    void checkedExceptionThrownPastTheCompiler_comesOutWrapped() {
        IOException broken = new IOException("broken");

        assertThatThrownBy(() -> of(new Lazy(() -> LogstashSubclassesContract.<RuntimeException>sneak(broken))))
                .isInstanceOf(UndeclaredThrowableException.class)
                .hasCause(broken);
    }

    @Test
    void markerThatWritesJsonItself_isToldToBeUnreadable() {
        @SuppressWarnings("serial")
        class Own extends LogstashMarker {
            Own() {
                super("OWN");
            }

            @Override
            public void writeTo(JsonGenerator generator) {
                throw new AssertionError("not to be called");
            }
        }

        assertThat(of(new Own())).containsExactly(new Unreadable(Own.class));
    }

    @Test
    void argumentThatWritesJsonItself_isToldToBeUnreadable() {
        class Own implements StructuredArgument {
            @Override
            public void writeTo(JsonGenerator generator) {
                throw new AssertionError("not to be called");
            }
        }

        assertThat(ofArguments(new Own())).containsExactly(new Unreadable(Own.class));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> Object sneak(Throwable checked) throws E {
        throw (E) checked;
    }

    @SuppressWarnings("serial")
    private static final class Lazy extends SingleFieldAppendingMarker {
        private final Supplier<Object> value;

        Lazy(Supplier<Object> value) {
            super("LS_APPEND_LAZY", "lazy");
            this.value = value;
        }

        @Override
        protected Object getFieldValue() {
            return value.get();
        }

        @Override
        protected void writeFieldValue(JsonGenerator generator) {
            throw new AssertionError("not to be called");
        }
    }
}
