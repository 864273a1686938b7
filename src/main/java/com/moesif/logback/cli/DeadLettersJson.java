package com.moesif.logback.cli;

import com.moesif.logback.internal.action.ParsedJson;
import com.moesif.logback.internal.action.RequiredField;
import com.moesif.logback.internal.spool.Inventory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dead letters of a spool as one JSON document. One letter is held at a time, because a file of them may be larger than the
 * heap. People edit these files, so what claims to be JSON in them may be none.
 */
final class DeadLettersJson {
    private DeadLettersJson() {}

    static void print(Path spool, PrintStream out) throws IOException {
        List<Inventory.Entry> entries = Inventory.of(spool);
        JsonText.Elements letters = JsonText.elements("letters", out);
        int spoilt = 0;
        for (Inventory.Entry entry : entries) {
            for (Path file : entry.dead()) {
                spoilt += Inventory.letters(file, letter -> letters.add(members(letter)));
            }
        }
        letters.end("spoiltLines", spoilt);
    }

    private static Map<String, Object> members(Inventory.Letter letter) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("time", letter.time());
        members.put("reason", letter.reason());
        members.put("status", letter.status());
        members.put("answer", unescaped(letter.answer()));
        members.put("id", letter.id());
        members.put("file", letter.file().toString());
        members.put("lacking", RequiredField.shown(letter.lacking()));
        members.put("tooLarge", letter.action().length > DeadCommand.MOST_SENT);
        String action = new String(letter.action(), StandardCharsets.UTF_8);
        if (isJson(action)) {
            members.put("action", new JsonText.Raw(action));
        } else {
            members.put("spoiltAction", action);
        }
        return members;
    }

    private static String unescaped(String answer) {
        try {
            return (String) ParsedJson.object("{\"answer\":\"" + answer + "\"}").get("answer");
        } catch (IllegalArgumentException e) {
            return answer;
        }
    }

    private static boolean isJson(String action) {
        try {
            ParsedJson.object(action);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
