package io.bridgehead.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bridgehead client listen}: whatever arrives, until interrupted. */
@Command(name = "listen", mixinStandardHelpOptions = true, description = "Prints chat messages and the statuses of your "
        + "conferences until you press Ctrl-C.")
public class ListenCommand implements Callable<Integer> {

    private static final int WAITING_MESSAGES = 10_000;

    @Spec
    CommandSpec spec;

    @ParentCommand
    ClientCommand client;

    @Mixin
    OutputOptions output;

    @Override
    public Integer call() {
        ClientSettings settings = client.settings();
        Display display = output.display(spec);
        Watch watch = new Watch(new SoapMessages(settings.gateway()), display);
        BlockingQueue<SipLine.Incoming> arrived = new LinkedBlockingQueue<>(WAITING_MESSAGES);
        try (SipLine line = client.line(settings)) {
            line.register(arrived::offer);
            display.note("Listening as " + settings.user() + "@" + settings.domain());
            while (!Thread.currentThread().isInterrupted()) {
                watch.received(arrived.take());
            }
        } catch (SipFailureException e) {
            return ClientCommand.refused(display, settings, e, settings.user() + "@" + settings.domain());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Outcome.OK.code();
    }
}
