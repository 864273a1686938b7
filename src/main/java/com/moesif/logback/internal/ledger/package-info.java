/** Counts by reason, and the one way to say something aloud. Imports no other room and no library. */
package com.moesif.logback.internal.ledger;
