/** The elements of an appender in {@code logback.xml}: beans that Joran fills, and that check nothing. Imports nothing of ours. */
package com.moesif.logback.config;
