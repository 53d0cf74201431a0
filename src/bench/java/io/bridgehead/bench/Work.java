package io.bridgehead.bench;

import java.util.List;

/** What a server does with a MESSAGE. */
enum Work {

    /** Located by the registrations of its receiver, relayed statefully. */
    RELAY("stateful relay", "relay.yaml", List.of()),
    /** The same for senders who prove who they are. */
    DIGEST("digest, look-up", "digest.yaml", List.of("WITH_AUTH")),
    /** The same, and a row in the database for each message, committed to the disk. */
    LOG("digest, look-up, durable log", null, List.of("WITH_AUTH", "WITH_LOG"));

    private static final String ROUTES = "camel.main.routes-include-pattern=classpath:routes/90-error-answers.yaml,"
            + "file:src/bench/routes/";

    private final String title;
    private final String routes;
    private final List<String> defines;

    Work(String title, String routes, List<String> defines) {
        this.title = title;
        this.routes = routes;
        this.defines = defines;
    }

    String title() {
        return title;
    }

    /** Configuration of the product, as {@code key=value}. Everybody uses MD5, which Kamailio offers. */
    List<String> settings() {
        String algorithm = "bridgehead.sip.auth.algorithms=MD5";
        return routes == null ? List.of(algorithm)
                : List.of(algorithm, "bridgehead.roles=im-server", ROUTES + routes);
    }

    /** What the {@code ifdef} of Kamailio's configuration ask for. */
    List<String> defines() {
        return defines;
    }

    Mail mail() {
        return new Mail(true, this != RELAY);
    }
}
