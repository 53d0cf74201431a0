package io.bridgehead.client;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code bridgehead client list}: the conferences one may see. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the conferences you may see, the newest first.")
public class ListCommand implements Callable<Integer> {

    private static final int WAITING_MESSAGES = 1000;
    private static final long PATIENCE_SECONDS = 10;

    @Spec
    CommandSpec spec;

    @ParentCommand
    ClientCommand client;

    @Mixin
    OutputOptions output;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many at most, 1 to 100. Default: 20.")
    int limit;

    @Override
    public Integer call() throws InterruptedException {
        ClientSettings settings = client.settings();
        SoapMessages messages = new SoapMessages(settings.gateway());
        Display display = output.display(spec);
        BlockingQueue<SipLine.Incoming> arrived = new LinkedBlockingQueue<>(WAITING_MESSAGES);
        try (SipLine line = client.line(settings)) {
            line.register(arrived::offer);
            io.bridgehead.client.Command question = messages.list(limit);
            line.send(settings.gateway(), ConferenceMessages.CONTENT_TYPE, question.body());
            return answer(question, messages, arrived, display).code();
        } catch (SipFailureException e) {
            return ClientCommand.refused(display, settings, e, settings.user() + "@" + settings.domain());
        }
    }

    private static Outcome answer(io.bridgehead.client.Command question, SoapMessages messages,
            BlockingQueue<SipLine.Incoming> arrived, Display display) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (SipLine.Incoming message = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS); message != null; message = arrived
                .poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            Reading reading = messages.read(message);
            if (reading instanceof Reading.Listed list && list.relatesTo().equals(question.messageId())) {
                display.list(list.conferences());
                return Outcome.OK;
            } else if (reading instanceof Reading.Fault fault && fault.relatesTo().equals(question.messageId())) {
                display.refused(question.words(), question.operation(), fault);
                return Outcome.FAULT;
            }
        }
        display.note("The server took the question, but the conference service did not answer. Try again in a minute.");
        return Outcome.NO_CONNECTION;
    }
}
