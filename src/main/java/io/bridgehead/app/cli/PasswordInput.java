package io.bridgehead.app.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a new password comes from: asked on the console, or read from standard input where there is no console. */
class PasswordInput {

    private final InputStream input;

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(names = "--password-stdin", description = "Reads the password from standard input, one line.")
    boolean fromInput;

    @Option(names = "--password", paramLabel = "PASSWORD", description = "For demo accounts only: others on this computer "
            + "can read it from the process list.")
    String onCommandLine;

    PasswordInput() {
        this(System.in);
    }

    PasswordInput(InputStream input) {
        this.input = input;
    }

    /** @throws ParameterException if there is none */
    String read(String user) {
        if (onCommandLine != null) {
            spec.commandLine().getErr().println(
                    "Warning: a password on the command line can be read by others; use --password-stdin.");
            return checked(onCommandLine);
        }
        Console console = fromInput ? null : System.console();
        return checked(console == null ? line() : typedTwice(console, user));
    }

    private String typedTwice(Console console, String user) {
        String first = typed(console.readPassword("New password of %s: ", user));
        String second = typed(console.readPassword("Once more: "));
        if (!first.equals(second)) {
            throw new ParameterException(spec.commandLine(), "The two passwords differ. Nothing was changed.");
        }
        return first;
    }

    private static String typed(char[] password) {
        return password == null ? "" : new String(password);
    }

    private String line() {
        try {
            String line = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "The password cannot be read from standard input.", e);
        }
    }

    private String checked(String password) {
        if (password.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "The password is empty. Nothing was changed.");
        }
        return password;
    }
}
