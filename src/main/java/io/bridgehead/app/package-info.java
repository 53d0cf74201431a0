/** Wiring: configuration, roles, the command line, first-run set-up. */
package io.bridgehead.app;
