package io.bridgehead.app;

import java.security.SecureRandom;
import java.util.Base64;

import io.bridgehead.app.cli.BridgeheadCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the program begins: each command starts as much of the product as it needs, the client nothing at all. */
@QuarkusMain(name = "bridgehead")
public class Main {

    private static final int PASSWORD_BYTES = 24;

    public static void main(String... arguments) {
        switch (BridgeheadCommand.needs(arguments)) {
            case NOTHING ->
                System.exit(BridgeheadCommand.commandLine(Main::noServer, Main::notHere, Main::notHere).execute(arguments));
            case DATABASE -> {
                System.setProperty("bridgehead.roles", "none");
                System.setProperty("quarkus.http.host-enabled", "false");
                System.setProperty("quarkus.log.level", "WARN");
                Quarkus.run(CommandRunner.class, arguments);
            }
            case SERVER -> {
                // The parts of one process know each other by a password that nobody has to choose and no file keeps.
                System.setProperty("bridgehead.run.password", randomPassword());
                Quarkus.run(CommandRunner.class, arguments);
            }
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int noServer() {
        throw new IllegalStateException("This command runs without the server");
    }

    private static <T> T notHere() {
        throw new IllegalStateException("This command runs without the database");
    }
}
