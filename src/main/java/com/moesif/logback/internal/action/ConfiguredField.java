package com.moesif.logback.internal.action;

/**
 * A {@code <field>} with a value.
 *
 * @param name as the user wrote it
 * @param type what the text becomes
 * @param source where the text is from
 */
public record ConfiguredField(String name, Conversion type, FieldSource source) {}
