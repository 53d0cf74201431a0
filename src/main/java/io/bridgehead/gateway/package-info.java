/** The gateway's end of the SIP channel: from a MESSAGE to the SOAP inside it, and back. What routes 20 and 80 call. */
package io.bridgehead.gateway;
