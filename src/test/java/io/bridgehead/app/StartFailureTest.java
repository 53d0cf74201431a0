package io.bridgehead.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.QuarkusBindException;

class StartFailureTest {

    /** Of TEST-NET-1 (RFC 5737): nobody's. */
    private static final InetSocketAddress FOREIGN = new InetSocketAddress("192.0.2.77", 8080);

    private static BindException binding(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            throw new AssertionError("bound to " + address);
        } catch (BindException e) {
            return e;
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTakenHttpPortIsCalledTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();

            assertThat(StartFailure.explain(new IllegalStateException(
                    new QuarkusBindException("localhost", address.getPort(), binding(address)))))
                    .contains("The HTTP port is in use", Integer.toString(address.getPort()), "-Dquarkus.http.port");
        }
    }

    @Test
    void anHttpAddressOfAnotherMachineIsNotCalledATakenPort() {
        assertThat(StartFailure.explain(new QuarkusBindException("localhost", 8080, binding(FOREIGN))))
                .contains("quarkus.http.host is an address of this machine").doesNotContain("in use", "stop what uses it");
    }
}
