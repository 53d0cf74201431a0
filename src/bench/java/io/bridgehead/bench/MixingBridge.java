package io.bridgehead.bench;

/** A bridge under measurement: it calls telephones and lets those of a conference hear each other. */
interface MixingBridge extends AutoCloseable {

    String name();

    /** Its process, for its CPU time. */
    long pid();

    /** Has all telephones called and put into their conferences; need not wait until they have answered. */
    void call(MixingTelephones telephones);

    @Override
    void close();
}
