/**
 * The way from the caller to the collector: ring, sender, batch, verdict (an answer becomes a decision) and send schedule
 * (when the next request may go). Uses the rooms action, spool, transport, ledger and classpath; the only one that may use
 * JCTools.
 */
package com.moesif.logback.internal.pipeline;
