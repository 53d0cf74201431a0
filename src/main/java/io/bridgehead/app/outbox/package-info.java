/** Does what the core decided: each row of the outbox goes to the route of its topic until that succeeds. */
package io.bridgehead.app.outbox;
