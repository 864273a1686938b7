package com.moesif.logback.collector;

/**
 * What the reading of one action came to.
 *
 * @param action null when it was rejected
 * @param camelCase whether a name was spelled the undocumented way
 * @param rejected null when it was accepted
 */
record ReadAction(ReceivedAction action, boolean camelCase, Rejected rejected) {}
