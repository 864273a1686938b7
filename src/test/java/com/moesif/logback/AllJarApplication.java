package com.moesif.logback;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application with a Jackson and an HttpClient of its own, older than this library's; {@link AllJarIT} runs it. */
final class AllJarApplication {
    private AllJarApplication() {}

    public static void main(String[] args) throws ClassNotFoundException {
        // Its own libraries come first, and stay what they are.
        for (String own : List.of("tools.jackson.core.json.JsonFactory", "org.apache.hc.core5.http.HttpHost")) {
            System.out.println(
                    Class.forName(own).getProtectionDomain().getCodeSource().getLocation());
        }
        Logger logger = LoggerFactory.getLogger("com.acme.Payments");
        logger.info("Processed payment {} {} for {}", 24.6, "EUR", "acme");
        logger.atInfo()
                .addKeyValue("action_name", "Registered")
                .addKeyValue("company_id", "acme")
                .addKeyValue("card", new Card())
                .log("registered");
    }

    /** Hides a number by an annotation of the application's own Jackson. */
    public static final class Card {
        public String getBrand() {
            return "visa";
        }

        @JsonIgnore
        public String getNumber() {
            return "4111";
        }
    }
}
