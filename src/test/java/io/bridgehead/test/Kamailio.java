package io.bridgehead.test;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.awaitility.Awaitility;

/** A Kamailio with one of the configurations in {@code src/test/resources/kamailio}, at a loopback address of its own. */
public final class Kamailio implements AutoCloseable {

    private final InetSocketAddress address;
    private final List<String> command = new ArrayList<>();
    private RunningProcess process;

    private Kamailio(String role, String host, Map<String, String> values) {
        this.address = new InetSocketAddress(host, Ports.free());
        command.addAll(
                List.of("kamailio", "-DD", "-E", "-m", "16", "-M", "4", "-f", "src/test/resources/kamailio/" + role + ".cfg"));
        Map<String, String> all = new TreeMap<>(values);
        all.put(role.toUpperCase(Locale.ROOT) + "_HOST", host);
        all.put(role.toUpperCase(Locale.ROOT) + "_PORT", Integer.toString(address.getPort()));
        all.forEach((name, value) -> command.addAll(List.of("-A", name + "=" + value)));
        start();
    }

    /**
     * An edge proxy.
     *
     * @param host a loopback address of its own, by which the next hop knows it
     * @param next the next hop towards the IM server
     */
    public static Kamailio edge(String host, InetSocketAddress next, String transport) {
        return new Kamailio("edge", host,
                Map.of("NEXT_HOP", '"' + uri(next, transport) + '"', "NEXT_HOST",
                        '"' + next.getAddress().getHostAddress() + '"'));
    }

    /** The server of partner.example. */
    public static Kamailio partner(String host, InetSocketAddress imServer, String transport) {
        return new Kamailio("partner", host, Map.of("IM_SERVER", '"' + uri(imServer, transport) + '"'));
    }

    /** An IM server of another make; everybody's password is {@code demo}. */
    public static Kamailio imServer(String host, String domain) {
        return new Kamailio("imserver", host, Map.of("DOMAIN", '"' + domain + '"'));
    }

    /** A SIP provider, see {@link Carrier}. */
    static Kamailio carrier() {
        return new Kamailio("carrier", "127.0.0.1", Map.of());
    }

    private static String uri(InetSocketAddress address, String transport) {
        return "sip:" + address.getAddress().getHostAddress() + ":" + address.getPort() + ";transport=" + transport;
    }

    public InetSocketAddress address() {
        return address;
    }

    /** How many requests of a method it passed on, outside of dialogs. */
    public long passed(String method) {
        return printed("passes " + method + " ");
    }

    /** In how many lines it printed something. */
    long printed(String words) {
        return process.lines().stream().filter(line -> line.contains(words)).count();
    }

    /** Kills it and starts it anew: it has forgotten connections, transactions and registrations. */
    public void restart() {
        process.close();
        start();
    }

    private void start() {
        process = RunningProcess.start(new ProcessBuilder(command));
        Awaitility.await("Kamailio").ignoreExceptions().until(() -> {
            try (Socket connection = new Socket()) {
                connection.connect(address, 500);
                return true;
            }
        });
    }

    @Override
    public void close() {
        process.close();
    }
}
