package io.bridgehead.client;

/** Where a session's lines go. */
@FunctionalInterface
interface Screen {

    /** Shows one line, or several divided by line breaks, at once. */
    void show(String text);
}
