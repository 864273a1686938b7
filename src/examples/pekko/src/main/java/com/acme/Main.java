package com.acme;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.event.Logging;
import org.apache.pekko.event.LoggingAdapter;

public final class Main {
    public static void main(String[] args) {
        Example.run(
                Main::service,
                "Payment 12345 {amount=24.6, currency=USD, tenant=shop}",
                "Refund 12345 {amount=10.5, currency=USD}");
    }

    private static void service() throws Exception {
        CountDownLatch done = new CountDownLatch(2);
        Behavior<String> payments = Behaviors.setup(context -> {
            ActorRef classic = Adapter.actorOf(context, Props.create(Refunds.class, () -> new Refunds(done)));
            return Behaviors.withMdc(
                    String.class,
                    Map.of("tenant", "shop"),
                    Behaviors.receiveMessage(customer -> {
                        context.getLog().info("Processed payment {} {} for {}", 24.6, "USD", customer);
                        classic.tell(customer, ActorRef.noSender());
                        done.countDown();
                        return Behaviors.same();
                    }));
        });
        ActorSystem<String> system = ActorSystem.create(payments, "payments");
        system.tell("12345");
        if (!done.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("an actor hangs");
        }
        // A classic actor's lines go to another actor, which writes them to SLF4J: they are there when the system has ended.
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS);
    }

    private static final class Refunds extends AbstractActor {
        private final LoggingAdapter log = Logging.getLogger(getContext().getSystem(), this);
        private final CountDownLatch done;

        Refunds(CountDownLatch done) {
            this.done = done;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(String.class, customer -> {
                        log.info("Refunded {} {} to {}", 10.5, "USD", customer);
                        done.countDown();
                    })
                    .build();
        }
    }
}
