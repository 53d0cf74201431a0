/** Where a URI leads: from names to transports, addresses and ports (RFC 3263). No Camel. */
package io.bridgehead.sip.locate;
