/** Makes values of the texts in a configuration, and tells every wrong one, each with what would be right. */
package com.moesif.logback.internal.settings;
