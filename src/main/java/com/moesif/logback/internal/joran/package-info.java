/**
 * What Logback's configuration hides, drops or rewrites: unknown elements, attributes, changed texts, the loggers and appenders by
 * which events arrive; and how statuses are shown.
 */
package com.moesif.logback.internal.joran;
