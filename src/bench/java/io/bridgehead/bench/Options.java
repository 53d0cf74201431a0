package io.bridgehead.bench;

import java.util.ArrayList;
import java.util.List;

/** What the command line says: any number of {@code --name=value}; a name may occur again. */
final class Options {

    private record Option(String name, String value) {
    }

    private final List<Option> options = new ArrayList<>();

    Options(List<String> arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Not of the form --name=value: " + argument);
            }
            options.add(new Option(argument.substring(2, equals), argument.substring(equals + 1)));
        }
    }

    /** All values of a name, in order. */
    List<String> all(String name) {
        return options.stream().filter(option -> option.name.equals(name)).map(Option::value).toList();
    }

    /** The last value of a name. */
    String text(String name, String otherwise) {
        List<String> values = all(name);
        return values.isEmpty() ? otherwise : values.get(values.size() - 1);
    }

    /** The last value of a name, taken to pieces at its commas. */
    List<String> list(String name, String otherwise) {
        return List.of(text(name, otherwise).split(","));
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }
}
