package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bridgehead.test.Ports;
import io.bridgehead.test.Product;

/** A product that cannot start says why in one line, and scripts know it by the exit code. */
class StartFailureIT {

    private final Product product = Product.withDemoAccounts();

    @AfterEach
    void close() {
        product.close();
    }

    private void failsSaying(String... words) {
        Product.FailedStart failure = product.failToStart();

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.lines()).filteredOn(line -> line.contains("ERROR")).singleElement().asString().contains(words);
        assertThat(failure.lines()).noneMatch(line -> line.matches("\\s+at .*|Caused by.*"));
    }

    @Test
    void aTakenSipPort() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(product.sip())) {
            failsSaying(Integer.toString(taken.getLocalPort()), "bridgehead.sip.port");
        }
    }

    @Test
    void aTakenPortOfTheBridge() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            product.set("bridgehead.bridge.embedded.sip-port", taken.getLocalPort());

            failsSaying(Integer.toString(taken.getLocalPort()), "bridgehead.bridge.embedded.sip-port");
        }
    }

    @Test
    void aTakenHttpPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            product.set("quarkus.http.port", taken.getLocalPort());

            failsSaying(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void aDatabaseThatIsNotThere() {
        int nobody = Ports.free();
        product.set("bridgehead.database", "postgresql").set("bridgehead.database.url",
                "jdbc:postgresql://127.0.0.1:" + nobody + "/bridgehead");

        failsSaying("database", "bridgehead.database.url");
    }
}
