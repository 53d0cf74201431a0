package io.bridgehead.test.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/** linphone, a softphone, by its command line. */
final class Linphone extends ProcessPeer {

    private static final String CONFIG = """
            [sip]
            sip_port=%s
            sip_tcp_port=%s
            sip_tls_port=%s
            use_ipv6=0
            register_only_when_network_is_up=0
            default_proxy=0
            keepalive_period=5000
            root_ca=%s
            verify_server_certs=1
            verify_server_cn=0
            [proxy_0]
            reg_proxy=<sip:%s;transport=%s>
            reg_route=<sip:%s;transport=%s>
            reg_identity=%s
            reg_expires=%d
            reg_sendregister=1
            publish=0
            [auth_info_0]
            username=%s
            passwd=%s
            realm=%s
            """;
    private static final int REGISTER_SECONDS = 40;
    private static final String ANY_PORT = "-1";
    private static final String NONE = "0";

    private final int expires;

    /** @param expires for how many seconds it registers */
    Linphone(String transport, String user, int expires, Site site) {
        super("linphone 5.1", transport, user, site);
        this.expires = expires;
    }

    @Override
    public String note() {
        return "Without the folder `~/.local/share/linphone` it ends when it sends a message.";
    }

    @Override
    public void start() {
        Path directory = directory();
        String server = site.host() + ":" + site.port(transport());
        String by = transport().toLowerCase(Locale.ROOT);
        write(directory.resolve("linphonerc"),
                CONFIG.formatted(port("UDP"), port("TCP"), port("TLS"), site.authority(), server, by, server, by,
                        site.address(user()), expires, user(), site.password(), site.domain()));
        // Without this folder it has no database, and ends when it sends a message.
        write(directory.resolve(".local/share/linphone/here"), "");
        run(List.of("linphonec", "-c", directory.resolve("linphonerc").toString()),
                Map.of("HOME", directory.toAbsolutePath().toString()));
    }

    private String port(String of) {
        return transport().equals(of) ? ANY_PORT : NONE;
    }

    @Override
    boolean saysRegistered(String line) {
        return line.startsWith("registered, identity=");
    }

    @Override
    public void awaitRegistered() {
        Awaitility.await(this + " registered").atMost(REGISTER_SECONDS, TimeUnit.SECONDS).pollInterval(1, TimeUnit.SECONDS)
                .until(() -> {
                    // It says so only when asked.
                    main().write("status register");
                    return main().lines().stream().anyMatch(this::saysRegistered);
                });
    }

    @Override
    public void send(String to, String text) {
        main().write("chat " + site.address(to) + " " + text);
    }
}
