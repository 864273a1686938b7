package com.acme;

import jakarta.annotation.PreDestroy;
import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Payments {
    private static final Logger log = LoggerFactory.getLogger(Payments.class);
    /** With a level of its own, which application.properties give it. */
    private static final Logger books = LoggerFactory.getLogger("com.acme.Books");

    private final JdbcTemplate database;

    Payments(JdbcTemplate database) {
        this.database = database;
    }

    @EventListener(ApplicationReadyEvent.class)
    void open() {
        books.info("Opened the books of {}", "acme");
    }

    @PostMapping("/payments")
    void pay(@RequestParam String customer, @RequestParam BigDecimal amount, @RequestParam String currency) {
        log.debug("Quoted a fee of {} to {}", amount.movePointLeft(2), customer);
        database.update("insert into payment values (?, ?, ?)", customer, amount, currency);
        log.info("Processed payment {} {} for {}", amount, currency, customer);
    }

    @GetMapping("/payments")
    int export(@RequestParam String customer) {
        Integer rows =
                database.queryForObject("select count(*) from payment where customer = ?", Integer.class, customer);
        log.info("exported " + rows + " rows for customer " + customer);
        return rows;
    }

    @PreDestroy
    void close() {
        Integer all = database.queryForObject("select count(*) from payment", Integer.class);
        books.info("Closed the books of {} with {} payments", "acme", all);
    }
}
