package com.moesif.logback.harness;

import com.moesif.logback.collector.LocalCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration with a console beside the appender: what is logged is seen there, whether or not the appender works. */
public final class ConsoleBeside {
    private ConsoleBeside() {}

    /** @param message the template of its one rule */
    public static Path write(Path directory, LocalCollector collector, String message) throws IOException {
        return Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>console %%msg%%n</pattern></encoder>
                  </appender>
                  <appender name="MOESIF" class="com.moesif.logback.MoesifAppender">
                    <applicationId>the-id</applicationId>
                    <baseUri>%s</baseUri>
                    <rule>
                      <message>%s</message>
                      <actionName>Ordered</actionName>
                    </rule>
                  </appender>
                  <root level="INFO">
                    <appender-ref ref="MOESIF"/>
                    <appender-ref ref="CONSOLE"/>
                  </root>
                </configuration>
                """.formatted(collector.baseUri(), message));
    }
}
