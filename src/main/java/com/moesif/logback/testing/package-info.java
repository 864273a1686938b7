/**
 * For unit tests of a {@code logback.xml}: plays log lines through its rules, and holds the rules against the application's byte
 * code. No service needs it.
 */
package com.moesif.logback.testing;
