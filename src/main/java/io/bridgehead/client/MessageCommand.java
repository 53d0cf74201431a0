package io.bridgehead.client;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bridgehead client message}: one chat message. */
@Command(name = "message", mixinStandardHelpOptions = true, description = "Sends a chat message to another user.")
public class MessageCommand implements Callable<Integer> {

    private static final int ACCEPTED = 202;

    @Spec
    CommandSpec spec;

    @ParentCommand
    ClientCommand client;

    @Parameters(index = "0", paramLabel = "USER", description = "To whom: bob, or sip:bob@example.org.")
    String receiver;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "What to say.")
    List<String> words;

    @Override
    public Integer call() {
        ClientSettings settings = client.settings();
        Address to = client.address(receiver, settings);
        byte[] text = String.join(" ", words).getBytes(StandardCharsets.UTF_8);
        try (SipLine line = client.line(settings)) {
            int status = line.send(to.uri(), "text/plain;charset=UTF-8", text);
            show(status == ACCEPTED ? to.name() + " is away; the server keeps the message until they connect"
                    : "Delivered to " + to.name());
            return Outcome.OK.code();
        } catch (SipFailureException e) {
            boolean sender = SipRefusalWords.outcome(e.status()) == Outcome.NOT_AUTHORISED;
            String what = sender ? settings.user() + "@" + settings.domain()
                    : e.status() == 404 || e.status() == 480 ? to.uri() : "the message to " + to.name();
            return ClientCommand.refused(new TextDisplay(this::show, new RosterText(ZoneId.systemDefault())), settings, e,
                    what);
        }
    }

    private void show(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}
