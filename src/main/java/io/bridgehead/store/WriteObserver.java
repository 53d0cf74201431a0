package io.bridgehead.store;

/** Is told what the writer does, for metrics. Methods return at once and throw nothing; several threads call them. */
public interface WriteObserver {

    /** Looks away. */
    WriteObserver NONE = new WriteObserver() {
        @Override
        public void committed(int units, long nanos) {
        }

        @Override
        public void refused() {
        }

        @Override
        public void failed(int units) {
        }
    };

    /**
     * A transaction was committed.
     *
     * @param units pieces of work in it: messages, notes about messages, changes of conferences and registrations
     * @param nanos from its beginning until the database said that it is durable
     */
    void committed(int units, long nanos);

    /** Work was not taken because too much waited already. */
    void refused();

    /** The database was unavailable, and this many pieces of work came to nothing. */
    void failed(int units);
}
