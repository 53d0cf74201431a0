/** The commands of the executable: serve, client, account, log. They know what to do, not how to reach a database. */
package io.bridgehead.app.cli;
