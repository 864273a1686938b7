package com.moesif.logback.hosts;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes payments; in {@link WebApplication} it lives in a web application, with a Logback of that application's own. */
public final class PaymentServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger("com.acme.payments");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LOG.atInfo()
                .addArgument(request.getParameter("number"))
                .addArgument("12345")
                // Written by Jackson, on this thread, which outlives the application.
                .addKeyValue("card", Map.of("last", List.of(1, 2, 3, 4)))
                .log("Processed payment {} for {}");
        response.getWriter().print("paid");
    }
}
