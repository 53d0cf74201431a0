package io.bridgehead.test.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/**
 * A home network behind a router that translates addresses (nftables masquerade), each a network namespace of its own; the
 * product stays outside, on this machine. What leaves the router has its one outside address, and a mapping that was silent for
 * some time is forgotten, so that nothing comes in any more.
 */
public final class NatNetwork implements AutoCloseable {

    private static final String MASQUERADE = """
            table ip nat {
              chain outbound {
                type nat hook postrouting priority 100;
                oifname "wan" masquerade
              }
            }
            table ip guard {
              chain stealth {
                type filter hook input priority 0;
                ct state established accept
                iifname "wan" ip protocol { tcp, udp } drop
              }
            }
            """;
    private static final int COMMAND_SECONDS = 30;

    private final String id = "bh" + Long.toString(ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36 * 36 * 36), 36);
    private final String router = id + "-router";
    private final String home = id + "-home";
    private final String net = "10." + ThreadLocalRandom.current().nextInt(180, 250) + "."
            + ThreadLocalRandom.current().nextInt(1, 255);
    private int outside = 2;

    /** Builds both namespaces. */
    public NatNetwork() {
        run("ip", "netns", "add", router);
        run("ip", "netns", "add", home);
        run("ip", "link", "add", id, "type", "veth", "peer", "name", "wan", "netns", router);
        run("ip", "addr", "add", server() + "/24", "dev", id);
        run("ip", "link", "set", id, "up");
        run("ip", "-n", router, "addr", "add", net + "." + outside + "/24", "dev", "wan");
        run("ip", "-n", router, "link", "set", "wan", "up");
        run("ip", "-n", router, "link", "add", "lan", "type", "veth", "peer", "name", "eth0", "netns", home);
        run("ip", "-n", router, "addr", "add", "192.168.77.1/24", "dev", "lan");
        run("ip", "-n", router, "link", "set", "lan", "up");
        run("ip", "-n", home, "addr", "add", "192.168.77.2/24", "dev", "eth0");
        run("ip", "-n", home, "link", "set", "eth0", "up");
        run("ip", "-n", home, "link", "set", "lo", "up");
        run("ip", "-n", home, "route", "add", "default", "via", "192.168.77.1");
        inRouter("sysctl", "-qw", "net.ipv4.ip_forward=1");
        inRouter("nft", MASQUERADE);
    }

    /** Skips the test, with a word why, where a test may not make network namespaces. */
    public static void assumePermitted() {
        boolean permitted;
        String probe = "bh-probe-" + ProcessHandle.current().pid();
        try {
            run("ip", "netns", "add", probe);
            run("ip", "netns", "del", probe);
            permitted = true;
        } catch (IllegalStateException e) {
            permitted = false;
        }
        Assumptions.assumeTrue(permitted,
                "Network namespaces are not permitted here: needs root (CAP_SYS_ADMIN, CAP_NET_ADMIN), iproute2 and nftables");
    }

    /** The address of this machine, as those inside reach it. */
    public String server() {
        return net + ".1";
    }

    /** The address that the router has outside, where all who are inside seem to come from. */
    public String outsideAddress() {
        return net + "." + outside;
    }

    /** A command, as somebody inside runs it. */
    public List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", home));
        all.addAll(command);
        return all;
    }

    /** The router forgets a mapping that was silent for so many seconds; what then comes from outside is dropped. */
    public void forgetAfter(int seconds) {
        for (String timer : List.of("udp_timeout", "udp_timeout_stream", "tcp_timeout_established",
                "tcp_timeout_unacknowledged",
                "tcp_timeout_max_retrans")) {
            inRouter("sysctl", "-qw", "net.netfilter.nf_conntrack_" + timer + "=" + seconds);
        }
    }

    /**
     * The router gets another outside address, and with the old one all mappings are gone: a reconnected line, another network.
     */
    public void changeOutsideAddress() {
        run("ip", "-n", router, "addr", "del", outsideAddress() + "/24", "dev", "wan");
        outside++;
        run("ip", "-n", router, "addr", "add", outsideAddress() + "/24", "dev", "wan");
    }

    /** From now on nothing leaves but TCP to one port: a company's firewall. 0 for nothing at all. */
    public void letOutOnly(int port) {
        inRouter("nft",
                "table ip company { chain out { type filter hook forward priority 0; policy drop; ct state established accept"
                        + "; iifname \"lan\" tcp dport " + port + " accept; }; }");
    }

    /** TCP to a port ends at a port of the router instead, wherever it is meant to go: a proxy that intercepts. */
    public void intercept(int port, int atRouter) {
        inRouter("nft",
                "table ip interception { chain in { type nat hook prerouting priority -100; iifname \"lan\" tcp dport " + port
                        + " redirect to :" + atRouter + "; }; }");
    }

    /** A command, as somebody on the router runs it. */
    public List<String> onRouter(List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", router));
        all.addAll(command);
        return all;
    }

    /** The router's address for those inside. */
    public String routerAddress() {
        return "192.168.77.1";
    }

    @Override
    public void close() {
        run("ip", "netns", "del", home);
        run("ip", "netns", "del", router);
    }

    private void inRouter(String... command) {
        run(onRouter(List.of(command)).toArray(String[]::new));
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
