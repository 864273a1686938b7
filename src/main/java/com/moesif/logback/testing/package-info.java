/**
 * For unit tests of a {@code logback.xml}: runs log lines through its rules, and compares the rules with the application's byte
 * code. No service needs it.
 */
package com.moesif.logback.testing;
