/** User agents: registered over a connection of their own, sending and receiving requests (RFC 3261, RFC 5626). No Camel. */
package io.bridgehead.sip.useragent;
