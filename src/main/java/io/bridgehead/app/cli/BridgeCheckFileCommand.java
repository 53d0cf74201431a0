package io.bridgehead.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

import io.bridgehead.bridge.folder.BridgeFileCheck;
import io.bridgehead.bridge.folder.BridgeFileException;
import io.bridgehead.bridge.folder.BridgePlan;
import io.bridgehead.sip.transport.Networks;
import io.smallrye.config.SmallRyeConfig;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bridgehead bridge check-file FILE}. */
@Command(name = "check-file", mixinStandardHelpOptions = true, description = "Says whether a file could plug a bridge in, "
        + "before it is dropped into the folder; with line and reason if not.")
public class BridgeCheckFileCommand implements Callable<Integer> {

    /** Exit code for a file that would be refused. */
    static final int WRONG = 3;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file, called as the bridge: acme.yaml.")
    Path file;

    @Override
    public Integer call() {
        SmallRyeConfig config = CommandConfiguration.read();
        Set<String> names = new TreeSet<>(config.getValues("bridgehead.bridge.names", String.class));
        Networks allowed = Networks.of(
                config.getOptionalValues("bridgehead.bridge.http.allowed-networks", String.class).orElse(List.of()));
        try {
            BridgePlan plan = new BridgeFileCheck(names, key -> config.getOptionalValue(key, String.class), allowed::contains)
                    .check(file);
            spec.commandLine().getOut().println(file + " is right: bridge " + plan);
            if (!plan.secrets().isEmpty()) {
                spec.commandLine().getOut()
                        .println("Its events are taken at /bridges/" + plan.name() + "/events of the HTTP port.");
            }
            spec.commandLine().getOut().flush();
            return 0;
        } catch (BridgeFileException e) {
            spec.commandLine().getErr().println(file + " is refused: " + e.words());
            spec.commandLine().getErr().flush();
            return WRONG;
        }
    }
}
