package io.bridgehead.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.bridgehead.soap.ConferenceRequest;
import io.bridgehead.soap.ConferenceRequest.AddParticipant;
import io.bridgehead.soap.ConferenceRequest.CreateConference;
import io.bridgehead.soap.ConferenceRequest.Person;
import io.bridgehead.soap.ConferenceRequest.Start;
import io.bridgehead.soap.SoapWriter;

/** The product as it runs: a client creates the conferences, the embedded bridge calls the telephones. */
final class MixingProduct implements MixingBridge {

    private static final String ACCOUNT = "bench";
    private static final int FIRST_PORT = 16000;
    private static final int MOST_LEGS = 900;
    /** So many the WSDL allows in one command. */
    private static final int MOST_AT_ONCE = 100;
    private static final int ADD_EVERY_MILLIS = 50;
    private static final Pattern CREATED = Pattern.compile("conferenceId>([^<]+)<");

    private final ProductProcess product;
    private final EventLoop loop;
    private final Users clients;
    /** The conference created last, once it is known; used on the loop. */
    private String created;

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
                new Traffic(), this::told);
        clients.register();
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
        for (int conference = 0; conference < telephones.conferences(); conference++) {
            int first = conference * telephones.perConference();
            int end = Math.min(telephones.count(), first + telephones.perConference());
            int more = Math.min(end, first + 1 + MOST_AT_ONCE);
            loop.call(() -> created = null);
            List<Person> others = IntStream.range(first + 1, more).mapToObj(i -> new Person(telephones.uri(i))).toList();
            order(new CreateConference(Optional.empty(), new Person(telephones.uri(first)), others,
                    Optional.of(Start.ALL_AT_ONCE), Optional.of(ACCOUNT), Optional.empty(), Optional.empty()));
            clients.await("the conference's number", () -> created != null);
            String id = loop.call(() -> created);
            for (int telephone = more; telephone < end; telephone++) {
                order(new AddParticipant(id, new Person(telephones.uri(telephone))));
                Pause.millis(ADD_EVERY_MILLIS);
            }
        }
    }

    private void order(ConferenceRequest request) {
        byte[] envelope = SoapWriter.request("urn:uuid:" + Ids.next(), request);
        loop.call(() -> {
            clients.get(0).message("conference", "Content-Type: application/soap+xml\r\n",
                    new String(envelope, StandardCharsets.ISO_8859_1), answer -> {
                        if (Wire.status(answer) != 200) {
                            throw new IllegalStateException("A command was refused: " + answer);
                        }
                    });
            return null;
        });
    }

    private void told(String message) {
        String body = Wire.body(message);
        // The answer to an addition to a very large conference, which has all its people, is longer than a message may be.
        if (body.contains(":Fault>") && created == null) {
            throw new IllegalStateException("A command failed: " + body);
        }
        Matcher answer = CREATED.matcher(body);
        if (body.contains("createConferenceResponse") && answer.find()) {
            created = answer.group(1);
        }
    }

    @Override
    public void close() {
        product.close();
    }
}
