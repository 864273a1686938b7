/**
 * Segments, in memory or in files: what is kept until it has an outcome, its recovery after a crash, its adoption from
 * whoever is gone, and dead letters. Knows lines, not JSON. Imports nothing of ours but the ledger.
 */
package com.moesif.logback.internal.spool;
