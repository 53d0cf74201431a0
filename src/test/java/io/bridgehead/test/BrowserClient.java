package io.bridgehead.test;

import java.net.URI;
import java.util.List;

/** JsSIP, the SIP stack browsers use, run from Node: registers over WebSocket and sends one command. */
public final class BrowserClient implements AutoCloseable {

    private static final int WAIT_SECONDS = 30;

    private final RunningProcess process;

    /**
     * Starts it.
     *
     * @param body the SOAP envelope it sends to the gateway once it is registered
     */
    public BrowserClient(URI webSocket, String domain, String user, String password, String body) {
        ProcessBuilder node = new ProcessBuilder(
                List.of("node", "src/test/node/create-conference.cjs", webSocket.toString(), domain, user, password));
        node.environment().put("BODY", body);
        process = RunningProcess.start(node);
    }

    /** Waits for a line with all the given texts; each line is an event as JSON. */
    public String await(String... texts) {
        return process.await(0, "a line with " + List.of(texts), line -> List.of(texts).stream().allMatch(line::contains),
                WAIT_SECONDS);
    }

    @Override
    public void close() {
        process.close();
    }
}
