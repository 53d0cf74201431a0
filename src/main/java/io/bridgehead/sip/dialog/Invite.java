package io.bridgehead.sip.dialog;

import java.util.ArrayList;
import java.util.List;

import io.bridgehead.sip.auth.DigestClient;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipIds;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.transport.Target;

/**
 * What to dial. Call-ID, From tag and branch may be chosen, so that the same call made again after a crash is a
 * retransmission to the telephone; by default they are random.
 */
public final class Invite {

    final Target target;
    final SipUri uri;
    final NameAddr from;
    final List<DigestClient.Header> headers = new ArrayList<>();
    NameAddr to;
    String contactUser = "call";
    String callId = SipIds.newCallId();
    String fromTag = SipIds.newTag();
    String branch = SipIds.newBranch();
    String sdp;
    DigestClient credentials;

    /**
     * @param target where the INVITE is sent: the outbound proxy, trunk or telephone; null for the servers that the URI
     *        means, one after another (RFC 3263)
     * @param uri whom to call; also goes into To
     * @param from who calls, without tag
     */
    public Invite(Target target, SipUri uri, NameAddr from) {
        this.target = target;
        this.uri = uri;
        this.from = from;
        this.to = NameAddr.of(uri);
    }

    /** To, if it should differ from the request URI. */
    public Invite to(NameAddr newTo) {
        this.to = newTo;
        return this;
    }

    /** The session offer; without it the other party makes the offer and gets no answer from this class. */
    public Invite sdp(String offer) {
        this.sdp = offer;
        return this;
    }

    /** The user part of our Contact. */
    public Invite contactUser(String user) {
        this.contactUser = user;
        return this;
    }

    public Invite callId(String id) {
        this.callId = id;
        return this;
    }

    public Invite fromTag(String tag) {
        this.fromTag = tag;
        return this;
    }

    /** The branch of the first INVITE, beginning with {@code z9hG4bK}; repetitions with credentials derive theirs from it. */
    public Invite branch(String newBranch) {
        this.branch = newBranch;
        return this;
    }

    /** Adds a header, such as Session-ID, P-Asserted-Identity or Route. */
    public Invite header(String name, String value) {
        headers.add(new DigestClient.Header(name, value));
        return this;
    }

    /** Who we are to a trunk that challenges. */
    public Invite credentials(DigestClient client) {
        this.credentials = client;
        return this;
    }
}
