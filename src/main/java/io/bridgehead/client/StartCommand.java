package io.bridgehead.client;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.bridgehead.soap.PolicyParts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bridgehead client start}: one conference from its creation to its end. */
@Command(name = "start", mixinStandardHelpOptions = true, description = {
        "Starts a conference and shows it until it has ended.",
        "Your own telephone is called first, then the others. Type help while it goes on." }, exitCodeListHeading = "Exit codes:%n", exitCodeList = {
                "0:the conference ended normally", "2:wrong usage", "3:too few people named",
                "4:no answer from the server", "5:wrong user or password, or forbidden", "6:the server refused the message",
                "7:the conference service refused", "8:your own telephone was not reached",
                "9:the conference ended by a fatal error", "10:you left, the conference goes on",
                "11:the conference reached its longest time", "12:nobody talked any more",
                "13:nobody else was there any more" })
public class StartCommand implements Callable<Integer> {

    private final InputStream keyboard;

    @Spec
    CommandSpec spec;

    @ParentCommand
    ClientCommand client;

    @Option(names = "--subject", paramLabel = "TEXT", defaultValue = "", description = "What it is about.")
    String subject;

    @Option(names = "--me", paramLabel = "ADDRESS", description = "Where you are called. Default: your own SIP address, "
            + "thus any telephone registered as you.")
    String me;

    @Option(names = "--eager", description = "Calls everybody at once instead of you first.")
    boolean eager;

    @Option(names = "--account", paramLabel = "NAME", description = "The account it is held on. Default: the one of everybody.")
    String account;

    @Option(names = "--dial-in", negatable = true, fallbackValue = "true", description = "Lets people call the conference "
            + "with a PIN, or not. Default: as the operator has set it.")
    Boolean dialIn;

    @Option(names = "--policy", paramLabel = "KEY=VALUE", description = "When it ends by itself and who may add people, several if need be: "
            + PolicyWords.HELP + ".")
    List<String> policy = List.of();

    @Mixin
    OutputOptions output;

    @Option(names = "--no-check", hidden = true, description = "Sends the command whatever it says, for tests.")
    boolean noCheck;

    @Parameters(paramLabel = "ADDRESS", arity = "0..*", description = "Whom to call: sip:bob@example.org, tel:+4930123456, "
            + "bob, or \"Bob <sip:bob@example.org>\".")
    List<String> addresses = List.of();

    public StartCommand() {
        this(System.in);
    }

    StartCommand(InputStream keyboard) {
        this.keyboard = keyboard;
    }

    @Override
    public Integer call() {
        ClientSettings settings = client.settings();
        Address owner = me == null ? new Address(settings.user(), settings.address()) : owner(settings);
        List<Address> others = addresses.stream().map(typed -> client.address(typed, settings)).toList();
        Display display = output.display(spec);
        if (!noCheck && others.stream().allMatch(other -> other.uri().equalsIgnoreCase(owner.uri()))) {
            display.end(Outcome.REFUSED_HERE, "", "", "A conference needs two people at least: you, at " + owner.uri()
                    + ", and somebody else. Name at least one more address. Nothing was sent.");
            return Outcome.REFUSED_HERE.code();
        }
        ConferenceMessages messages = new SoapMessages(settings.gateway());
        Optional<PolicyParts> ending = policy.isEmpty() ? Optional.empty() : Optional.of(ending());
        try (SipLine line = client.line(settings)) {
            SessionLoop loop = new SessionLoop(line, messages, settings, display);
            StartWishes wishes = new StartWishes(eager, Optional.ofNullable(account), ending, Optional.ofNullable(dialIn));
            return loop.run(messages.create(subject, owner, others, wishes), keyboard).code();
        } catch (SipFailureException e) {
            return ClientCommand.refused(display, settings, e, settings.user() + "@" + settings.domain());
        }
    }

    /** A bare number is shown under the user's name. */
    private Address owner(ClientSettings settings) {
        Address address = client.address(me, settings);
        return me.contains("<") || !address.uri().startsWith("tel:") ? address : address.named(settings.user());
    }

    private PolicyParts ending() {
        try {
            return PolicyWords.parse(policy);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--policy: " + e.getMessage(), e);
        }
    }
}
