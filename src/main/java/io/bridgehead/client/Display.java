package io.bridgehead.client;

import java.util.List;

import io.bridgehead.soap.ConferenceSummary;

/** What the client shows: lines for people ({@link TextDisplay}), or objects for programs ({@link JsonDisplay}). */
interface Display {

    /** Anything that only people want to know. */
    void note(String text);

    /** Somebody wrote to the user. */
    void chat(String from, String words);

    /** A conference as it is now, which the server tells whoever comes back. */
    void told(Reading.Answer answer, Roster roster);

    /** A command was answered: it is under way. */
    void answered(Command command, Reading.Answer answer);

    /** The conference is known from now on. */
    void underWay(Command command, Reading.Answer answer, Roster roster);

    /** A status came in that says something new. */
    void changed(StatusUpdate update, Roster roster);

    /** Somebody speaks, or does no longer. */
    void talking(Roster roster);

    /** The user asked for the roster. */
    void table(Roster roster);

    /** The user's conferences. */
    void list(List<ConferenceSummary> conferences);

    /** A command was refused by the conference service. */
    void refused(String what, String operation, Reading.Fault fault);

    /**
     * The last line.
     *
     * @param conference empty if there is none
     * @param reason why the conference ended, as {@code ended-by-owner}; empty if it did not, or goes on
     */
    void end(Outcome outcome, String conference, String reason, String text);
}
