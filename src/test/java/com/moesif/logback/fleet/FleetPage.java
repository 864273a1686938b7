package com.moesif.logback.fleet;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The configurations that the page on fleets gives to copy: the tests run these, and change what is of one machine. */
public final class FleetPage {
    private static final Path PAGE = Path.of("src", "site", "markdown", "fleet.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```properties\n(.*?)```");

    private FleetPage() {}

    static Map<String, String> worker() {
        return with("plugin.path");
    }

    public static Map<String, String> connector() {
        return with("connector.class");
    }

    static Map<String, String> topic() {
        return with("min.insync.replicas");
    }

    /** The body that sets offsets back, of this topic. */
    static String offsets(String topic) {
        Matcher json = Pattern.compile("(?s)```json\n(.*?)```").matcher(text());
        if (!json.find()) {
            throw new IllegalStateException("no JSON in " + PAGE);
        }
        return json.group(1).replace("moesif-actions", topic);
    }

    /** What its commands of kafka-acls.sh allow. */
    static List<AclBinding> rights() {
        List<AclBinding> rights = new ArrayList<>();
        for (String command : text().replace("\\\n", "").split("\nkafka-acls.sh ")) {
            Matcher user = Pattern.compile("--allow-principal (\\S+)").matcher(command);
            Matcher resource = Pattern.compile("--(topic|group) (\\S+)").matcher(command);
            if (user.find() && resource.find()) {
                ResourcePattern pattern = new ResourcePattern(
                        ResourceType.fromString(resource.group(1)), resource.group(2), PatternType.LITERAL);
                Pattern.compile("--operation (\\S+)")
                        .matcher(command.lines().findFirst().orElseThrow())
                        .results()
                        .map(operation -> AclOperation.fromString(operation.group(1)))
                        .map(operation ->
                                new AccessControlEntry(user.group(1), "*", operation, AclPermissionType.ALLOW))
                        .forEach(entry -> rights.add(new AclBinding(pattern, entry)));
            }
        }
        return rights;
    }

    /** Of a worker with four tasks: twice what each holds, and twice what each may have fetched. */
    static String heap() {
        Matcher heap = Pattern.compile("give\\s+(\\d+)\\s+MB").matcher(text());
        if (!heap.find()) {
            throw new IllegalStateException("no heap in " + PAGE);
        }
        return heap.group(1) + "m";
    }

    private static String text() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that has this property. */
    private static Map<String, String> with(String name) {
        return BLOCK.matcher(text())
                .results()
                .map(FleetPage::properties)
                .filter(block -> block.containsKey(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> properties(MatchResult block) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(block.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> all = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
        return all;
    }
}
