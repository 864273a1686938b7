package com.moesif.logback.internal.action;

/** Where a configured field gets its value. */
public sealed interface FieldSource {
    /** Always the same text. */
    record Constant(String text) implements FieldSource {}

    /** {@code %X{key:-fallback}}: looked up by the sender, no formatting. The fallback may be null. */
    record FromMdc(String key, String fallback) implements FieldSource {}

    /** Any other pattern: formatted by the caller, found at this place among the values it computed for the action. */
    record Computed(int index) implements FieldSource {}
}
