package io.bridgehead.app.cli;

import java.util.function.IntSupplier;
import java.util.function.Supplier;

import io.bridgehead.client.ClientCommand;
import io.bridgehead.im.Accounts;
import io.bridgehead.messagelog.LogReadings;
import io.bridgehead.messagelog.MessageLog;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code bridgehead}: the whole command line. Without a command it serves. */
@Command(name = "bridgehead", mixinStandardHelpOptions = true, version = "bridgehead 0.1.0", description = "Desktop "
        + "software starts and steers telephone conferences.")
public class BridgeheadCommand implements Runnable {

    /** What has to run before a command can. */
    public enum Needs {
        /** Nothing: the command is a program of its own, or only has to say something. */
        NOTHING,
        /** The database, and no role: {@code account}, {@code log}. */
        DATABASE,
        /** Everything in its configured roles: {@code serve}. */
        SERVER,
        /** One bridge and nothing else: {@code bridge check}. */
        CHECKED_BRIDGE
    }

    private final IntSupplier server;
    private int exitCode;

    private BridgeheadCommand(IntSupplier server) {
        this.server = server;
    }

    @Override
    public void run() {
        exitCode = server.getAsInt();
    }

    /**
     * The command line, to be executed once.
     *
     * @param server runs the server until it has stopped and gives the exit code; for {@code serve}
     * @param accounts for {@code account}; asked for when such a command runs
     * @param log for {@code log}; asked for when it runs
     * @param readings where {@code log} notes that it was read
     * @param checked starts a bridge for {@code bridge check}
     */
    public static CommandLine commandLine(IntSupplier server, Supplier<Accounts> accounts, Supplier<MessageLog> log,
            Supplier<LogReadings> readings, CheckedBridge checked) {
        BridgeheadCommand top = new BridgeheadCommand(server);
        CommandLine account = new CommandLine(new AccountCommand())
                .addSubcommand(new AccountAddCommand(accounts)).addSubcommand(new AccountPasswordCommand(accounts))
                .addSubcommand(new AccountRemoveCommand(accounts)).addSubcommand(new AccountListCommand(accounts));
        CommandLine logLine = new CommandLine(new LogCommand(log, readings))
                .addSubcommand(new LogExportCommand(log, readings)).addSubcommand(new LogReadingsCommand(readings));
        CommandLine bridge = new CommandLine(new BridgeToolCommand()).addSubcommand(new BridgeCheckFileCommand())
                .addSubcommand(new BridgeCheckCommand(checked)).addSubcommand(new BridgeSimulateCommand());
        CommandLine line = new CommandLine(top).addSubcommand(new ServeCommand(server))
                .addSubcommand(new ClientCommand()).addSubcommand(account).addSubcommand(logLine).addSubcommand(bridge);
        line.setExecutionExceptionHandler(new Failure());
        line.setParameterExceptionHandler(new WrongUsage());
        line.setExecutionStrategy(parsed -> {
            int code = new CommandLine.RunLast().execute(parsed);
            return code == 0 ? top.exitCode : code;
        });
        return line;
    }

    /** What has to be started for these arguments, found out without doing anything. */
    public static Needs needs(String... arguments) {
        CommandLine line = commandLine(() -> 0, BridgeheadCommand::notYet, BridgeheadCommand::notYet,
                BridgeheadCommand::notYet, (bridge, checks) -> 0);
        ParseResult parsed;
        try {
            parsed = line.parseArgs(arguments);
        } catch (ParameterException e) {
            return Needs.NOTHING;
        }
        boolean helpWanted = false;
        for (ParseResult part = parsed; part != null; part = part.subcommand()) {
            helpWanted |= part.isUsageHelpRequested() || part.isVersionHelpRequested();
        }
        if (helpWanted) {
            return Needs.NOTHING;
        }
        String command = parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : "serve";
        return switch (command) {
            case "serve" -> Needs.SERVER;
            case "account", "log" -> Needs.DATABASE;
            case "bridge" -> checkedBridge(arguments) == null ? Needs.NOTHING : Needs.CHECKED_BRIDGE;
            default -> Needs.NOTHING;
        };
    }

    /** The bridge that {@code bridge check} names; null if that is not the command. */
    public static String checkedBridge(String... arguments) {
        ParseResult parsed = commandLine(() -> 0, BridgeheadCommand::notYet, BridgeheadCommand::notYet,
                BridgeheadCommand::notYet, (bridge, checks) -> 0).parseArgs(arguments);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed.commandSpec().userObject() instanceof BridgeCheckCommand check ? check.name : null;
    }

    private static <T> T notYet() {
        throw new IllegalStateException("Commands are only parsed here");
    }
}
