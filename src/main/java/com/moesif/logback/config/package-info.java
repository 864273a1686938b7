/**
 * The elements of an appender in {@code logback.xml}: beans that Logback's Joran fills, and that check nothing. This package
 * imports nothing of ours.
 */
package com.moesif.logback.config;
