package com.moesif.logback.internal.action;

/**
 * Text that somebody says is JSON. It is parsed before it reaches an action: what isn't JSON must not break the others of
 * its batch.
 *
 * @param text the alleged JSON
 */
record RawText(String text) {}
