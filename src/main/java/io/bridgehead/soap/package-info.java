/**
 * SOAP inside messages: reading what strangers sent, and writing commands, answers, faults and status reports. Safe against
 * hostile input by limits and refusals, not by trust. Knows no other package: neither SIP, HTTP nor Camel.
 */
package io.bridgehead.soap;
