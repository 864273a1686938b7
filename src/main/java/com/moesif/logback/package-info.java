/**
 * A Logback appender that ships log events as Moesif actions. {@link com.moesif.logback.MoesifAppender} is what
 * {@code logback.xml} names; {@link com.moesif.logback.Actions} is for code that names actions itself. Everything below
 * {@code internal} may change at any time.
 */
package com.moesif.logback;
