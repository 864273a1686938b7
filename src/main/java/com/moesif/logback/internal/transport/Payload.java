package com.moesif.logback.internal.transport;

/**
 * The body of one request.
 *
 * @param path below the base URI
 * @param body what goes on the wire; nobody changes it any more
 * @param gzip whether it's compressed
 */
public record Payload(String path, byte[] body, boolean gzip) {}
