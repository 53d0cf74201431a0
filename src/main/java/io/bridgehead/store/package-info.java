/**
 * SQL behind the interfaces of other packages: the message log, accounts, locations, conferences and the outbox. One writer
 * commits the work of many threads in one transaction; SQLite and PostgreSQL are chosen when the process starts.
 */
package io.bridgehead.store;
