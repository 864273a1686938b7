package com.acme;

import ch.qos.logback.classic.helpers.MDCInsertingServletFilter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A service that takes payments. It has never heard of Moesif. */
@SpringBootApplication
public class Application {
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    /** Logback's own: what the request is, into the MDC. */
    @Bean
    MDCInsertingServletFilter requestToMdc() {
        return new MDCInsertingServletFilter();
    }
}
