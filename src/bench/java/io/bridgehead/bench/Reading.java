package io.bridgehead.bench;

import java.util.OptionalLong;

/**
 * What a server has used up at one moment, or between two.
 *
 * @param database of the database's own process; {@code null} if there is none
 * @param allocated bytes; empty without a JVM
 */
record Reading(CpuTimes cpu, CpuTimes database, OptionalLong allocated) {

    /** The product's thread that writes to the database. */
    private static final String WRITER = "store-writer";
    private static final double MICROS = 1e6;

    static Reading of(Server server) {
        OptionalLong database = server.databasePid();
        return new Reading(CpuTimes.of(server.pid()), database.isPresent() ? CpuTimes.of(database.getAsLong()) : null,
                server.allocated());
    }

    Reading since(Reading earlier) {
        return new Reading(cpu.since(earlier.cpu), database == null ? null : database.since(earlier.database),
                allocated.isEmpty() ? allocated : OptionalLong.of(allocated.getAsLong() - earlier.allocated.getAsLong()));
    }

    /** Of the server without the database's process. */
    double microsPer(int count) {
        return cpu.total() / count * MICROS;
    }

    /** Of the product's thread that writes to the database; contained in {@link #microsPer}. */
    double writerMicrosPer(int count) {
        return cpu.threads().getOrDefault(WRITER, 0.0) / count * MICROS;
    }

    /** Of the JVM's compilers; contained in {@link #microsPer}. */
    double compilerMicrosPer(int count) {
        return cpu.compiling() / count * MICROS;
    }

    /** Of the database's process; 0 if there is none. */
    double databaseMicrosPer(int count) {
        return database == null ? 0 : database.total() / count * MICROS;
    }
}
