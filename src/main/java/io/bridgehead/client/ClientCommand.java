package io.bridgehead.client;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.transport.SipTransport;
import io.bridgehead.sip.transport.TlsFileException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code bridgehead client}: what all of its commands share, above all who one is and where the server is. */
@Command(name = "client", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "start|follow|list|message|listen", subcommands = {
        StartCommand.class, FollowCommand.class, ListCommand.class, MessageCommand.class,
        ListenCommand.class }, description = "Starts and steers telephone conferences, and chats, as a SIP user.")
public class ClientCommand implements Runnable {

    private static final Logger SIP_LOG = Logger.getLogger("io.bridgehead.sip");

    private final Function<ClientSettings, SipLine> lines;
    private final Map<String, String> environment;

    @Spec
    CommandSpec spec;

    @Option(names = "--server", paramLabel = "HOST[:PORT]", defaultValue = "127.0.0.1", scope = ScopeType.INHERIT, description = "The IM server, with ;transport=udp, tls, ws or wss instead of TCP. Default: ${DEFAULT-VALUE}.")
    String server;

    @Option(names = "--tls", scope = ScopeType.INHERIT, description = "TLS instead of TCP, at port 5061 if none is given.")
    boolean tls;

    @Option(names = "--ca", paramLabel = "FILE", scope = ScopeType.INHERIT, description = "Authorities that the server's "
            + "certificate may be from, in PEM. Default: those of this computer.")
    Path authorities;

    @Option(names = "--user", paramLabel = "USER", scope = ScopeType.INHERIT, description = "Who you are, such as carol.")
    String user;

    @Option(names = "--domain", paramLabel = "DOMAIN", scope = ScopeType.INHERIT, description = "Your SIP domain. Default: "
            + "the server's host name, or bridgehead.local if it is an IP address.")
    String domain;

    @Option(names = "--password", paramLabel = "PASSWORD", scope = ScopeType.INHERIT, description = "For demo accounts "
            + "only: others on this computer can read it from the process list.")
    String password;

    @Option(names = "--password-file", paramLabel = "FILE", scope = ScopeType.INHERIT, description = "Reads the password "
            + "from a file's first line. Otherwise: environment BRIDGEHEAD_PASSWORD, or you are asked.")
    Path passwordFile;

    public ClientCommand() {
        this(UserAgentLine::new, System.getenv());
    }

    /** @param lines makes the SIP side, which tests replace */
    ClientCommand(Function<ClientSettings, SipLine> lines, Map<String, String> environment) {
        this.lines = lines;
        this.environment = environment;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: start, follow, list, message or listen.");
    }

    /** @throws ParameterException if something is missing or malformed */
    ClientSettings settings() {
        if (user == null || !user.matches("[A-Za-z0-9._~+-]{1,64}")) {
            throw new ParameterException(spec.commandLine(), "Say who you are with --user, such as --user carol.");
        }
        Destination destination;
        try {
            // TCP rather than UDP: commands soon outgrow a datagram.
            destination = ClientSettings.server(server, tls ? SipTransport.TLS : SipTransport.TCP);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--server: " + e.getMessage(), e);
        }
        return new ClientSettings(user, domain == null ? ClientSettings.domainOf(destination) : domain, password(),
                destination, authorities);
    }

    /** The line is closed with the process too, so that Ctrl-C leaves no registration behind. */
    SipLine line(ClientSettings settings) {
        // What goes wrong is told in words; the stack's own warnings would stand between them.
        SIP_LOG.setLevel(Level.SEVERE);
        SipLine line;
        try {
            line = lines.apply(settings);
        } catch (TlsFileException e) {
            throw new ParameterException(spec.commandLine(), "--ca: " + e.getMessage(), e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(line::close, "client-close"));
        return line;
    }

    /** Reads an address that was typed. */
    Address address(String typed, ClientSettings settings) {
        try {
            return Address.parse(typed, settings.domain());
        } catch (BadAddressException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /**
     * Says in words that the server refused or did not answer, and gives the exit code.
     *
     * @param what what was refused; without an answer it is the server that is named
     */
    static int refused(Display display, ClientSettings settings, SipFailureException failure, String what) {
        String named = failure.status() == SipFailureException.NO_CONNECTION ? settings.server().toString() : what;
        Outcome outcome = SipRefusalWords.outcome(failure.status());
        display.end(outcome, "", "", SipRefusalWords.of(failure, named));
        return outcome.code();
    }

    private String password() {
        if (password != null) {
            return password;
        }
        if (passwordFile != null) {
            return firstLine();
        }
        String fromEnvironment = environment.get("BRIDGEHEAD_PASSWORD");
        if (fromEnvironment != null) {
            return fromEnvironment;
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", user);
        if (typed == null) {
            throw new ParameterException(spec.commandLine(),
                    "No password: use --password-file or the environment variable BRIDGEHEAD_PASSWORD.");
        }
        return new String(typed);
    }

    private String firstLine() {
        try (var file = Files.newBufferedReader(passwordFile)) {
            String line = file.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "The password file " + passwordFile + " cannot be read.", e);
        }
    }
}
