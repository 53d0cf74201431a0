package io.bridgehead.im;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipParseException;
import io.bridgehead.sip.message.SipParser;
import io.bridgehead.sip.message.SipRequest;

/**
 * Hands the messages that waited for a user out again, once the user has registered. A message in somebody's hands is not
 * handed out a second time, also when two devices register at once. Methods block.
 */
public final class OfflineMessages {

    /** What only a server may say; in a stored request it is the client's word. */
    private static final List<String> NOT_THE_CLIENTS = List.of(SipHeader.P_ASSERTED_IDENTITY,
            SipHeader.P_PREFERRED_IDENTITY, "Bridgehead-Identity");
    /** RFC 3261 §20.17: two digits for the day. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int BAD_REQUEST = 400;
    /** Call-ID and CSeq number of the request that a device may have had before. */
    private static final String REPEAT_OF = "Bridgehead-Repeat-Of";

    private final MessageLog log;
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();

    public OfflineMessages(MessageLog log) {
        this.log = log;
    }

    /** Notes what nobody came for in time; to be called now and then. Blocks. */
    public int giveUpExpired() {
        return MessageIntake.join(log.giveUpExpired());
    }

    /**
     * Takes what waits for a user, in the order it was accepted. Each message is to be given to {@link #delivered},
     * {@link #refused} or {@link #putBack}.
     *
     * @param aor the user's address of record
     */
    public List<LoggedMessage> take(String aor) {
        List<LoggedMessage> waiting = log.keptFor(aor).stream().filter(message -> inHand.add(message.id())).toList();
        if (waiting.isEmpty()) {
            return waiting;
        }
        try {
            return stillWaiting(aor, waiting);
        } catch (RuntimeException e) {
            // Nobody else would put them back, and no later registration would get them.
            waiting.forEach(message -> putBack(message.id()));
            throw e;
        }
    }

    /** Without what another device was served between our reading and our taking, and without what nobody can read. */
    private List<LoggedMessage> stillWaiting(String aor, List<LoggedMessage> taken) {
        Set<Long> still = new HashSet<>();
        log.keptFor(aor).forEach(message -> still.add(message.id()));
        return taken.stream().filter(message -> {
            if (!still.contains(message.id())) {
                inHand.remove(message.id());
                return false;
            }
            return isReadable(message);
        }).toList();
    }

    /** What is not would stand in the way of those behind it for ever. */
    private boolean isReadable(LoggedMessage message) {
        try {
            parse(message);
            return true;
        } catch (SipParseException e) {
            refused(message.id(), BAD_REQUEST);
            return false;
        }
    }

    /**
     * Notes durably that a message is about to be handed out, so that after a crash nobody takes it for untouched.
     *
     * @return how often it was handed out before without anybody knowing whether it arrived
     */
    public int handOut(long id) {
        return MessageIntake.join(log.handedOut(id));
    }

    /**
     * The request to relay: as it was accepted, but with its way only beginning here, without what clients may not assert,
     * and with the Date of its acceptance unless it has one. A device that may have had it before gets it under a Call-ID of
     * its own and is told which request it repeats.
     *
     * @param before from {@link #handOut}
     */
    public static SipRequest request(LoggedMessage message, int before) {
        SipRequest request = parse(message);
        if (before > 0) {
            request.setHeader(REPEAT_OF, request.callId() + ' ' + request.cseq().number());
            request.setHeader(SipHeader.CALL_ID, request.callId() + '~' + before);
        } else {
            request.removeHeader(REPEAT_OF);
        }
        request.removeHeader(SipHeader.VIA).removeHeader(SipHeader.ROUTE).setHeader(SipHeader.MAX_FORWARDS, "70");
        NOT_THE_CLIENTS.forEach(request::removeHeader);
        if (!request.hasHeader(SipHeader.DATE)) {
            request.setHeader(SipHeader.DATE, DATE.format(message.entry().time()));
        }
        return request;
    }

    private static SipRequest parse(LoggedMessage message) {
        return (SipRequest) SipParser.parse(message.entry().raw());
    }

    /** A device accepted the message. */
    public void delivered(long id, int code) {
        MessageIntake.join(log.delivered(id, code));
        inHand.remove(id);
    }

    /** The device refused the message for good; it waits no longer. */
    public void refused(long id, int code) {
        MessageIntake.join(log.failed(id, code));
        inHand.remove(id);
    }

    /** The message did not get through; it waits for the next registration. */
    public void putBack(long id) {
        inHand.remove(id);
    }
}
