package io.bridgehead.bench;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalLong;

/** A SIP server under load: a process, with its children, of our own. */
interface Server extends AutoCloseable {

    /** The SIP domain of the accounts. */
    String DOMAIN = "bridgehead.local";

    /** For a reader of the report. */
    String name();

    long pid();

    /** Where users send SIP. */
    InetSocketAddress address(Transport transport);

    /** Gives each user an account, with {@link SipUser#password} as password. */
    void addAccounts(List<String> users);

    /** Bytes that its threads have allocated since its start, where it runs on a JVM. */
    OptionalLong allocated();

    /** Heap in use after a full collection, in bytes, where it runs on a JVM. */
    OptionalLong liveHeap();

    /** The database's process, if it is one of its own. */
    OptionalLong databasePid();

    /** Rows in its message log. */
    long logged();

    /** What it printed that sounds like trouble, the beginning. */
    List<String> complaints();

    @Override
    void close();
}
