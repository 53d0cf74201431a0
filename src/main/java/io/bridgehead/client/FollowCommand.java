package io.bridgehead.client;

import java.io.InputStream;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bridgehead client follow}: a conference that goes on already. */
@Command(name = "follow", mixinStandardHelpOptions = true, description = {
        "Shows a conference that goes on, and steers it as far as you may, until it has ended.",
        "\"client list\" shows which ones you may see. Exit codes are those of \"client start\"." })
public class FollowCommand implements Callable<Integer> {

    private final InputStream keyboard;

    @Spec
    CommandSpec spec;

    @ParentCommand
    ClientCommand client;

    @Mixin
    OutputOptions output;

    @Parameters(paramLabel = "CONFERENCE", description = "Its id, such as client list shows it.")
    String conference;

    public FollowCommand() {
        this(System.in);
    }

    FollowCommand(InputStream keyboard) {
        this.keyboard = keyboard;
    }

    @Override
    public Integer call() {
        if (!conference.matches("[A-Za-z0-9._~-]{1,64}")) {
            throw new ParameterException(spec.commandLine(), "That is no conference's id; \"client list\" shows them.");
        }
        ClientSettings settings = client.settings();
        ConferenceMessages messages = new SoapMessages(settings.gateway());
        Display display = output.display(spec);
        try (SipLine line = client.line(settings)) {
            return new SessionLoop(line, messages, settings, display).run(messages.get(conference), keyboard).code();
        } catch (SipFailureException e) {
            return ClientCommand.refused(display, settings, e, settings.user() + "@" + settings.domain());
        }
    }
}
