package io.bridgehead.conference;

/**
 * Which bridge a conference is held on. The bridge in the box is part of a process, and where several processes share a
 * database each has one of its own: then the name says whose, as {@code embedded@pod-1}.
 *
 * @param name as configured
 * @param process the only process that reaches it, null if all do
 */
public record BridgeName(String name, String process) {

    private static final char OF = '@';

    /** Reads what {@link #toString} wrote. */
    public static BridgeName parse(String text) {
        int of = text.indexOf(OF);
        return of < 0 ? new BridgeName(text, null) : new BridgeName(text.substring(0, of), text.substring(of + 1));
    }

    @Override
    public String toString() {
        return process == null ? name : name + OF + process;
    }
}
