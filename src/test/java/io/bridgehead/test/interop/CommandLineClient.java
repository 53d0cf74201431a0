package io.bridgehead.test.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.bridgehead.test.Product;
import io.bridgehead.test.RunningProcess;

/** The product's own client: one process listens, a short one sends. */
final class CommandLineClient extends ProcessPeer {

    private static final int SEND_SECONDS = 30;

    CommandLineClient(String transport, String user, Site site) {
        super("bridgehead client", transport, user, site);
    }

    @Override
    public void start() {
        client("listen");
    }

    @Override
    boolean saysRegistered(String line) {
        return line.contains("Listening as " + user());
    }

    @Override
    public void send(String to, String text) {
        RunningProcess sending = client("message", to, text);
        if (sending.exitCode(SEND_SECONDS) != 0) {
            throw new AssertionError(this + " could not send:\n" + String.join("\n", sending.lines()));
        }
    }

    private String host() {
        return site.host() + ":"
                + (transport().startsWith("WS") ? site.url(transport()).getPort() : site.port(transport()));
    }

    private RunningProcess client(String... what) {
        List<String> arguments = new ArrayList<>(List.of("client", "--server",
                host() + ";transport=" + transport().toLowerCase(Locale.ROOT), "--ca", site.authority().toString(), "--user",
                user(), "--domain", site.domain(), "--password", site.password()));
        arguments.addAll(List.of(what));
        return run(Product.commandLine(Map.of(), arguments), Map.of());
    }
}
