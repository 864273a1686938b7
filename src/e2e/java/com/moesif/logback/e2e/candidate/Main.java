package com.moesif.logback.e2e.candidate;

import com.moesif.logback.e2e.Form;
import java.util.stream.Collectors;

/** A program: one measure of one candidate. Its last line of output, after {@code RESULT}, is what it found. */
public final class Main {
    public static final String RESULT = "RESULT ";

    private Main() {}

    /** @param args candidate, measure, form, delay of the sink in milliseconds, its two ports */
    public static void main(String[] args) {
        try {
            Arrivals arrivals = new Arrivals(Integer.parseInt(args[5]));
            if (Lives.isFirst()) {
                arrivals.reset(Integer.parseInt(args[3]));
            }
            Service service = new Service(Candidate.named(args[0]), "http://127.0.0.1:" + args[4]);
            var result = Measure.titled(args[1]).of(service, arrivals, Form.named(args[2]));
            service.printComplaints();
            System.out.println(RESULT
                    + result.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining(" ")));
            System.out.flush();
            if (Measure.titled(args[1]) == Measure.STARVED) {
                Starved.logOn(service, Form.named(args[2]));
            }
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        // Some candidates have threads that would outlive the result.
        Runtime.getRuntime().halt(0);
    }
}
