package io.bridgehead.bench;

import java.util.concurrent.TimeUnit;

/** Sends each packet back and does nothing else: the bare price of reading and sending packets. */
final class ReflectorProcess implements MixingBridge {

    private static final int FIRST_PORT = 14000;

    private final Process process;

    ReflectorProcess(int telephones) {
        process = AudioLoad.start("reflector", telephones, FIRST_PORT);
        Pause.millis(TimeUnit.SECONDS.toMillis(1));
    }

    @Override
    public String name() {
        return "packets only";
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void call(MixingTelephones telephones) {
        for (int i = 0; i < telephones.count(); i++) {
            telephones.audio().to(i, "127.0.0.1", FIRST_PORT + 2 * i);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
