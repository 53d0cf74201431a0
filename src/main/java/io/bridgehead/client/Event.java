package io.bridgehead.client;

/** What a session waits for; all of it is handled by one thread, so that the roster and the screen need no locks. */
sealed interface Event {

    /** A MESSAGE arrived. */
    record Received(SipLine.Incoming message) implements Event {
    }

    /** The connection to the server is lost. */
    record Lost() implements Event {
    }

    /** The connection is there again. */
    record Back() implements Event {
    }

    /** The user typed a line. */
    record Typed(String line) implements Event {
    }

    /** A command could not be sent. */
    record NotSent(Command command, SipFailureException failure) implements Event {
    }

    /** A command got its 2xx: its answer is here already, or very near. */
    record Accepted(Command command) implements Event {
    }
}
