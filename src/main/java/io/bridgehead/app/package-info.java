/** Where the program begins and ends: its commands, start and its failures, readiness. Wiring is in the packages below. */
package io.bridgehead.app;
