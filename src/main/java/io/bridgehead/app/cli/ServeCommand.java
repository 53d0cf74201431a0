package io.bridgehead.app.cli;

import java.util.concurrent.Callable;
import java.util.function.IntSupplier;

import picocli.CommandLine.Command;

/** {@code bridgehead serve}, or no command at all: runs the roles this process is configured for until it is stopped. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = {
        "Runs the server in the configured roles until it is stopped. This is the default.",
        "Configuration: -Dkey=value before the command, environment variables, config/application.properties." })
public class ServeCommand implements Callable<Integer> {

    private final IntSupplier server;

    /** @param server blocks until the server has stopped and gives the exit code */
    public ServeCommand(IntSupplier server) {
        this.server = server;
    }

    @Override
    public Integer call() {
        return server.getAsInt();
    }
}
