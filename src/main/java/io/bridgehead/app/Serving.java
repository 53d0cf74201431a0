package io.bridgehead.app;

/** Fired when this process begins to serve, before the routes start. An exception of an observer ends the process. */
public record Serving() {
}
