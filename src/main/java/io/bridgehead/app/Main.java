package io.bridgehead.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.bridgehead.app.cli.BridgeCheckCommand;
import io.bridgehead.app.cli.BridgeheadCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program begins: only serving starts the whole of the product. */
@QuarkusMain
public class Main {

    private static final int PASSWORD_BYTES = 24;

    public static void main(String... arguments) {
        switch (BridgeheadCommand.needs(arguments)) {
            case NOTHING, DATABASE -> System.exit(command(arguments));
            case SERVER -> {
                // The parts of one process know each other by a password that nobody has to choose and no file keeps.
                System.setProperty("bridgehead.run.password", randomPassword());
                Quarkus.run(CommandRunner.class, arguments);
            }
            case CHECKED_BRIDGE -> {
                System.setProperty("bridgehead.run.password", randomPassword());
                Path data = CheckSettings.apply(BridgeheadCommand.checkedBridge(arguments));
                Quarkus.run(CommandRunner.class, (code, failure) -> {
                    CheckSettings.forget(data);
                    System.exit(failure == null ? code : notChecked(failure));
                }, arguments);
            }
        }
    }

    private static int command(String... arguments) {
        AtomicReference<CommandDatabase> opened = new AtomicReference<>();
        Supplier<CommandDatabase> database = () -> {
            opened.compareAndSet(null, new CommandDatabase());
            return opened.get();
        };
        try {
            return BridgeheadCommand
                    .commandLine(Main::noServer, () -> database.get().accounts(), () -> database.get().messageLog(),
                            () -> database.get().readings(), (bridge, checks) -> noServer())
                    .execute(arguments);
        } finally {
            if (opened.get() != null) {
                opened.get().close();
            }
        }
    }

    /** Quarkus says nothing of a start that failed where somebody else looks after its end. */
    private static int notChecked(Throwable failure) {
        System.err.println("The bridge cannot be checked. " + StartFailure.explain(failure));
        return BridgeCheckCommand.NOT_CHECKED;
    }

    private static int noServer() {
        throw new IllegalStateException("This command runs without the server");
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
