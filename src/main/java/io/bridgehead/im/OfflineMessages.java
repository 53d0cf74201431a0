package io.bridgehead.im;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;

/**
 * Hands the messages that waited for a user out again, once the user has registered. A message in somebody's hands is not
 * handed out a second time, also when two devices register at once. Methods block.
 */
public final class OfflineMessages {

    private final MessageLog log;
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();

    public OfflineMessages(MessageLog log) {
        this.log = log;
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
        // Another device may have been served between our reading and our taking.
        Set<Long> still = new HashSet<>();
        log.keptFor(aor).forEach(message -> still.add(message.id()));
        return waiting.stream().filter(message -> {
            boolean waits = still.contains(message.id());
            if (!waits) {
                inHand.remove(message.id());
            }
            return waits;
        }).toList();
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
