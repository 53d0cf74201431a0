package io.bridgehead.sip.locate;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The questions that locating servers needs of the domain name system. A name that does not exist, or has no such record,
 * gives an empty list; servers that do not answer, or refuse to, fail with a {@link LocateException}. No method blocks.
 */
interface Dns extends AutoCloseable {

    /** IPv4 before IPv6. Literals are not for this method. */
    CompletionStage<List<InetAddress>> addresses(String host);

    /** The SRV records (RFC 2782) of a name such as {@code _sip._tcp.example.org}, in no order. */
    CompletionStage<List<SrvRecord>> services(String name);

    /** The NAPTR records (RFC 3403) of a domain, in no order. */
    CompletionStage<List<NaptrRecord>> pointers(String domain);

    @Override
    void close();
}
