/**
 * The message log: every message of every hop, kept whole and in order. It is the only place of the product that keeps the
 * content of messages and telephone numbers; nothing of it is written to the ordinary log. Knows no other package.
 */
package io.bridgehead.messagelog;
