/** Shows the ledger to who watches from outside: JMX, and Micrometer where the application has it. */
package com.moesif.logback.internal.metrics;
