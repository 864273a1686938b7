package com.acme;

import java.util.stream.Stream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Ends the service and begins it again in the same JVM, as developer tools and refreshing configuration servers do. */
@RestController
class Restart {
    private final ConfigurableApplicationContext context;
    private final ApplicationArguments arguments;

    Restart(ConfigurableApplicationContext context, ApplicationArguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    @PostMapping("/restart")
    void restart(@RequestParam String profile) {
        String[] next = Stream.concat(
                        Stream.of(arguments.getSourceArgs())
                                .filter(argument -> !argument.startsWith("--spring.profiles.active=")),
                        Stream.of("--spring.profiles.active=" + profile))
                .toArray(String[]::new);
        Thread thread = new Thread(() -> again(next), "restart");
        // Tomcat's threads are daemons, and while the service is down this one alone keeps the JVM alive.
        thread.setDaemon(false);
        thread.start();
    }

    private void again(String[] next) {
        context.close();
        SpringApplication.run(Application.class, next);
    }
}
