/**
 * What the appender needs of its host's class path, and what is there.
 */
package com.moesif.logback.internal.classpath;
