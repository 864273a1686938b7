/**
 * The logging statements of an application, read from its byte code: nothing is loaded or run. Knows of logging APIs what their
 * calls look like, and of this library nothing. For the command line and the test kit; no service runs it.
 */
package com.moesif.logback.internal.statements;
