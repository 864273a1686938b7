/** What came out, as text and as a picture. */
package com.moesif.logback.e2e.report;
