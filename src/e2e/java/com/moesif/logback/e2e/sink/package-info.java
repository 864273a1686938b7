/** The process that counts: it answers as the collectors of all candidates do and does next to nothing else. */
package com.moesif.logback.e2e.sink;
