package com.acme;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** Holds the StatefulSet of the operating guide against the API of Kubernetes: each field is known, and none required is missing. */
public final class Main {
    private static final Pattern STATEFUL_SET =
            Pattern.compile("```yaml\n(apiVersion: apps/v1\nkind: StatefulSet\n.*?)```", Pattern.DOTALL);

    public static void main(String[] args) throws IOException {
        Matcher block = STATEFUL_SET.matcher(Files.readString(Path.of(args[0])));
        if (!block.find()) {
            throw new IllegalArgumentException("no StatefulSet in " + args[0]);
        }
        String yaml = block.group(1);
        check(yaml);
        refuse(yaml.replace("terminationGracePeriodSeconds", "terminationGracePeriod"));
        refuse(yaml.replace("mountPath: /var", "path: /var"));
        refuse(yaml.replace("  serviceName: payments\n", "  serviceNames: payments\n"));
        refuse(yaml.replace("exec: {command: [\"sleep\", \"5\"]}", "exec: {command: sleep}"));
        System.out.println("The StatefulSet fits the API of Kubernetes.");
    }

    private static void check(String yaml) throws IOException {
        JsonElement json = new Gson().toJsonTree(new Yaml().load(yaml));
        V1StatefulSet.validateJsonElement(json);
        V1StatefulSet.fromJson(json.toString());
    }

    /** Or the check would be none. */
    private static void refuse(String yaml) throws IOException {
        try {
            check(yaml);
        } catch (RuntimeException e) {
            return;
        }
        throw new IllegalStateException("taken although it is wrong:\n" + yaml);
    }
}
