package io.bridgehead.sip;

import java.util.Set;

import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Decides which headers cross the border. Headers that control Camel never come in from the network, in whatever case they
 * are written; only those with the prefix {@code CamelSipHeader.} go out, without the prefix.
 */
public class SipHeaderFilterStrategy extends DefaultHeaderFilterStrategy {

    public SipHeaderFilterStrategy() {
        setLowerCase(true);
        setCaseInsensitive(true);
        setFilterOnMatch(true);
        setInFilterStartsWith("camel", "org.apache.camel.");
        setOutFilterStartsWith("camel", "org.apache.camel.");
        // What frames and routes the message belongs to the stack and must not be set from a route.
        getOutFilter()
                .addAll(Set.of("via", "v", "call-id", "i", "cseq", "from", "f", "to", "t", "content-length", "l",
                        "max-forwards", "content-type", "c"));
    }
}
