package com.moesif.logback.values;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.moesif.logback.harness.Logback;
import com.moesif.logback.internal.ledger.Oddity;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.logstash.logback.marker.Markers;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** Hibernate's entities, with a real database: what is logged asks it nothing. */
class PersistentValuesTest {
    private static SessionFactory sessions;

    @Entity(name = "Customer")
    public static class Customer {
        @Id
        private long id;

        private String name;

        @OneToMany(mappedBy = "customer")
        private List<Purchase> purchases = new ArrayList<>();

        @ElementCollection
        private Map<String, String> labels = new HashMap<>();

        public Labelled labelled() {
            return new Labelled(labels);
        }

        public long getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public List<Purchase> getPurchases() {
            return purchases;
        }
    }

    @Entity(name = "Purchase")
    public static class Purchase {
        @Id
        private long id;

        @ManyToOne(fetch = FetchType.LAZY)
        private Customer customer;

        public long getId() {
            return id;
        }

        public Customer getCustomer() {
            return customer;
        }
    }

    /** Its labels are properties of its own. */
    public static final class Labelled {
        private final Map<String, String> labels;

        Labelled(Map<String, String> labels) {
            this.labels = labels;
        }

        @JsonAnyGetter
        public Map<String, String> labels() {
            return labels;
        }

        public int getShown() {
            return 1;
        }
    }

    @BeforeAll
    static void fill() {
        sessions = new Configuration()
                .addAnnotatedClass(Customer.class)
                .addAnnotatedClass(Purchase.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:entities;DB_CLOSE_DELAY=-1")
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .setProperty("hibernate.generate_statistics", "true")
                .buildSessionFactory();
        sessions.inTransaction(session -> {
            Customer customer = new Customer();
            customer.id = 1;
            customer.name = "Ada";
            customer.labels.put("plan", "gold");
            session.persist(customer);
            Purchase purchase = new Purchase();
            purchase.id = 7;
            purchase.customer = customer;
            session.persist(purchase);
        });
    }

    @AfterAll
    static void close() {
        sessions.close();
    }

    @Test
    void whatIsNotLoaded_isNotLoadedByLogging() {
        try (Session session = sessions.openSession();
                Logback logback = Logback.with()) {
            Customer customer = session.find(Customer.class, 1L);
            Purchase purchase = session.find(Purchase.class, 7L);
            Customer reference = sessions.fromSession(other -> other.getReference(Customer.class, 1L));
            Statistics statistics = sessions.getStatistics();
            long before = statistics.getPrepareStatementCount();

            logback.action()
                    .addKeyValue("customer", customer)
                    .addKeyValue("purchases", customer.getPurchases())
                    .addKeyValue("reference", reference)
                    .addKeyValue("list", List.of(reference, customer.getPurchases()))
                    .addKeyValue("purchase", new Object[] {purchase})
                    .addMarker(Markers.append("marker", customer))
                    .addMarker(Markers.appendFields(customer))
                    .addKeyValue("session", session)
                    .addArgument(customer.getPurchases())
                    .addArgument(reference)
                    .log("argument={} proxy={}");

            Map<String, Object> metadata = logback.theAction().metadata();
            assertThat(statistics.getPrepareStatementCount()).isEqualTo(before);
            assertThat(Hibernate.isInitialized(customer.getPurchases())).isFalse();
            assertThat(Hibernate.isInitialized(reference)).isFalse();
            String lost = "[This value was lost: it is not loaded from the database yet, and logging doesn't load it."
                    + " Load it before, or log its id.]";
            Map<String, Object> shown = Map.of("id", 1, "name", "Ada", "purchases", lost);
            assertThat(metadata)
                    .containsEntry("customer", shown)
                    .containsEntry("marker", shown)
                    .containsEntry("id", 1)
                    .containsEntry("name", "Ada")
                    .containsEntry("purchases", lost)
                    .containsEntry("reference", lost)
                    .containsEntry("list", List.of(lost, lost))
                    .containsEntry("purchase", List.of(Map.of("id", 7, "customer", shown)))
                    .containsEntry("argument", lost)
                    .containsEntry("proxy", lost);
            logback.stop();
            assertThat(logback.counts().oddities().get(Oddity.FIELDS_LOST)).isPositive();
            assertThat(logback.warnings())
                    .anyMatch(
                            warning -> warning.startsWith("Field 'purchases' of an action was lost: it is not loaded"));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Shown(
            List<Purchase> purchases,
            @JsonSerialize(using = ToStringSerializer.class) Customer asText,

            @JsonSerialize(using = ToStringSerializer.class) Optional<List<Customer>> textOfAll,

            @JsonSerialize(using = ToStringSerializer.class) Map<String, Customer> textOfMap,

            @JsonSerialize(contentUsing = ToStringSerializer.class)
            List<Customer> texts,

            @JsonUnwrapped @JsonSerialize(using = ToStringSerializer.class)
            Customer unwrapped,

            Valued valued,
            @JsonRawValue Customer raw) {}

    record Valued(
            @JsonValue @JsonSerialize(using = ToStringSerializer.class)
            Object value) {}

    /** Whether it is empty, and what its text is, only the database could say. */
    @Test
    void whatIsNotLoaded_isNotLoadedForAnAnnotation_norForTheNameOfAnEntry() {
        try (Session session = sessions.openSession();
                Logback logback = Logback.with()) {
            Customer customer = session.find(Customer.class, 1L);
            Customer reference = sessions.fromSession(other -> other.getReference(Customer.class, 1L));
            long before = sessions.getStatistics().getPrepareStatementCount();

            logback.action()
                    .addKeyValue(
                            "v",
                            new Shown(
                                    customer.getPurchases(),
                                    reference,
                                    Optional.of(List.of(reference)),
                                    Map.of("k", reference),
                                    List.of(reference),
                                    reference,
                                    new Valued(reference),
                                    reference))
                    .addKeyValue("map", Map.of(reference, 1))
                    .addKeyValue("texts", new Texts(List.of(Map.of(reference, 1)), List.of(Map.of(reference, 1))))
                    .addKeyValue("labelled", customer.labelled())
                    .addMarker(Markers.appendFields(customer.labelled()))
                    .log("m");

            Map<String, Object> metadata = logback.theAction().metadata();
            assertThat(sessions.getStatistics().getPrepareStatementCount()).isEqualTo(before);
            assertThat(Hibernate.isInitialized(customer.getPurchases())).isFalse();
            String lost = "[This value was lost: it is not loaded from the database yet, and logging doesn't load it."
                    + " Load it before, or log its id.]";
            assertThat(metadata)
                    .containsEntry(
                            "v",
                            Map.of(
                                    "purchases", lost,
                                    "asText", lost,
                                    "textOfAll", lost,
                                    "textOfMap", lost,
                                    "texts", List.of(lost),
                                    "unwrapped", lost,
                                    "valued", lost,
                                    "raw", lost))
                    .hasEntrySatisfying(
                            "texts",
                            texts -> assertThat(texts)
                                    .asString()
                                    .startsWith("[This value was lost: it is not loaded from the database yet"))
                    .containsEntry("labelled", Map.of("shown", 1, "labels()", lost))
                    .containsEntry("labels()", lost)
                    .hasEntrySatisfying(
                            "map",
                            map -> assertThat(map)
                                    .asString()
                                    .startsWith(
                                            "[This value was lost: it has a key that is not loaded from the database yet"));
        }
    }

    public record Texts(
            @JsonSerialize(contentUsing = ToStringSerializer.class)
            Collection<?> each,

            @JsonSerialize(using = ToStringSerializer.class) Collection<?> all) {}

    /** The text is the entity's own, which its proxy hands on. */
    @Test
    void whatIsLoaded_isItsText_whereOneIsAskedFor() {
        try (Session session = sessions.openSession();
                Logback logback = Logback.with()) {
            Customer reference = session.getReference(Customer.class, 1L);
            Hibernate.initialize(reference);
            List<Purchase> purchases = reference.getPurchases();
            Hibernate.initialize(purchases);
            Hibernate.initialize(reference.labelled().labels());

            logback.action()
                    .addKeyValue("proxies", new Texts(List.of(reference), List.of(reference)))
                    .addKeyValue("purchases", new Texts(purchases, purchases))
                    .addKeyValue("valued", new Valued(reference))
                    .addKeyValue("labelled", reference.labelled())
                    .addKeyValue("named", Map.of(purchases, 1))
                    .addKeyValue("nameless", Map.of(reference, 1))
                    .log("m");

            assertThat(logback.theAction().metadata())
                    .containsEntry(
                            "proxies", Map.of("each", List.of(reference.toString()), "all", "[" + reference + "]"))
                    .containsEntry(
                            "purchases",
                            Map.of("each", List.of(purchases.get(0).toString()), "all", purchases.toString()))
                    .containsEntry("valued", reference.toString())
                    .containsEntry("named", Map.of(purchases.toString(), 1))
                    .containsEntry(
                            "nameless",
                            "[This value was lost: it has a key without a text of its own: Customer."
                                    + " Log a map whose keys are texts.]")
                    .containsEntry("labelled", Map.of("shown", 1, "plan", "gold"));
        }
    }

    @Test
    void whatIsLoaded_isShown() {
        try (Session session = sessions.openSession();
                Logback logback = Logback.with()) {
            Customer reference = session.getReference(Customer.class, 1L);
            Hibernate.initialize(reference);
            Purchase purchase = session.find(Purchase.class, 7L);
            assertThat(purchase.getCustomer()).isSameAs(reference);

            logback.action().addKeyValue("v", purchase).log("m");

            assertThat(logback.theAction().metadata().get("v"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("id", 7)
                    .hasEntrySatisfying(
                            "customer",
                            customer -> assertThat(customer)
                                    .asString()
                                    .contains("name=Ada")
                                    .doesNotContain("hibernateLazyInitializer"));
        }
    }

    /** As for any bean: its fields could go on through half of the database. */
    @Test
    void whatIsLoaded_isInTheTextOfALineWhatTheLineShows() {
        try (Session session = sessions.openSession();
                Logback logback = Logback.with()) {
            Customer reference = session.getReference(Customer.class, 1L);
            Hibernate.initialize(reference);
            List<Purchase> purchases = reference.getPurchases();
            Hibernate.initialize(purchases);

            logback.action().addArgument(reference).addArgument(purchases).log("proxy={} purchases={}");

            assertThat(logback.theAction().metadata())
                    .containsEntry("proxy", reference.toString())
                    .containsEntry("purchases", purchases.toString());
        }
    }
}
