/** The gateway's end of the SIP channel: from a MESSAGE to who sent it and the SOAP inside it. What route 20 calls. */
package io.bridgehead.gateway;
