package io.bridgehead.app.cli;

import org.jboss.logging.Logger;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** A command failed: people get one sentence, the log gets the whole. */
final class Failure implements IExecutionExceptionHandler {

    private static final Logger LOG = Logger.getLogger(Failure.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        LOG.debugf(failure, "%s failed", command.getCommandName());
        String words = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + words);
        command.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
