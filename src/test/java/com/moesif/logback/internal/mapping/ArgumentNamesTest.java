package com.moesif.logback.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The names that a message has for its arguments, and that a template has for its placeholders. */
class ArgumentNamesTest {
    @Test
    void aPlaceholderAtTheBeginning_hasNoName_andCostsTheOthersNone() {
        assertThat(ArgumentNames.read("{} pays amount={}")).containsExactly(null, "amount");
    }

    @Test
    void aTemplateThatBeginsWithAPlaceholder_isShownWithItsName() {
        assertThat(MessageTemplate.parse("{user} pays {amount}").shown()).isEqualTo("{user} pays {amount}");
    }
}
