package io.bridgehead.test.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** baresip, a softphone. It shows no messages, so the trace of its SIP is read. */
final class Baresip extends ProcessPeer {

    private static final String CONFIG = """
            poll_method epoll
            sip_listen 0.0.0.0:%d
            net_prefer_ipv6 no
            audio_source aubridge,in
            audio_player aubridge,out
            audio_alert aubridge,alert
            sip_cafile %s
            module_path /usr/lib/baresip/modules
            module_tmp uuid.so
            module stdio.so
            module g711.so
            module aubridge.so
            module_app account.so
            module_app contact.so
            module_app menu.so
            """;

    private final int port;
    private final String receiver;
    private final int expires;

    /**
     * Makes it.
     *
     * @param receiver to whom it sends: it knows people by its address book only
     * @param expires for how many seconds it registers
     */
    Baresip(String transport, String user, String receiver, int port, int expires, Site site) {
        super("baresip 1.0", transport, user, site);
        this.port = port;
        this.receiver = receiver;
        this.expires = expires;
    }

    @Override
    public String note() {
        return "Debian's version gives up on any challenge that offers SHA-256: `bridgehead.sip.auth.algorithms=MD5`. It shows no "
                + "messages; the trace of its SIP was read.";
    }

    @Override
    public void start() {
        Path directory = directory();
        String by = ";transport=" + transport().toLowerCase(Locale.ROOT);
        write(directory.resolve("config"), CONFIG.formatted(port, site.authority()));
        write(directory.resolve("contacts"), "\"Other\" <" + site.address(receiver) + ">\n");
        write(directory.resolve("accounts"), "<%s%s>;auth_user=%s;auth_pass=%s;outbound=\"sip:%s:%d%s\";regint=%d\n"
                .formatted(site.address(user()), by, user(), site.password(), site.host(), site.port(transport()), by,
                        expires));
        run(List.of("baresip", "-s", "-f", directory.toString()), Map.of());
    }

    @Override
    boolean saysRegistered(String line) {
        return line.matches(".*\\{\\d+/\\w+/v4} 200 OK .*");
    }

    @Override
    public void send(String to, String text) {
        main().write("/message " + text);
    }
}
