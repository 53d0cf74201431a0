package io.bridgehead.test.interop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** JsSIP or sip.js, in Node or in a page of Chromium. */
final class WebPeer extends ProcessPeer {

    /** Where the library runs. */
    enum Place {
        NODE("Node", "in-node.mjs"),
        CHROMIUM("Chromium", "in-chromium.mjs");

        private final String title;
        private final String program;

        Place(String title, String program) {
            this.title = title;
            this.program = program;
        }
    }

    private static final int ANSWER_SECONDS = 20;

    private final String library;
    private final Place place;
    private final Map<String, String> environment;

    /**
     * Makes it.
     *
     * @param library {@code jssip} or {@code sip.js}
     * @param environment variables of the process
     */
    WebPeer(String library, Place place, String transport, String user, Site site, Map<String, String> environment) {
        super((library.equals("jssip") ? "JsSIP 3.13" : "sip.js 0.21") + " in " + place.title, transport, user, site);
        this.library = library;
        this.place = place;
        this.environment = new HashMap<>(environment);
        if (transport.equals("WSS")) {
            this.environment.put("NODE_EXTRA_CA_CERTS", site.authority().toString());
        }
    }

    @Override
    public String note() {
        return library.equals("jssip") ? "Knows MD5 only."
                : "Knows MD5 only. The application must set `reconnectionAttempts` and register again at `onConnect`.";
    }

    @Override
    public void start() {
        run(List.of("node", "src/test/node/interop/" + place.program, library, site.url(transport()).toString(), site.domain(),
                user(),
                site.password()), environment);
    }

    @Override
    boolean saysRegistered(String line) {
        return line.contains("\"event\":\"registered\"");
    }

    @Override
    boolean shows(String line, String text) {
        return line.contains("\"event\":\"message\"") && line.contains(text);
    }

    @Override
    public void send(String to, String text) {
        main().write("send " + to + " " + text);
        await("answer to " + text, line -> line.contains("\"answered\"") && line.contains(text), ANSWER_SECONDS);
    }
}
