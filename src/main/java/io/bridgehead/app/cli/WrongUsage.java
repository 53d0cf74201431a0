package io.bridgehead.app.cli;

import java.io.PrintWriter;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** A command line that is not right: the sentence that says so stands alone, and help is there for who asks for it. */
final class WrongUsage implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        err.println("Type \"" + command.getCommandSpec().qualifiedName() + " --help\" for all it takes.");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }
}
