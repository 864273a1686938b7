package com.moesif.logback.internal.action;

/**
 * A value that is not quite what its user will have meant: a part of it was lost, or its text stands for it.
 *
 * @param value what is shipped
 * @param why words that go on after "it"
 * @param lost whether a part is lost, which counts
 */
record Doubtful(Object value, String why, boolean lost) {}
