package com.acme;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.util.VersionInfo;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Works with libraries of its own while it logs, and says which these are. */
public final class Beside {
    private Beside() {}

    public static void main(String[] args) throws Exception {
        JsonMapper mapper = new JsonMapper();
        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            client.start();
            Main.main(args);
            LoggerFactory.getLogger("com.acme.Accounts")
                    .atInfo()
                    .addKeyValue("action_name", "Registered")
                    .addKeyValue("company_id", "acme")
                    .addKeyValue("card", new Card())
                    .log("registered");
            System.out.println("jackson " + mapper.version() + " " + mapper.writeValueAsString(new Card()));
            System.out.println("httpclient "
                    + VersionInfo.loadVersionInfo("org.apache.hc.client5", Beside.class.getClassLoader()).getRelease()
                    + " " + client.getStatus());
        }
    }

    /** Hides a number by an annotation of the application's own Jackson. */
    public static final class Card {
        public String getBrand() {
            return "visa";
        }

        @JsonIgnore
        public String getNumber() {
            return "4111";
        }
    }
}
