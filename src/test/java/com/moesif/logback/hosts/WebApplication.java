package com.moesif.logback.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.helpers.MDCInsertingServletFilter;
import com.moesif.logback.MoesifAppender;
import com.moesif.logback.harness.ChildFirst;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat, and a web application below {@code /shop} that has Logback and this library in its {@code WEB-INF}. */
final class WebApplication implements AutoCloseable {
    /** Held, or it would forget its level. */
    private static final Logger TOMCATS = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();
    private final Path war;
    private Context deployed;

    /** @param elements of the appender, which is named {@code WEB} */
    WebApplication(Path directory, String elements) throws Exception {
        TOMCATS.setLevel(Level.SEVERE);
        war = war(directory.resolve("shop"), elements);
        tomcat.setBaseDir(directory.resolve("tomcat").toString());
        tomcat.setPort(0);
        // Jasper, which it would name, is not there.
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.getHost().setParentClassLoader(new ContainerLoader());
        tomcat.getConnector();
        tomcat.start();
    }

    /** Shares with its applications what is the container's, and nothing else of the tests' class path. */
    private static final class ContainerLoader extends ClassLoader {
        private static final Pattern OWN = Pattern.compile("(jakarta|org[./]apache[./](catalina|tomcat|juli))[./].*");

        ContainerLoader() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (OWN.matcher(name).matches()) {
                return Tomcat.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        protected URL findResource(String name) {
            return OWN.matcher(name).matches() ? Tomcat.class.getClassLoader().getResource(name) : null;
        }
    }

    /** @return the application's own class loader */
    ClassLoader deploy() {
        deployed = tomcat.addWebapp("/shop", war.toString());
        assertThat(deployed.getState()).isEqualTo(LifecycleState.STARTED);
        return deployed.getLoader().getClassLoader();
    }

    /** What stops its Logback is Logback's own listener, which the container has found in the jar. */
    void undeploy() {
        tomcat.getHost().removeChild(deployed);
        deployed = null;
    }

    /** @param headers names and values */
    void pay(int number, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + "?number=" + number));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo("paid");
    }

    String address() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/shop/pay";
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /** Not packed: that would take time, and the container unpacks it anyhow. */
    private static Path war(Path root, String elements) throws Exception {
        Path lib = Files.createDirectories(root.resolve("WEB-INF/lib"));
        Path classes = Files.createDirectories(root.resolve("WEB-INF/classes"));
        for (URL url : ChildFirst.classPath()) {
            Path from = Path.of(url.toURI());
            if (Files.isRegularFile(from)) {
                Files.copy(from, lib.resolve(from.getFileName()));
            }
        }
        Path built = Path.of(MoesifAppender.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        copy(built, classes, Files.walk(built));
        Path tests = Path.of(PaymentServlet.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String servlet = PaymentServlet.class.getName().replace('.', '/') + ".class";
        copy(tests, classes, Stream.of(tests.resolve(servlet)));
        Files.writeString(classes.resolve("logback.xml"), """
                <configuration>
                  <appender name="WEB" class="com.moesif.logback.MoesifAppender">
                    <applicationId>the-id</applicationId>
                    <rule>
                      <message>Processed payment {number} for {company_id}</message>
                      <actionName>Processed Payment</actionName>
                    </rule>
                    %s
                  </appender>
                  <root level="INFO"><appender-ref ref="WEB"/></root>
                </configuration>
                """.formatted(elements));
        Files.writeString(root.resolve("WEB-INF/web.xml"), """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1" metadata-complete="true">
                  <filter>
                    <filter-name>mdc</filter-name>
                    <filter-class>%s</filter-class>
                  </filter>
                  <filter-mapping><filter-name>mdc</filter-name><url-pattern>/*</url-pattern></filter-mapping>
                  <servlet><servlet-name>pay</servlet-name><servlet-class>%s</servlet-class></servlet>
                  <servlet-mapping><servlet-name>pay</servlet-name><url-pattern>/pay</url-pattern></servlet-mapping>
                </web-app>
                """.formatted(
                        MDCInsertingServletFilter.class.getName(), PaymentServlet.class.getName()));
        return root;
    }

    private static void copy(Path from, Path to, Stream<Path> files) throws IOException {
        List<Path> all;
        try (files) {
            all = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : all) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }
}
