package io.bridgehead.sip.transaction;

import io.bridgehead.sip.message.Via;
import io.bridgehead.sip.transport.Flow;

/** What client transactions need from the transports besides a flow. */
interface ClientSender {

    Via via(Flow flow, String branch);

    int maxUdpRequestBytes();
}
