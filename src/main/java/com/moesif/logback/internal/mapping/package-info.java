/**
 * Which log event is an action, and what is captured of it. Uses the rooms action and ledger; beside the root the only
 * one that knows Logback and SLF4J.
 */
package com.moesif.logback.internal.mapping;
