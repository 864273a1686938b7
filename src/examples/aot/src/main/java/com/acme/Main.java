package com.acme;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Main implements CommandLineRunner {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    public static void main(String[] args) {
        if (Boolean.getBoolean("spring.aot.processing")) {
            // The build looks at the application only.
            SpringApplication.run(Main.class, args);
        } else {
            Example.run(
                    () -> SpringApplication.run(Main.class, args),
                    "Payment 12345 {amount=24.6, currency=USD, service=shop}");
        }
    }

    @Override
    public void run(String... args) {
        log.info("Processed payment {} {} for {}", 24.6, "USD", "12345");
    }
}
