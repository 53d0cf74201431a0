package io.bridgehead.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.bridgehead.soap.ConferenceRequest.CreateConference;
import io.bridgehead.soap.ConferenceRequest.Person;
import io.bridgehead.soap.ConferenceRequest.Start;
import io.bridgehead.soap.SoapWriter;

/** The product as it runs: a client creates the conferences, the embedded bridge calls the telephones. */
final class MixingProduct implements MixingBridge {

    private static final String ACCOUNT = "bench";
    private static final int FIRST_PORT = 26000;
    private static final int MOST_LEGS = 900;

    private final ProductProcess product;
    private final EventLoop loop;
    private final Users clients;

    MixingProduct(Options options, EventLoop loop) {
        this.loop = loop;
        this.product = new ProductProcess(options,
                List.of("bridgehead.bridge.accounts." + ACCOUNT + ".bridge=embedded",
                        "bridgehead.bridge.accounts." + ACCOUNT + ".port-allowance=" + MOST_LEGS,
                        "bridgehead.bridge.embedded.rtp-port-from=" + FIRST_PORT,
                        "bridgehead.bridge.embedded.rtp-port-to=" + (FIRST_PORT + 2 * MOST_LEGS - 1)),
                null);
        product.addAccounts(Users.names("c", 1));
        clients = new Users(loop, product.address(Transport.TCP), Server.DOMAIN, Transport.TCP, Users.names("c", 1),
                new Traffic(), MixingProduct::told);
        clients.register();
    }

    private static void told(String message) {
        if (message.contains(":Fault>")) {
            throw new IllegalStateException("A conference was refused: " + Wire.body(message));
        }
    }

    @Override
    public String name() {
        return product.name();
    }

    @Override
    public long pid() {
        return product.pid();
    }

    @Override
    public void call(MixingTelephones telephones) {
        loop.call(() -> {
            for (int conference = 0; conference < telephones.conferences(); conference++) {
                create(telephones, conference);
            }
            return null;
        });
    }

    private void create(MixingTelephones telephones, int conference) {
        int first = conference * telephones.perConference();
        int end = Math.min(telephones.count(), first + telephones.perConference());
        List<Person> others = IntStream.range(first + 1, end).mapToObj(i -> new Person(telephones.uri(i))).toList();
        byte[] envelope = SoapWriter.request("urn:uuid:" + Ids.next(), new CreateConference(Optional.empty(),
                new Person(telephones.uri(first)), others, Optional.of(Start.ALL_AT_ONCE), Optional.of(ACCOUNT),
                Optional.empty()));
        clients.get(0).message("conference", "Content-Type: application/soap+xml\r\n",
                new String(envelope, StandardCharsets.ISO_8859_1), answer -> {
                    if (Wire.status(answer) != 200) {
                        throw new IllegalStateException("A conference was refused: " + answer);
                    }
                });
    }

    @Override
    public void close() {
        product.close();
    }
}
