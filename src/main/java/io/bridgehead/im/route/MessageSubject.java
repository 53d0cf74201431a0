package io.bridgehead.im.route;

import io.bridgehead.messagelog.LogEntry;
import io.bridgehead.sip.message.SipRequest;

/** Reads out of a message what the log can be searched by: which conference, which operation. */
public interface MessageSubject {

    /** The entry with what could be read; the entry as it is for a message that says nothing of the kind. Throws nothing. */
    LogEntry describe(LogEntry entry, SipRequest request);
}
