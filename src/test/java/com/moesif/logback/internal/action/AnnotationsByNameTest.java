package com.moesif.logback.internal.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AnnotationsByNameTest {
    /** Alone, as if Jackson's own introspector did not know the annotations' classes. */
    private final JsonMapper mapper =
            JsonMapper.builder().annotationIntrospector(new AnnotationsByName()).build();

    @Test
    void whatAnAnnotationHides_isHidden_andWhatItNames_isNamed() {
        assertThat(ParsedJson.object(mapper.writeValueAsString(new Account())))
                .containsOnlyKeys("shown", "renamed", "notIgnored");
    }

    @Test
    void aRecordsAnnotations_count() {
        assertThat(ParsedJson.object(mapper.writeValueAsString(new Card("visa", "4111"))))
                .containsOnlyKeys("brand_name");
    }

    @Test
    void beansAreStillSerialisedByJacksonsOwnRules() {
        assertThat(ParsedJson.object(
                        new BeanSerializer().serialise(new Account()).text()))
                .containsOnlyKeys("shown", "renamed", "notIgnored");
    }

    /** Every way to hide something, on fields and on getters. */
    @JsonIgnoreProperties("listed")
    public static final class Account {
        @JsonIgnore
        private final String onField = "secret";

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        private final String writeOnly = "secret";

        public String getOnField() {
            return onField;
        }

        public String getWriteOnly() {
            return writeOnly;
        }

        @JsonIgnore
        public String getOnGetter() {
            return "secret";
        }

        public String getListed() {
            return "secret";
        }

        public String getShown() {
            return "x";
        }

        @JsonProperty("renamed")
        public String getNamed() {
            return "x";
        }

        @JsonIgnore(false)
        public String getNotIgnored() {
            return "x";
        }
    }

    record Card(
            @JsonProperty("brand_name") String brand,
            @JsonIgnore String number) {}
}
