/** One life of an appender, from its start to its stop: wires the rooms below, and stands between them and the application. */
package com.moesif.logback.internal.runtime;
