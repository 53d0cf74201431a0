/**
 * The conference core: commands and what a bridge saw go in, {@link io.bridgehead.conference.ConferenceEvent}s come out, and
 * the state of a conference is nothing but the fold of its events. Plain Java: it knows no Camel, SIP, SQL or JSON.
 */
package io.bridgehead.conference;
